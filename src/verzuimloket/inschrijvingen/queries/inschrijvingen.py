"""Reading enrolments and gathering the facts by which they are judged."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import Lower, RowNumber

from verzuimloket.access.codes import BEPERKT_LEERLINGEN, BEPERKT_LOCATIE
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Violation
from verzuimloket.core.scope import widened
from verzuimloket.inschrijvingen import rules
from verzuimloket.inschrijvingen.inputs import (
    Inschrijfregel,
    InschrijvingDatums,
    InschrijvingFacts,
    InschrijvingInput,
    Periode,
)
from verzuimloket.inschrijvingen.models import Diploma, Inschrijving
from verzuimloket.inschrijvingen.queries import feiten, regels
from verzuimloket.inschrijvingen.queries.mentoren import of_own_pupils
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Persoon
from verzuimloket.personen.rules import zoeksleutel


def visible_to(actor: Actor) -> QuerySet[Inschrijving]:
    """The first wall: enrolments of the actor's own institutions."""
    rows = Inschrijving.objects.select_related("persoon", "instelling")
    return rows if actor.register else within_limit(rows.filter(instelling_id__in=actor.instellingen), actor)


def within_limit(rows: QuerySet[Inschrijving], actor: Actor) -> QuerySet[Inschrijving]:
    """What a limited reader may see of these (WNS-01): own pupils, or who was reported at an own location."""
    if actor.beperking == BEPERKT_LEERLINGEN:
        return of_own_pupils(rows, actor)
    if actor.beperking == BEPERKT_LOCATIE:  # meldingen stand above this app: they are reached by their relation
        reported = {
            "persoon__meldingen__locatie__in": actor.locaties,
            "persoon__meldingen__instelling": F("instelling"),
        }
        return rows.filter(pk__in=Inschrijving.objects.filter(**reported).values("pk"))
    return rows


def enrolled(instelling: str, *, on: date) -> QuerySet[Inschrijving]:
    """The enrolments of an institution that did not end before that day."""
    return Inschrijving.objects.filter(Q(einddatum__isnull=True) | Q(einddatum__gte=on), instelling_id=instelling)


def find_enrolled(actor: Actor, instelling: str, nummer: str, *, on: date) -> Persoon | None:
    """The pupil of an own institution with this person number; unknown and elsewhere look the same."""
    rows = visible_to(actor).filter(pk__in=enrolled(instelling, on=on).values("pk"))
    return personen.on_number(nummer).filter(pk__in=rows.order_by().values("persoon_id")).first()


_ELSEWHERE = ("BV_I_overlap_andere_instelling", "BV_I_weekend_ertussen")
ORDER = ("persoon__zoeknaam", Lower("persoon__voornamen"), "-begindatum", "pk")


def overview(actor: Actor, achternaam: str = "") -> QuerySet[Inschrijving]:
    """The enrolments of the actor's institutions; a part of the surname is enough (OVZ-01, OVZ-03)."""
    rows = visible_to(actor)
    return rows.filter(personen.on_name(achternaam)) if zoeksleutel(achternaam) else rows


def count_per_instelling(rows: QuerySet[Inschrijving]) -> dict[str, int]:
    """How many of these enrolments each institution has; institutions without any are left out."""
    counted = rows.order_by().values("instelling_id").annotate(aantal=Count("pk"))
    return {row["instelling_id"]: row["aantal"] for row in counted}


def page_of(rows: QuerySet[Inschrijving], instelling: str, pagina: int, maat: int) -> list[Inschrijving]:
    """One page of one institution, by name (OVZ-06)."""
    start = (pagina - 1) * maat
    return list(rows.filter(instelling_id=instelling).order_by(*ORDER)[start : start + maat])


def first_pages(rows: QuerySet[Inschrijving], codes: Collection[str], maat: int) -> list[Inschrijving]:
    """The first page of each of these institutions, in one query."""
    if not codes:
        return []
    plek = Window(RowNumber(), partition_by=F("instelling_id"), order_by=list(ORDER))
    found = rows.filter(instelling_id__in=codes).annotate(plek=plek).filter(plek__lte=maat)
    return list(found.order_by("instelling_id", "plek"))


def judge(given: InschrijvingInput, *, by: Actor, on: date) -> list[Violation]:
    """What the rules say of an enrolment that cannot be stored yet, because some field is illegible."""
    with widened("may this pupil be enrolled here"):
        facts = regels.candidates([Inschrijfregel(1, given)], by=by, on=on, alles=True)[0].facts
    return told(rules.INSCHRIJVING.broken(given, facts, on=on))


def told(broken: list[Violation]) -> list[Violation]:
    """What a refusal tells. It leaves no trace, so it does not say that the pupil is enrolled elsewhere."""
    return [violation for violation in broken if violation.code not in _ELSEWHERE]


def judge_datums(inschrijving: Inschrijving, given: InschrijvingDatums, *, by: Actor, on: date) -> list[Violation]:
    """The same for a change of the two dates."""
    return rules.INSCHRIJVING_DATUMS.broken(given, facts_of(inschrijving, by=by, on=on), on=on)


def locked(inschrijving: Inschrijving, *, by: Actor) -> Inschrijving:
    """The newest state, for this writer alone: the institution's turn, then the pupil, as everywhere.

    Raises DoesNotExist.
    """
    personen.take_turn(f"inschrijven {inschrijving.instelling_id}")
    personen.locked(inschrijving.persoon_id)
    return visible_to(by).select_for_update(of=("self",), no_key=True).get(pk=inschrijving.pk)


def facts_of(inschrijving: Inschrijving, *, by: Actor, on: date) -> InschrijvingFacts:
    """The facts for a change of the two dates of an enrolment (OVZ-13)."""
    instelling, persoon = inschrijving.instelling, inschrijving.persoon
    with widened("does the changed enrolment overlap another"):
        rows = Inschrijving.objects.filter(persoon=persoon).exclude(pk=inschrijving.pk)
        others = feiten.others(rows.order_by("-begindatum", "-pk"), instelling.code)
    return InschrijvingFacts(
        **feiten.of_instelling(instelling),
        instelling_van_actor=by.register or instelling.code in by.instellingen,
        persoon_bekend=True,
        geboortedatum_klopt=True,
        geslacht_klopt=True,
        overleden_op=persoon.overlijdensdatum,
        inschrijvingen=others,
        gemeente_bekend=True,
        land_bekend=True,
        vandaag=on,
        geboortedatum=persoon.geboren,
    )


def periods_at(persoon: Persoon, instelling: str) -> tuple[Periode, ...]:
    """The periods in which a person is enrolled at an institution."""
    rows = Inschrijving.objects.filter(persoon=persoon, instelling_id=instelling).order_by("begindatum")
    return tuple(Periode(row.begindatum, row.einddatum) for row in rows)


def periods_per_person(instelling: str, persoon_ids: Collection[int]) -> dict[int, tuple[Periode, ...]]:
    """As :func:`periods_at` for many persons at once; who was never enrolled there is left out."""
    rows = Inschrijving.objects.filter(instelling_id=instelling, persoon_id__in=persoon_ids)
    found: dict[int, tuple[Periode, ...]] = {}
    for persoon_id, begin, eind in rows.values_list("persoon_id", "begindatum", "einddatum"):
        found[persoon_id] = (*found.get(persoon_id, ()), Periode(begin, eind))
    return found


def diplomas_of(persoon: Persoon) -> list[Diploma]:
    """All diplomas of a person, the oldest first."""
    return list(Diploma.objects.filter(persoon=persoon).order_by("datum", "pk"))
