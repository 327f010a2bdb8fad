"""The weekly deliveries: of each week once, all recipients together or none."""

from datetime import date, datetime

from django.db import OperationalError, connection, transaction

from verzuimloket.core import audit
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.inschrijvingen.models import Diploma, Inschrijving
from verzuimloket.leveringen.actions.klaarzetten import Klaarzetten
from verzuimloket.leveringen.bestand.maken import maak_p
from verzuimloket.leveringen.codes import P
from verzuimloket.leveringen.models import Levering
from verzuimloket.leveringen.queries import gebied
from verzuimloket.leveringen.rules import week
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.vrijstellingen.models import Vrijstelling

_PATIENCE = 2_000  # milliseconds; others who want to write wait as well
_TOLD_OF = (Persoon, Adres, Inschrijving, Diploma, Vrijstelling)


class NogBezig(Exception):
    """Something is still being written that may belong to the week: no delivery would tell it. Try again later."""


def await_writers() -> None:
    """Wait until everybody is done who is writing now. Raises NogBezig when that takes long.

    What is written before Sunday may be stored after it: it is of the old week, and is looked for in no other.
    """
    try:
        for model in _TOLD_OF:
            _await_writers_of(model._meta.db_table)
    except OperationalError as refused:
        raise NogBezig from refused


@transaction.atomic(durable=True)  # lets go at once, so that it never holds one table and waits for the next
def _await_writers_of(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [str(_PATIENCE)])
        cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")


@transaction.atomic
def publish_week(peildatum: date, *, at: datetime) -> int:
    """Put the deliveries of the week that ended ready. How many; none when that was done before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(3, 3)")  # one at a time, in order
    if Levering.objects.filter(soort=P, peildatum__gte=peildatum).exists():
        return 0
    venster, ontvangers = week(peildatum), gebied.met_instantie()
    ready = Klaarzetten(at=at)
    made = maak_p(venster, ontvangers, ready, at=at, regios=gebied.regios())
    rows = [
        ready.complete(
            Levering(
                soort=P, instantie=each.ontvanger.instantie, peildatum=peildatum, van=venster.van, tot=venster.tot
            ),
            each,
        )
        for each in made
    ]
    Levering.objects.bulk_create(rows)
    audit.record("levering:klaarzetten", f"leveringen {peildatum.isoformat()}", by=SYSTEEM, aantal=len(rows))
    return len(rows)
