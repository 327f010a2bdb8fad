"""Reading lesson absence, counting it, and what asks for attention. Always within what the actor may see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from verzuimloket.core.actor import Actor
from verzuimloket.core.parameters import param
from verzuimloket.inschrijvingen import queries as inschrijvingen
from verzuimloket.inschrijvingen.inputs import Periode
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.instellingen.models import Instelling, Vakantie
from verzuimloket.lesverzuim import rules
from verzuimloket.lesverzuim.codes import SoortSignaal
from verzuimloket.lesverzuim.inputs import Rekenwijze, Telling, Verzuimuren, uren
from verzuimloket.lesverzuim.models import Lesverzuim, Lesverzuimlijst, Lesverzuimsignaal
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim import queries as verzuim
from verzuimloket.verzuim.codes import KETEN_SOORTEN, Soort, Status
from verzuimloket.verzuim.inputs import AndereMelding, Geteld, MeldingInput
from verzuimloket.verzuim.models import Melding
from verzuimloket.verzuim.rules import MELDING

Rij = TypeVar("Rij", Lesverzuim, Lesverzuimsignaal)
ZESTIEN_UUR = (Soort.ZESTIEN_UUR, Soort.ZESTIEN_UUR_18)
IN_UREN = (SoortSignaal.UREN_12, SoortSignaal.UREN_16)


@dataclass(frozen=True)
class Stand:
    """The count of one pupil on one day, and the meldingen of the institution that play a part in it."""

    telling: Telling
    meldingen: tuple[AndereMelding, ...]
    hervat_na: date | None


# the first wall


def _limited(rows: QuerySet[Rij], actor: Actor) -> QuerySet[Rij]:
    """Those of the actor's institutions; for a limited reader those of the pupils that he or she may see."""
    if actor.register:
        return rows
    rows = rows.filter(instelling_id__in=actor.instellingen)
    if actor.beperking == "locatie":
        return rows.filter(persoon_id__in=verzuim.visible_to(actor).values("persoon_id"))
    if actor.beperking:
        return rows.filter(persoon_id__in=inschrijvingen.visible_to(actor).values("persoon_id"))
    return rows


def visible_to(actor: Actor) -> QuerySet[Lesverzuim]:
    """Lines of the actor's institutions, the newest day first."""
    rows = Lesverzuim.objects.select_related("persoon", "instelling")
    return _limited(rows, actor).order_by("-datum", "lesuur", "minuten")


def lines_of(actor: Actor, instelling: str, persoon: Persoon) -> QuerySet[Lesverzuim]:
    """The lines of one pupil at one institution."""
    return visible_to(actor).filter(instelling_id=instelling, persoon=persoon)


def lists_of(actor: Actor) -> QuerySet[Lesverzuimlijst]:
    """The checked lists that this person did not confirm yet."""
    rows = Lesverzuimlijst.objects.select_related("instelling")
    return rows.filter(instelling_id__in=actor.instellingen, gebruiker_id=actor.gebruiker_id or 0)


# signals


def signalen(actor: Actor) -> QuerySet[Lesverzuimsignaal]:
    """What asks for attention now. What a melding took care of since is left out at once, before any job runs."""
    rows = _limited(Lesverzuimsignaal.objects.all(), actor).exclude(_is_covered())
    return rows.select_related("persoon", "instelling", "concept").order_by("-soort", "sinds", "pk")


def _is_covered() -> Q:
    own = Melding.objects.filter(persoon_id=OuterRef("persoon_id"), instelling_id=OuterRef("instelling_id"))
    own = own.exclude(status=Status.INGETROKKEN)
    overlap = own.filter(begindatum__lte=OuterRef("einddatum")).filter(
        Q(einddatum__isnull=True) | Q(einddatum__gte=OuterRef("begindatum"))
    )
    later = own.filter(soort__in=ZESTIEN_UUR, einddatum__gte=OuterRef("einddatum"))
    long = own.filter(soort__in=(Soort.LANGDURIG, Soort.RMC), begindatum__gte=OuterRef("begindatum"))
    hours = Q(soort__in=IN_UREN)
    return Q(hours, Exists(overlap) | Exists(later)) | Q(~hours, Exists(long))


