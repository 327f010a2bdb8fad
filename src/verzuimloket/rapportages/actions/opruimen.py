"""The stored sets go after their term: a report year as a whole, since its runs point at each other (own choice)."""

from datetime import date

from django.db import connection, transaction

from verzuimloket.core.parameters import param
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.rules.kalender import Productie, add_months, months_of

_TABLES = ("rapportages_mutatie", "rapportages_lijstregel", "rapportages_startregel")


@transaction.atomic
def remove_old(*, on: date) -> int:
    """Take away the report years of which the last list was published so many years ago; how many runs."""
    jaren = {jaar for jaar in Peiling.objects.values_list("rapportjaar", flat=True).distinct() if _is_old(jaar, on)}
    old = list(Peiling.objects.filter(rapportjaar__in=jaren).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        for table in _TABLES if old else ():
            cursor.execute(f"DELETE FROM {table} WHERE peiling_id = ANY(%s)", [old])
    return Peiling.objects.filter(pk__in=old).delete()[1].get("rapportages.Peiling", 0)


def _is_old(rapportjaar: int, on: date) -> bool:
    last = Productie(months_of(rapportjaar)[-1]).publicatie
    return add_months(last, 12 * param("bewaar_peiling_jaren", on=on)) <= on
