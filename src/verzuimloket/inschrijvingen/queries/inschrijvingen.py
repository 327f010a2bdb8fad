"""Reading enrolments and gathering the facts by which they are judged."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import Lower, RowNumber

from verzuimloket.access.codes import BEPERKT_LEERLINGEN, BEPERKT_LOCATIE
from verzuimloket.core.actor import Actor
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Violation
from verzuimloket.core.scope import widened
from verzuimloket.inschrijvingen import rules
from verzuimloket.inschrijvingen.inputs import (
    AndereInschrijving,
    InschrijvingDatums,
    InschrijvingFacts,
    InschrijvingInput,
    Periode,
)
from verzuimloket.inschrijvingen.models import Diploma, Inschrijving
from verzuimloket.inschrijvingen.queries.mentoren import of_own_pupils
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen import queries as personen
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.personen.models import Persoon
from verzuimloket.personen.rules import normaal_pgn, normaal_postcode, zoeksleutel
from verzuimloket.routering import queries as routering


@dataclass(frozen=True)
class Kandidaat:
    """The person in the register that the input is about, and the facts to judge it by."""

    persoon: Persoon | None
    gemeentecode: str
    facts: InschrijvingFacts


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
    return told(rules.INSCHRIJVING.broken(given, find_candidate(given, by=by, on=on).facts, on=on))


def told(broken: list[Violation]) -> list[Violation]:
    """What a refusal tells. It leaves no trace, so it does not say that the pupil is enrolled elsewhere."""
    return [violation for violation in broken if violation.code not in _ELSEWHERE]


def judge_datums(inschrijving: Inschrijving, given: InschrijvingDatums, *, by: Actor, on: date) -> list[Violation]:
    """The same for a change of the two dates."""
    return rules.INSCHRIJVING_DATUMS.broken(given, facts_of(inschrijving, by=by, on=on), on=on)


def find_candidate(given: InschrijvingInput, *, by: Actor, on: date) -> Kandidaat:
    """Look in the whole register for the pupil, lock it, and gather the facts. Nothing of it is shown.

    Two who enrol the same pupil at the same moment take turns, also when the pupil is new.
    """
    with widened("may this pupil be enrolled here"), transaction.atomic():
        personen.take_turn(_who(given))
        persoon = _find_persoon(given)
        if persoon:
            persoon = personen.locked(persoon.pk)
        return Kandidaat(persoon, _gemeentecode(given), _facts(given, persoon, by=by, on=on))


def _who(given: InschrijvingInput) -> str:
    """One text for one pupil, to take turns by."""
    if given.met_nummer:
        return normaal_pgn(given.bsn or given.onderwijsnummer)
    return f"{zoeksleutel(given.achternaam)} {given.geboortedatum}"


def identical(given: InschrijvingInput, persoon: Persoon | None) -> Inschrijving | None:
    """The enrolment that says exactly this already: the same submit twice changes nothing."""
    if persoon is None or given.begindatum is None:
        return None
    rows = Inschrijving.objects.filter(persoon=persoon, instelling_id=given.instelling)
    return rows.filter(begindatum=given.begindatum, einddatum=given.einddatum).first()


def overlapping(given: InschrijvingInput, persoon: Persoon) -> Inschrijving | None:
    """The newest enrolment at the same institution that shares a day with the given one."""
    assert given.begindatum
    rows = Inschrijving.objects.filter(persoon=persoon, instelling_id=given.instelling)
    rows = rows.filter(Q(einddatum__isnull=True) | Q(einddatum__gte=given.begindatum))
    if given.einddatum:
        rows = rows.filter(begindatum__lte=given.einddatum)
    return rows.order_by("-begindatum").first()


def _find_persoon(given: InschrijvingInput) -> Persoon | None:
    if given.met_nummer:
        return personen.on_number(given.bsn or given.onderwijsnummer).first()
    if given.geboortedatum and given.achternaam and given.adres:
        return personen.same_person(given.achternaam, given.voornamen, given.geslacht, given.geboortedatum, given.adres)
    return None


def _gemeentecode(given: InschrijvingInput) -> str:
    if given.met_nummer or given.adres is None or not given.adres.in_nederland:
        return ""
    return routering.gemeente_at(normaal_postcode(given.adres.postcode))


def _facts(given: InschrijvingInput, persoon: Persoon | None, *, by: Actor, on: date) -> InschrijvingFacts:
    """What counts. Of a person whom the actor has not shown to know, and may not enrol, nothing is told."""
    instelling = Instelling.objects.filter(pk=given.instelling).first()
    own = by.register or given.instelling in by.instellingen
    compared = persoon if given.met_nummer else None
    known = persoon if own and (compared is None or _is_known_to_school(given, compared)) else None
    return InschrijvingFacts(
        instelling_bekend=instelling is not None,
        instelling_van_actor=own,
        oprichtingsdatum=instelling.oprichtingsdatum if instelling else None,
        opheffingsdatum=instelling.opheffingsdatum if instelling else None,
        sector=instelling.sector if instelling else "",
        persoon_bekend=persoon is not None if given.met_nummer else None,
        geboortedatum_klopt=compared is None or _may_be_born(compared, given.geboortedatum),
        geslacht_klopt=compared is None or given.geslacht in ("", compared.geslacht),
        overleden_op=known.overlijdensdatum if known else None,
        inschrijvingen=_others(known, given.instelling),
        gemeente_bekend=not _needs_gemeente(given) or bool(_gemeentecode(given)),
        land_bekend=given.adres is None or given.adres.in_nederland or given.adres.land in codelijst("land"),
        vandaag=on,
    )


def _is_known_to_school(given: InschrijvingInput, persoon: Persoon) -> bool:
    """A number alone can be guessed: birth date and sex must be given and right as well."""
    complete = given.geboortedatum is not None and given.geslacht == persoon.geslacht
    return complete and _may_be_born(persoon, given.geboortedatum)


def _may_be_born(persoon: Persoon, given: Geboortedatum | None) -> bool:
    """Whether the birth date is not another one; what either side does not know cannot differ (INS-35)."""
    known = persoon.geboren
    return given is None or (given.vroegst() <= known.laatst() and known.vroegst() <= given.laatst())


def _needs_gemeente(given: InschrijvingInput) -> bool:
    return not given.met_nummer and given.adres is not None and given.adres.in_nederland


def _others(persoon: Persoon | None, instelling: str, *, but: int = 0) -> tuple[AndereInschrijving, ...]:
    if persoon is None:
        return ()
    rows = Inschrijving.objects.filter(persoon=persoon).exclude(pk=but)
    return tuple(
        AndereInschrijving(row.instelling_id, Periode(row.begindatum, row.einddatum), row.instelling_id == instelling)
        for row in rows
    )


def locked(inschrijving: Inschrijving, *, by: Actor) -> Inschrijving:
    """The newest state, for this writer alone; the pupil first, as everywhere. Raises DoesNotExist."""
    personen.locked(inschrijving.persoon_id)
    return visible_to(by).select_for_update(of=("self",), no_key=True).get(pk=inschrijving.pk)


def facts_of(inschrijving: Inschrijving, *, by: Actor, on: date) -> InschrijvingFacts:
    """The facts for a change of the two dates of an enrolment (OVZ-13)."""
    instelling, persoon = inschrijving.instelling, inschrijving.persoon
    with widened("does the changed enrolment overlap another"):
        others = _others(persoon, instelling.code, but=inschrijving.pk)
    return InschrijvingFacts(
        instelling_bekend=True,
        instelling_van_actor=by.register or instelling.code in by.instellingen,
        oprichtingsdatum=instelling.oprichtingsdatum,
        opheffingsdatum=instelling.opheffingsdatum,
        sector=instelling.sector,
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
