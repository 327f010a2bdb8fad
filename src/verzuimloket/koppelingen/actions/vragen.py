"""Linking by number, questions to the register, and their answers (domain rules §13.6)."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from verzuimloket.core import audit, jobs
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.parameters import param
from verzuimloket.core.rules import blocking
from verzuimloket.koppelingen import queries, rules, sleutels
from verzuimloket.koppelingen.actions.samenvoegen import merge
from verzuimloket.koppelingen.codes import Reden, Stand
from verzuimloket.koppelingen.inputs import AntwoordInput, VraagFacts, VraagInput
from verzuimloket.koppelingen.models import Koppelvraag
from verzuimloket.personen.rules import bsn_klopt, normaal_pgn, onderwijsnummer_klopt

GEKOPPELD = "Gekoppeld. Het bsn is nu het nummer van deze leerling; het onderwijsnummer blijft vindbaar."
WAS_GEKOPPELD = "Deze twee nummers hoorden al bij dezelfde leerling."


@transaction.atomic
def link(given: VraagInput, *, by: Actor, at: datetime, reden: str = Reden.KNOP) -> None:
    """Merge the pupils with these two numbers. Raises Rejected when that is not certain, or not allowed."""
    by.demand(Rol.BEHANDELAAR)
    on = at.astimezone(AMSTERDAM).date()
    een = queries.on_number(by, given.bsn, "bsn")
    ander = queries.on_number(by, given.onderwijsnummer, "onderwijsnummer")
    broken = blocking(rules.KOPPELEN.broken(given, queries.facts(een, ander, by=by, on=on), on=on))
    if broken or een is None or ander is None:
        raise Rejected(broken)
    merge(een, ander, reden=reden, by=by, at=at)


@transaction.atomic
def ask(given: VraagInput, *, by: Actor, at: datetime) -> Koppelvraag:
    """An agency asks the register about a pupil. Raises Rejected when the question cannot be understood."""
    by.demand(Rol.BEHANDELAAR)
    given = uniform(given)
    broken = judge(given, on=at.astimezone(AMSTERDAM).date())
    if broken:
        raise Rejected(broken)
    vraag = _store(given, by=by, at=at)
    audit.record("koppelvraag:stellen", vraag, by=by)
    return vraag


def uniform(given: VraagInput) -> VraagInput:
    """The numbers without spaces and dots, a bsn with its zero."""
    return replace(given, bsn=normaal_pgn(given.bsn), onderwijsnummer=normaal_pgn(given.onderwijsnummer))


def judge(given: VraagInput, *, on: date) -> list[Violation]:
    """What is wrong with a question."""
    facts = VraagFacts(bsn_klopt(given.bsn), onderwijsnummer_klopt(given.onderwijsnummer))
    return rules.KOPPELVRAAG.broken(given, facts, on=on)


@dataclass(frozen=True)
class Plaats:
    """Where a question stands: in which file, and on which line; laatste: its last line that can be handled."""

    levering: UUID
    bestandsnaam: str
    regel: int
    laatste: bool


def _store(given: VraagInput, *, by: Actor, at: datetime, plaats: Plaats | None = None) -> Koppelvraag:
    vraag = Koppelvraag(door=by.naam, gesteld_at=at)
    if plaats:
        vraag.levering, vraag.bestandsnaam, vraag.regel = plaats.levering, plaats.bestandsnaam, plaats.regel
    vraag.instantie_id = by.instanties[0]
    vraag.inhoud = sleutels.seal(asdict(given), "vraag", vraag.kenmerk)
    vraag.save()
    return vraag


@transaction.atomic
def handle_line(given: VraagInput, plaats: Plaats, *, by: Actor, at: datetime) -> Koppelvraag:
    """A line of a file: linked when that is certain and nothing is asked, else a question for the register holder.

    The same line again changes nothing.
    """
    by.demand(Rol.BEHANDELAAR)
    known = Koppelvraag.objects.filter(levering=plaats.levering, regel=plaats.regel).first()
    if known:
        return known
    given = uniform(given)
    vraag = _store(given, by=by, at=at, plaats=plaats)
    answer = _linked(given, by=by, at=at)
    if answer:
        _close(vraag, answer, Stand.GEKOPPELD, door="Register", at=at)
    audit.record("koppelvraag:stellen", vraag, by=by, stand=vraag.stand)
    if plaats.laatste:
        jobs.defer("koppelbestand_antwoorden", levering=str(plaats.levering))
    return vraag


def is_certain(given: VraagInput, *, by: Actor, on: date) -> bool:
    """Whether a line will be linked at once, or is linked already."""
    een = queries.on_number(by, given.bsn, "bsn")
    ander = queries.on_number(by, given.onderwijsnummer, "onderwijsnummer")
    if een is None or ander is None or given.opmerking:
        return False
    broken = rules.KOPPELEN.broken(given, queries.facts(een, ander, by=by, on=on), on=on)
    return {each.code for each in broken} <= {"BV_K_al_gekoppeld"}


def _linked(given: VraagInput, *, by: Actor, at: datetime) -> str:
    """What the file says when both numbers are of one pupil now; empty when that is not certain."""
    if not (given.bsn and given.onderwijsnummer) or given.opmerking:
        return ""
    try:
        link(given, by=by, at=at, reden=Reden.BESTAND)
    except Rejected as rejected:
        return WAS_GEKOPPELD if {each.code for each in rejected.violations} == {"BV_K_al_gekoppeld"} else ""
    return GEKOPPELD


@transaction.atomic
def answer(vraag: Koppelvraag, given: AntwoordInput, *, by: Actor, at: datetime, koppelen: bool = False) -> Koppelvraag:
    """The register holder answers, and may merge the two pupils of the question with it. Raises Rejected."""
    by.demand(Rol.REGISTERBEHEERDER)
    vraag = Koppelvraag.objects.select_for_update().get(pk=vraag.pk)
    broken = rules.KOPPELANTWOORD.broken(given, VraagFacts(beantwoord=not vraag.open), on=at.date())
    if broken:
        raise Rejected(broken)
    if koppelen:
        link(queries.legible(vraag).gegeven, by=by, at=at, reden=Reden.VRAAG)
    _close(vraag, given.antwoord, Stand.GEKOPPELD if koppelen else Stand.BEANTWOORD, door=by.naam, at=at)
    audit.record("koppelvraag:beantwoorden", vraag, by=by, stand=vraag.stand)
    if vraag.levering:
        jobs.defer("koppelbestand_antwoorden", levering=str(vraag.levering))
    return vraag


def _close(vraag: Koppelvraag, tekst: str, stand: str, *, door: str, at: datetime) -> None:
    vraag.stand, vraag.beantwoord_door, vraag.beantwoord_at = stand, door, at
    vraag.antwoord = sleutels.seal({"tekst": tekst}, "antwoord", vraag.kenmerk)
    vraag.save(update_fields=["stand", "beantwoord_door", "beantwoord_at", "antwoord"])


def remove_old_questions(*, at: datetime) -> int:
    """Answered questions go after the term in which a merge can be undone. How many."""
    before = at - timedelta(days=param("koppeling_terugdraai_dagen", on=at.date()))
    return Koppelvraag.objects.filter(beantwoord_at__lt=before).delete()[0]
