"""Whether pupils of an institution are enrolled elsewhere: the one thing for which its registration looks further.

Of what other institutions registered, only this yes or no comes out. The law lets a school know it: both
schools hear of a double enrolment, and the old school hears of the new one (duo.nl; domain rules §4.3).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from verzuimloket.core.parameters import param
from verzuimloket.core.scope import widened
from verzuimloket.inschrijvingen.models import Diploma, Inschrijving, Uitstroom
from verzuimloket.inschrijvingen.queries.controlepunten import years_before
from verzuimloket.personen.models import Persoon


@dataclass(frozen=True)
class Vertrek:
    """A pupil who left and is enrolled nowhere since; ``vervolg``: what the school noted of it."""

    inschrijving_id: int
    instelling: str
    persoon: Persoon
    vervolg: str


@dataclass(frozen=True)
class Gezien:
    """What came out: the own rows that share a day with a row elsewhere (with institution), and who left."""

    dubbel: dict[int, str]
    vertrokken: list[Vertrek]


def look(rows: QuerySet[Inschrijving], *, since: date, on: date) -> Gezien:
    """Both for these own enrolments, in one query; ``since``: as far back as leavers are followed.

    Whether the duty still rests on who left is judged above (uitvoer/registratie_punten.py).
    """
    asked = rows.annotate(dubbel=_double(on), weg=_gone(since, on), vervolg=Subquery(_notes()))
    with widened("are these pupils enrolled elsewhere, and since they left anywhere"):
        found = list(asked.filter(Q(dubbel=True) | Q(weg=True)).select_related("persoon"))
    left = [
        Vertrek(row.pk, row.instelling_id, row.persoon, _text(row, "vervolg")) for row in found if _text(row, "weg")
    ]
    return Gezien({row.pk: row.instelling_id for row in found if _text(row, "dubbel")}, left)


def _text(row: Inschrijving, annotation: str) -> str:
    return getattr(row, annotation) or ""


def _double(on: date) -> Case:
    """With a day in common, and neither long past: the same rows as ``signalen.double_pairs``."""
    past = on - timedelta(days=param("signaal_inschrijving_dagen", on=on))
    until = Coalesce(OuterRef("einddatum"), Value(date.max))
    others = Inschrijving.objects.filter(persoon=OuterRef("persoon"), begindatum__lte=until)
    others = others.filter(_open(Greatest(OuterRef("begindatum"), Value(past)))).exclude(
        instelling=OuterRef("instelling")
    )
    return _truth(_open(past) & Q(Exists(others)))


def _gone(since: date, on: date) -> Case:
    """Between 4 and 18, alive, and enrolled nowhere on a later day, also not on one still to come."""
    later = Inschrijving.objects.filter(_open(OuterRef("einddatum") + timedelta(days=1)), persoon=OuterRef("persoon"))
    left = Q(einddatum__gte=since, einddatum__lt=on, persoon__overlijdensdatum__isnull=True)
    born = Q(persoon__geboortedatum__gt=years_before(on, 18), persoon__geboortedatum__lte=years_before(on, 4))
    return _truth(left & born & ~Q(Exists(later.exclude(pk=OuterRef("pk")))))


def _truth(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


def _open(on: Any) -> Q:
    return Q(einddatum__isnull=True) | Q(einddatum__gte=on)


def _notes() -> QuerySet[Any]:
    """What was noted: of this end date, since with another end the question is a new one."""
    told = {name: OuterRef(name) for name in ("kenmerk", "instelling", "einddatum")}
    return Uitstroom.objects.filter(**told).values("vervolg")[:1]


def note_of(row: Inschrijving) -> Uitstroom | None:
    """What was noted of this enrolment as it ended."""
    found = Uitstroom.objects.filter(kenmerk=row.kenmerk, instelling_id=row.instelling_id)
    return found.filter(einddatum=row.einddatum).first() if row.einddatum else None


def diplomas_per_person(persoon_ids: set[int]) -> dict[int, list[Diploma]]:
    """The diplomas of many persons at once."""
    found: dict[int, list[Diploma]] = {}
    for diploma in Diploma.objects.filter(persoon_id__in=persoon_ids):
        found.setdefault(diploma.persoon_id, []).append(diploma)
    return found
