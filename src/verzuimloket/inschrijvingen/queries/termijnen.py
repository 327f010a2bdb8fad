"""Whether dates came into the register in time: within 7 days, or at least 14 (domain rules §4.4).

Counted from the day itself to the first moment at which the register knew it, in the version table; for
the first day of a school year the term is longer. What was loaded from an earlier register was not delivered by
the school and does not count.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.fields.ranges import RangeStartsWith
from django.db.models import Case, Count, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import TruncDate, TruncMonth

from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.parameters import param
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie
from verzuimloket.inschrijvingen.rules.datums import EERSTE_DAG

LOADED = "laad"
TE_LAAT = {"TE_LAAT_IN": "begindatum", "TE_LAAT_UIT": "einddatum"}
TERUG = 365  # days


@dataclass(frozen=True)
class Maand:
    """The deliveries about the days of one month: how many, how many in time, how many within 14 days."""

    instelling: str
    maand: date
    totaal: int
    op_tijd: int
    binnen_14: int


def delivered(rows: QuerySet[Inschrijving], veld: str, *, on: date) -> QuerySet[Inschrijving]:
    """Enrolments whose begin or end lies in the last year, each with the day on which it came (``geleverd``)."""
    told = {"id": OuterRef("pk"), veld: OuterRef(veld)}
    states = InschrijvingVersie.objects.filter(**told).order_by("versie_id")
    first = states.annotate(dag=TruncDate(RangeStartsWith("geregistreerd"), tzinfo=AMSTERDAM))
    window = {f"{veld}__gt": on - timedelta(days=TERUG), f"{veld}__lte": on}
    found = rows.filter(**window).annotate(
        geleverd=Subquery(first.values("dag")[:1]), reden=Subquery(first.values("aanleiding")[:1])
    )
    return found.exclude(reden=LOADED)


def late(rows: QuerySet[Inschrijving], code: str, *, on: date) -> QuerySet[Inschrijving]:
    """Those that came after the term."""
    return delivered(rows, TE_LAAT[code], on=on).exclude(_within(TE_LAAT[code], "inschrijf_termijn_dagen", on))


def late_of(rows: QuerySet[Inschrijving], *, on: date) -> dict[str, set[int]]:
    """The same for both dates, as row numbers; one query."""
    parts = [late(rows, code, on=on).order_by().values_list("pk", Value(code)) for code in TE_LAAT]
    found: dict[str, set[int]] = {code: set() for code in TE_LAAT}
    for pk, code in parts[0].union(*parts[1:], all=True):
        found[code].add(pk)
    return found


def per_month(rows: QuerySet[Inschrijving], code: str, *, on: date) -> list[Maand]:
    """How many came in time, per institution and month, the newest month first; one query."""
    veld = TE_LAAT[code]
    found = delivered(rows, veld, on=on).order_by().values("instelling_id", maand=TruncMonth(veld))
    found = found.annotate(
        totaal=Count("pk"),
        op_tijd=Count("pk", filter=_within(veld, "inschrijf_termijn_dagen", on)),
        binnen_14=Count("pk", filter=_within(veld, "inschrijf_termijn_overig_dagen", on)),
    )
    names = ("instelling_id", "maand", "totaal", "op_tijd", "binnen_14")
    return [Maand(*row) for row in found.order_by("-maand", "instelling_id").values_list(*names)]


def _within(veld: str, term: str, on: date) -> Q:
    """Not after its last day: as ``uiterste_dag`` of rules/termijn.py, for all rows at once."""
    first_day = Q(**{f"{veld}__month": EERSTE_DAG[0], f"{veld}__day": EERSTE_DAG[1]})
    start, other = (timedelta(days=param(naam, on=on)) for naam in ("inschrijf_start_dagen", term))
    last = Case(When(first_day, then=F(veld) + max(start, other)), default=F(veld) + other, output_field=DateField())
    return Q(geleverd__lte=last)
