"""Writing meldingen. The wizard, the file and the machine links all end here.

Each action is one transaction: facts, rules, row, audit line, job line. The version is written by
the database itself (core/sql/fundament.sql).
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from verzuimloket.core import audit, jobs
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.rules import Rulebook, blocking
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.routering import queries as routering
from verzuimloket.verzuim import queries, rules, states
from verzuimloket.verzuim.codes import Kant, RedenIntrekken
from verzuimloket.verzuim.inputs import (
    IntrekkingFacts,
    IntrekkingInput,
    MeldingInput,
    TerugkoppelingFacts,
    TerugkoppelingInput,
)
from verzuimloket.verzuim.models import Melding

CHANGED_MEANWHILE = "BV_S_intussen_gewijzigd"


@transaction.atomic
def submit_melding(given: MeldingInput, *, by: Actor, at: datetime, sleutel: UUID | None = None) -> Melding:
    """A school reports absence; the register routes it to the body that acts for the pupil's municipality.

    sleutel: idempotency key; the same key again answers the melding that was made the first time.
    Raises Rejected when a blocking rule is broken; then nothing is stored.
    """
    by.demand(Rol.MELDER, instelling=given.instelling)
    on = at.astimezone(AMSTERDAM).date()
    dossier = queries.dossier(given.instelling, given.persoon_id, on=on, lock=True)
    existing = queries.visible_to(by).filter(sleutel=sleutel).first() if sleutel else None
    if existing:
        return existing
    warnings = _judge(rules.MELDING, given, dossier.facts, on=on)
    melding = Melding(nummer=_next_nummer(), melddatum=at, status_sinds=at, sleutel=sleutel)
    melding.instelling_id, melding.persoon_id = given.instelling, given.persoon_id
    assert dossier.facts.geboortedatum  # the rules saw to it
    assert given.begindatum
    melding.wet = rules.wet_bij(dossier.facts.geboortedatum, given.begindatum)
    melding.instantie = _route(given, dossier, melding.wet, on=on)
    _fill(melding, given)
    melding.save()
    audit.record("melding:opvoeren", melding, by=by, signalen=[warning.code for warning in warnings])
    jobs.defer("melding_opgevoerd", melding_id=melding.pk)
    return melding


def _judge(book: Rulebook, given: Any, facts: Any, *, on: Any) -> list[Violation]:
    """The warnings. Raises Rejected, with warnings and all, when something blocks."""
    broken = book.broken(given, facts, on=on)
    if blocking(broken):
        raise Rejected(broken)
    return broken


def _next_nummer() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('verzuim_meldingsnummer')")
        return int(cursor.fetchone()[0])


def _route(given: MeldingInput, dossier: queries.Dossier, wet: str, *, on: Any) -> Any:
    """The body that acts. Raises Rejected when the municipality has none, which the rules cannot see."""
    assert dossier.adres is not None
    sector = instellingen.sector_of(given.instelling)
    found = routering.bestemming(dossier.adres.gemeentecode, routering.categorie(sector, wet), on=on)
    if found is None:
        raise Rejected([rules.MELDING["BV_S_gemeente_onbekend"].violation(given, dossier.facts)])
    return found.instantie


def _fill(melding: Melding, given: MeldingInput) -> None:
    """Copy what a school enters; what does not apply is left out, whatever the channel sent."""
    for name in queries.PLAIN_FIELDS:
        setattr(melding, name, getattr(given, name))
    assert given.begindatum  # the rules saw to it
    melding.begindatum, melding.einddatum = given.begindatum, given.einddatum
    melding.locatie_id = given.locatie or None
    melding.acties = list(given.acties)
    melding.contactpersonen = [asdict(persoon) for persoon in given.contactpersonen]
    melding.afwijkend_adres = asdict(given.afwijkend_adres) if given.afwijkend_adres else None
    melding.verzuimdagen = [
        {**asdict(dag), "datum": dag.datum.isoformat(), "lesuren": list(dag.lesuren)}
        for dag in given.verzuimdagen
        if dag.datum
    ]


@transaction.atomic
def change_melding(melding: Melding, given: MeldingInput, *, by: Actor, at: datetime, versie: int) -> Melding:
    """A school changes its melding while it is open (WIJ). ``versie`` is the one the school looked at.

    Raises Rejected, also when somebody else changed the melding in the meantime.
    """
    by.demand(Rol.MELDER, instelling=melding.instelling_id)
    on = at.astimezone(AMSTERDAM).date()
    melding = _locked(melding, by=by)
    if melding.versie != versie:
        raise Rejected([_changed_meanwhile(melding)])
    facts = queries.facts_of(melding, on=on)
    warnings = _judge(rules.WIJZIGING, given, facts, on=facts.gemeld_op)
    if given == facts.huidig:
        return melding
    _fill(melding, given)
    _save(melding)
    audit.record("melding:wijzigen", melding, by=by, signalen=[warning.code for warning in warnings])
    jobs.defer("melding_gewijzigd", melding_id=melding.pk)
    return melding


def _locked(melding: Melding, *, by: Actor) -> Melding:
    """The newest state, for this writer alone. Raises Melding.DoesNotExist when it is not the actor's."""
    return queries.visible_to(by).select_for_update(of=("self",)).get(pk=melding.pk)


def _save(melding: Melding) -> None:
    melding.versie += 1
    melding.save()


