"""What to look at in a registration: each point is one condition, for its figure and for the list behind it.

The codes stand in codelijsten/controlepunt.csv, with the sentence that defines them.
"""

from datetime import date
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat

from verzuimloket.core.parameters import param
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.personen import queries as personen
from verzuimloket.personen.inputs import NEDERLAND, verjaardag

TOTAAL, NOT_ENDED = "TOTAAL", "NIET_GEEINDIGD"
GEBIED = ("ADRES_ONBEKEND", "GEMEENTE_ONBEKEND", "BUITENLAND")
_DECEMBER = 12


def conditions(*, on: date) -> dict[str, Q]:
    """The points that follow from the enrolment, the pupil and the address of that day.

    For rows with ``gebied``, see :func:`with_area`.
    """
    open_now = not_ended(on)
    present = open_now & Q(begindatum__lte=on)
    too_old = years_before(on, param("rmc_max_leeftijd", on=on))
    return {
        "BSN_ONBEKEND": open_now & Q(persoon__bsn__isnull=True),
        "GEBOORTEDATUM_DEELS": open_now & ~Q(persoon__geboorte_precisie="D"),
        "ADRES_ONBEKEND": open_now & Q(gebied__isnull=True),
        "GEMEENTE_ONBEKEND": open_now & Q(gebied=f"{NEDERLAND}/"),
        "BUITENLAND": open_now & Q(gebied__isnull=False) & ~Q(gebied__startswith=f"{NEDERLAND}/"),
        "TE_OUD": present & Q(persoon__geboortedatum__lte=too_old),
        "WORDT_5": open_now & turns(param("leerplicht_begin_leeftijd", on=on), on=on),
        "WORDT_18": open_now & turns(param("leeftijd_meerderjarig", on=on), on=on),
        "BEGINT_LATER": Q(begindatum__gt=on),
    }


def not_ended(on: date) -> Q:
    return Q(einddatum__isnull=True) | Q(einddatum__gte=on)


def with_area(rows: QuerySet[Inschrijving], *, on: date) -> Any:
    """Each with ``gebied``: country and municipality of the address of that day; none without an address."""
    lives = personen.adressen_op(on).filter(persoon=OuterRef("persoon"))
    gebied = lives.values(gebied=Concat("landcode", Value("/"), "gemeentecode"))[:1]
    return rows.annotate(gebied=Subquery(gebied))


def counted(rows: QuerySet[Inschrijving], *, on: date) -> dict[str, dict[str, int]]:
    """How many enrolments each institution has, and how many at each point; one query.

    Counted per municipality first: so the address of each pupil is looked up once, whatever the number of points.
    """
    figures = {
        code: Count("pk", filter=condition) for code, condition in conditions(on=on).items() if code not in GEBIED
    }
    by_area = with_area(rows, on=on).order_by().values("instelling_id", "gebied")
    found: dict[str, dict[str, int]] = {}
    for row in by_area.annotate(**{TOTAAL: Count("pk"), NOT_ENDED: Count("pk", filter=not_ended(on))}, **figures):
        school, gebied, open_now = row.pop("instelling_id"), row.pop("gebied"), row.pop(NOT_ENDED)
        counts = found.setdefault(school, dict.fromkeys((TOTAAL, *conditions(on=on)), 0))
        for code, aantal in {**row, **({point_of_area(gebied): open_now} if point_of_area(gebied) else {})}.items():
            counts[code] += aantal
    return found


def point_of_area(gebied: str | None) -> str:
    """The point that an area is, as the conditions say it; none for a known municipality."""
    if gebied is None:
        return "ADRES_ONBEKEND"
    if gebied == f"{NEDERLAND}/":
        return "GEMEENTE_ONBEKEND"
    return "" if gebied.startswith(f"{NEDERLAND}/") else "BUITENLAND"


def at_point(rows: QuerySet[Inschrijving], code: str, *, on: date) -> Any:
    """The enrolments behind the figure of a point."""
    return with_area(rows, on=on).filter(conditions(on=on)[code])


def flagged(rows: QuerySet[Inschrijving], *, on: date) -> Any:
    """Each with a yes or no per point, under the name of :func:`flag`."""
    flags = {flag(code): _truth(condition) for code, condition in conditions(on=on).items()}
    return with_area(rows, on=on).annotate(**flags)


def _truth(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


def flag(code: str) -> str:
    return f"punt_{code.lower()}"


def turns(jaren: int, *, on: date) -> Q:
    """Whose birthday of that many years is in the month of that day, or in the month after it.

    Partial birth dates count by their day to count with, as everywhere (domain rules §5).
    """
    before, until = _month_start(on, 0) - date.resolution, _month_start(on, 2) - date.resolution
    youngest, oldest = years_before(until, jaren), years_before(before, jaren)
    return Q(persoon__geboortedatum__gt=oldest, persoon__geboortedatum__lte=youngest)


def _month_start(on: date, months: int) -> date:
    years, month = divmod(on.month - 1 + months, _DECEMBER)
    return date(on.year + years, month + 1, 1)


def years_before(on: date, jaren: int) -> date:
    """The last day of birth of who has that age on that day."""
    born = date(on.year - jaren, on.month, min(on.day, 28))
    while verjaardag(born + date.resolution, jaren) <= on:
        born += date.resolution
    return born