def count_signals(actor: Actor) -> dict[str, int]:
    """How many pupils are near a limit of hours, at it, or near or at the limit of days; in one query."""
    return (
        signalen(actor)
        .order_by()
        .aggregate(
            nadert=Count("pk", filter=Q(soort=SoortSignaal.UREN_12)),
            bereikt=Count("pk", filter=Q(soort=SoortSignaal.UREN_16)),
            dagen=Count("pk", filter=~Q(soort__in=IN_UREN)),
        )
    )


def last_of_row(actor: Actor, signaal: Lesverzuimsignaal) -> Melding | None:
    """The last melding of the unbroken row that a signal about days is about."""
    rows = verzuim.visible_to(actor).filter(instelling_id=signaal.instelling_id, persoon_id=signaal.persoon_id)
    rows = rows.filter(einddatum=signaal.einddatum, soort__in=KETEN_SOORTEN)
    return rows.exclude(status=Status.INGETROKKEN).first()


# counting


def rekenwijze(instelling: Instelling, *, on: date) -> Rekenwijze:
    """How this institution counts on that day, with its holidays."""
    return _rekenwijze(instelling, instellingen.vakanties(instelling.code), on)


def rekenwijzen(*, on: date) -> dict[str, Rekenwijze]:
    """As :func:`rekenwijze`, of all institutions in two queries."""
    holidays: dict[str, list[Vakantie]] = {}
    for each in Vakantie.objects.all():
        holidays.setdefault(each.instelling_id, []).append(each)
    return {each.code: _rekenwijze(each, holidays.get(each.code, ()), on) for each in Instelling.objects.all()}


def _rekenwijze(instelling: Instelling, vakanties: Iterable[Vakantie], on: date) -> Rekenwijze:
    unit = rules.eenheid(instelling.sector, instelling.lesuur_minuten, telt_lesuren=instelling.telt_lesuren, on=on)
    holidays = tuple(Periode(each.begindatum, each.einddatum) for each in vakanties)
    return Rekenwijze(unit, instelling.lesuur_minuten, holidays)


def standen(
    actor: Actor, instelling: str, wijze: Rekenwijze, *, on: date, personen: Collection[int] | None = None
) -> dict[int, Stand]:
    """The count of every pupil with lines, or of these pupils whether they have lines or not."""
    days = _days(actor, instelling, personen)
    who = set(days) if personen is None else set(personen)
    meldingen = _meldingen(actor, instelling, who)
    kalender = rules.Kalender(wijze.vakanties)
    found = {}
    for pk in who:
        own = meldingen.get(pk, ())
        after = _resumes_after(own)
        counted = rules.tel(days.get(pk, ()), wijze, vandaag=on, hervat_na=after, kalender=kalender)
        found[pk] = Stand(_uncovered(counted, own), own, after)
    return found


def _days(actor: Actor, instelling: str, personen: Collection[int] | None) -> dict[int, list[Verzuimuren]]:
    rows = visible_to(actor).filter(instelling_id=instelling).order_by()
    if personen is not None:
        rows = rows.filter(persoon_id__in=personen)
    totals = rows.values_list("persoon_id", "datum").annotate(Count("lesuur"), Sum("minuten"))
    found: dict[int, list[Verzuimuren]] = {}
    for persoon_id, datum, lesuren, minuten in totals:
        found.setdefault(persoon_id, []).append(Verzuimuren(datum, lesuren, minuten or 0))
    return found


def _meldingen(actor: Actor, instelling: str, personen: Collection[int]) -> dict[int, tuple[AndereMelding, ...]]:
    rows = verzuim.visible_to(actor).filter(instelling_id=instelling, persoon_id__in=personen)
    rows = rows.exclude(status=Status.INGETROKKEN).order_by("begindatum")
    found: dict[int, tuple[AndereMelding, ...]] = {}
    names = ("persoon_id", "nummer", "begindatum", "einddatum", "soort", "status")
    for persoon_id, nummer, begin, eind, soort, status in rows.values_list(*names):
        each = AndereMelding(nummer, Periode(begin, eind), soort, status, instelling)
        found[persoon_id] = (*found.get(persoon_id, ()), each)
    return found


