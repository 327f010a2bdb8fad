"""When an enrolment may be taken back (WNS-15). An end date is the normal way out: domain rules §4.3, INS-33."""

from collections.abc import Mapping

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.inschrijvingen.inputs import IntrekkingFacts, IntrekkingInput
from verzuimloket.inschrijvingen.rules.boeken import INTREKKING_INSCHRIJVING


@INTREKKING_INSCHRIJVING.rule("BV_I_reden_intrekken_verplicht", "own choice (WNS-15)", field="reden")
def reden_gekozen(given: IntrekkingInput, facts: IntrekkingFacts) -> bool:
    """Kies waarom u de inschrijving intrekt."""
    return given.reden != ""


@INTREKKING_INSCHRIJVING.rule("BV_I_reden_intrekken_onbekend", "own choice (WNS-15)", field="reden")
def reden_in_lijst(given: IntrekkingInput, facts: IntrekkingFacts) -> bool:
    """Deze reden kunt u niet gebruiken. Kies een reden uit de lijst."""
    redenen = codelijst("reden_intrekken_inschrijving")
    return given.reden == "" or redenen.geldig(given.reden, on=facts.vandaag)


def _tells(given: IntrekkingInput, facts: IntrekkingFacts) -> Mapping[str, object]:
    return {"meldingen": "1 verzuimmelding" if facts.meldingen == 1 else f"{facts.meldingen} verzuimmeldingen"}


@INTREKKING_INSCHRIJVING.rule("BV_I_intrekken_met_meldingen", "domain rules §4.3 (D18)", tells=_tells)
def zonder_meldingen(given: IntrekkingInput, facts: IntrekkingFacts) -> bool:
    """Van deze leerling staan er {meldingen} in deze periode. Trek die eerst in. Heeft de leerling hier wel les
    gehad, vul dan een datum uitschrijving in."""
    return facts.meldingen == 0


@INTREKKING_INSCHRIJVING.rule("BV_I_intrekken_gewijzigd", "own choice, as with changed dates (OVZ-17)")
def niet_intussen_gewijzigd(given: IntrekkingInput, facts: IntrekkingFacts) -> bool:
    """Iemand anders heeft deze inschrijving intussen gewijzigd. Kijk of u haar nog wilt intrekken en bevestig
    opnieuw."""
    return not facts.gewijzigd
