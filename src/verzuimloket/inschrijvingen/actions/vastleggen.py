"""Writing enrolments. The screen, the file and the machine link all end here."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.rules import blocking
from verzuimloket.core.scope import widened
from verzuimloket.inschrijvingen import queries, rules
from verzuimloket.inschrijvingen.inputs import InschrijvingInput
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen import actions as personen
from verzuimloket.personen.models import Persoon

ALREADY_ENROLLED = "BV_I_tweede_inschrijving"
OVERLAP_HERE = "BV_I_overlap_zelfde_instelling"


@dataclass(frozen=True)
class Uitkomst:
    """What was stored, and what the school should look at."""

    inschrijving: Inschrijving
    signalen: tuple[Violation, ...]


@transaction.atomic
def enrol(given: InschrijvingInput, *, by: Actor, on: date) -> Uitkomst:
    """A school enrols a pupil. Raises Rejected when a blocking rule is broken; then nothing is stored.

    The same enrolment a second time is harmless: the first one is the answer.
    """
    by.demand(Rol.INSCHRIJVER)
    kandidaat = queries.find_candidate(given, by=by, on=on)
    broken = rules.INSCHRIJVING.broken(given, kandidaat.facts, on=on)
    if {violation.code for violation in blocking(broken)} <= {ALREADY_ENROLLED}:
        existing = queries.identical(given, kandidaat.persoon)
        if existing:
            return Uitkomst(existing, tuple(signal for signal in broken if not signal.blocks))
    if blocking(broken):
        raise Rejected(queries.told(broken))
    with widened("the pupil may be new, or known through another institution"):
        persoon = kandidaat.persoon or _register(given, kandidaat.gemeentecode, by=by)
        replaced = _replaced(given, persoon, by=by, on=on)
        inschrijving = _store(given, replaced or Inschrijving(persoon=persoon))
    event = "inschrijving:vervangen" if replaced else "inschrijving:vastleggen"
    audit.record(event, inschrijving, by=by, signalen=[v.code for v in broken])
    return Uitkomst(inschrijving, tuple(broken))


def _register(given: InschrijvingInput, gemeentecode: str, *, by: Actor) -> Persoon:
    assert given.geboortedatum  # the rules saw to these three
    assert given.adres
    assert given.begindatum
    persoon = personen.register_persoon(
        achternaam=given.achternaam,
        voorvoegsel=given.voorvoegsel,
        voornamen=given.voornamen,
        geslacht=given.geslacht,
        geboren=given.geboortedatum,
        by=by,
    )
    personen.record_adres(persoon, given.adres, gemeentecode=gemeentecode, vanaf=given.begindatum, by=by)
    return persoon


def _replaced(given: InschrijvingInput, persoon: Persoon, *, by: Actor, on: date) -> Inschrijving | None:
    """The enrolment at this institution that makes place, when the school asked for it (Q20).

    Only one can make place. Raises Rejected when the given dates touch yet another.
    """
    found = queries.overlapping(given, persoon) if given.vervang_bestaande else None
    if found:
        rule, facts = rules.INSCHRIJVING_DATUMS[OVERLAP_HERE], queries.facts_of(found, by=by, on=on)
        if not rule.holds(given, facts):
            raise Rejected([rule.violation(given, facts)])
    return found


def _store(given: InschrijvingInput, inschrijving: Inschrijving) -> Inschrijving:
    assert given.begindatum
    instelling = Instelling.objects.get(pk=given.instelling)
    inschrijving.instelling = instelling
    inschrijving.sector, inschrijving.bekostigd = instelling.sector, instelling.bekostigd
    inschrijving.begindatum, inschrijving.einddatum = given.begindatum, given.einddatum
    inschrijving.save()
    return inschrijving