def _changed_meanwhile(melding: Melding) -> Violation:
    text = f"Iemand anders heeft melding {melding.nummer} intussen gewijzigd. Bekijk de historie en wijzig opnieuw."
    return Violation(CHANGED_MEANWHILE, text)


@transaction.atomic
def withdraw_melding(melding: Melding, given: IntrekkingInput, *, by: Actor, at: datetime) -> Melding:
    """A school takes a melding back, for good (INT). Raises Rejected, TransitionNotAllowed."""
    by.demand(Rol.MELDER, instelling=melding.instelling_id)
    on = at.astimezone(AMSTERDAM).date()
    melding = _locked(melding, by=by)
    states.next_status(melding.status, "intrekken", "school")
    _judge(rules.INTREKKING, given, IntrekkingFacts(melding.begindatum, on), on=on)
    melding.reden_intrekken, melding.toelichting_intrekken = given.reden, given.toelichting
    return _move(melding, "intrekken", "school", by=by, at=at)


@transaction.atomic
def withdraw_exempt(melding: Melding, *, by: Actor, at: datetime, tell: bool = True) -> Melding:
    """The register itself takes a melding back: an exemption holds on one of its days (D9; domain rules §13.4).

    tell: whether school and agency get a mail.
    """
    on = at.astimezone(AMSTERDAM).date()
    given = IntrekkingInput(RedenIntrekken.VRIJSTELLING)
    melding = _locked(melding, by=by)
    states.next_status(melding.status, "intrekken", Kant.SYSTEEM)
    _judge(rules.INTREKKING, given, IntrekkingFacts(melding.begindatum, on, Kant.SYSTEEM), on=on)
    melding.reden_intrekken, melding.toelichting_intrekken = given.reden, given.toelichting
    return _move(melding, "intrekken", Kant.SYSTEEM, by=by, at=at, mail="vrijstelling" if tell else None)


@transaction.atomic
def take_up_melding(
    melding: Melding, given: TerugkoppelingInput, *, by: Actor, at: datetime, versie: int | None = None
) -> Melding:
    """An officer starts handling: who that is becomes visible to the school (GEM-02, GEM-03)."""
    return _answer(melding, "in_behandeling_nemen", given, versie, by=by, at=at)


@transaction.atomic
def give_feedback(
    melding: Melding, given: TerugkoppelingInput, *, by: Actor, at: datetime, versie: int | None = None
) -> Melding:
    """An officer tells the school what was done so far (GEM-03)."""
    return _answer(melding, "terugkoppelen", given, versie, by=by, at=at)


@transaction.atomic
def close_melding(
    melding: Melding, given: TerugkoppelingInput, *, by: Actor, at: datetime, versie: int | None = None
) -> Melding:
    """An officer closes a melding with a reason (GEM-05)."""
    return _answer(melding, "afsluiten", given, versie, by=by, at=at)


@transaction.atomic
def acknowledge_melding(
    melding: Melding, given: TerugkoppelingInput, *, by: Actor, at: datetime, versie: int | None = None
) -> Melding:
    """An officer takes note; nothing will be done with it (RPL-05)."""
    return _answer(melding, "ter_kennisgeving_aannemen", given, versie, by=by, at=at)


def _answer(
    melding: Melding, event: str, given: TerugkoppelingInput, versie: int | None, *, by: Actor, at: datetime
) -> Melding:
    """The agency's four events: judge the feedback, store it, move the status.

    versie: the one the officer looked at, if the channel knows it. Raises Rejected when somebody else
    changed the melding since; the same answer sent twice is one answer.
    """
    by.demand(Rol.BEHANDELAAR)
    on = at.astimezone(AMSTERDAM).date()
    melding = _locked(melding, by=by)
    outdated = versie is not None and versie != melding.versie
    if outdated and _is_said(melding, event, given):
        return melding
    states.next_status(melding.status, event, "instantie")
    if outdated:
        raise Rejected([_changed_meanwhile(melding)])
    _judge(rules.TERUGKOPPELING, given, TerugkoppelingFacts(event, on), on=on)
    melding.terugkoppeling_op, melding.terugkoppeling = at, given.toelichting
    for name in FEEDBACK_FIELDS:
        setattr(melding, name, getattr(given, name))
    return _move(melding, event, "instantie", by=by, at=at)


def _is_said(melding: Melding, event: str, given: TerugkoppelingInput) -> bool:
    """Whether the melding is as this very answer left it."""
    same = all(getattr(melding, name) == getattr(given, name) for name in FEEDBACK_FIELDS)
    return same and melding.terugkoppeling == given.toelichting and melding.status == states.TRANSITIONS[event].naar


FEEDBACK_FIELDS = (
    "organisatie",
    "behandelaar_naam",
    "behandelaar_functie",
    "behandelaar_telefoon",
    "behandelaar_email",
    "reden_afgesloten",
    "opmerking_afsluiten",
)


def _move(melding: Melding, event: str, kant: str, *, by: Actor, at: datetime, mail: str | None = "") -> Melding:
    """The only place where the status of a melding changes. Raises TransitionNotAllowed.

    mail: event of mail/notices.py, when that is another than the event itself; None: nobody gets a mail.
    """
    before = melding.status
    melding.status = states.next_status(before, event, kant)
    if melding.status != before:
        melding.status_sinds = at
    _save(melding)
    audit.record(f"melding:{event}", melding, by=by, van=before, naar=melding.status)
    if mail is not None:
        jobs.defer("melding_behandeld", melding_id=melding.pk, event=mail or event)
    return melding