def _resumes_after(meldingen: Collection[AndereMelding]) -> date | None:
    """Counting goes on after the last day of the newest melding of 16 hours (D1, T1)."""
    ends = [each.periode.eind for each in meldingen if each.soort in ZESTIEN_UUR and each.periode.eind]
    return max(ends, default=None)


def _uncovered(telling: Telling, meldingen: Collection[AndereMelding]) -> Telling:
    """Without the periods in which another melding lies already, such as long-term absence."""
    periods = [each.periode for each in meldingen]
    left = tuple(
        each
        for each in telling.bereikt
        if not any(periode.begin <= each.eind and each.begin <= (periode.eind or date.max) for periode in periods)
    )
    return Telling(left, telling.venster)


def geteld(actor: Actor, instelling: str, persoon: Persoon, periode: Periode | None, *, on: date) -> Geteld | None:
    """What the hours that the school keeps say about this absence; None when it keeps none of this pupil.

    The period of 16 hours that shares a day with the absence (without a date: the first), else the open window.
    """
    if not lines_of(actor, instelling, persoon).exists():
        return None
    wijze = rekenwijze(instellingen.instellingen((instelling,)).get(), on=on)
    telling = standen(actor, instelling, wijze, on=on, personen=[persoon.pk])[persoon.pk].telling
    for each in telling.bereikt:
        melden = Periode(each.begin, each.eind)
        if periode is None or _share_a_day(melden, periode):
            venster = Periode(each.begin, rules.Kalender(wijze.vakanties).venster_eind(each.begin))
            return Geteld(f"{uren(each.delen)} {wijze.eenheid}", venster, melden)
    now = telling.venster
    return Geteld(f"{uren(now.delen)} {wijze.eenheid}", Periode(now.begin, now.eind), None) if now else None


def _share_a_day(one: Periode, other: Periode) -> bool:
    return one.begin <= (other.eind or date.max) and other.begin <= (one.eind or date.max)


def may_be_reported(persoon: Persoon, instelling: str, dag: date, soort: str, *, on: date) -> bool:
    """Whether the rules let such a melding begin on this day: with a duty, of age without a startkwalificatie (§6)."""
    begin, eind = (param(f"leerplicht_{side}_leeftijd", on=dag) for side in ("begin", "eind"))
    if begin < persoon.geboren.leeftijd_op(dag) < eind:  # at these ages nothing else has to be looked up
        return True
    given = MeldingInput(instelling, persoon.pk, dag, dag, soort)
    facts = verzuim.dossier(instelling, persoon.pk, on=on).facts
    return all(MELDING[code].holds(given, facts) for code in ("BV_S_geen_leerplicht", "BV_S_rmc_startkwalificatie"))


# for the jobs


def who_to_refresh(*, lines_since: date, reported_since: date) -> dict[str, set[int]]:
    """Per institution the pupils whose signals may have changed by a melding, or by a day going by."""
    lines = Lesverzuim.objects.filter(datum__gte=lines_since).values_list("instelling_id", "persoon_id").distinct()
    signals = Lesverzuimsignaal.objects.values_list("instelling_id", "persoon_id").distinct()
    recent = Melding.objects.filter(einddatum__gte=reported_since).exclude(status=Status.INGETROKKEN)
    found: dict[str, set[int]] = {}
    for rows in (lines, signals, recent.values_list("instelling_id", "persoon_id").distinct()):
        for instelling, persoon in rows:
            found.setdefault(instelling, set()).add(persoon)
    return found


def signal(actor: Actor, kenmerk: UUID) -> Lesverzuimsignaal | None:
    """One signal that still asks for attention."""
    return signalen(actor).filter(kenmerk=kenmerk).first()
