"""What the school did itself. Domain rules §7.5."""

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.verzuim.codes import ACTIE_ANDERS
from verzuimloket.verzuim.inputs import MeldingFacts, MeldingInput
from verzuimloket.verzuim.rules.boeken import RELEASE_2017, in_both


@in_both("BV_S_actie_verplicht", "S2 L834, S4 L53 (MEL-41, RGL-18)", field="acties", since=RELEASE_2017)
def actie_gekozen(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Kies ten minste 1 actie die de school heeft ondernomen."""
    return len(given.acties) > 0


@in_both("BV_S_actie_onbekend", "S2 L809-817 (MEL-42 to MEL-50)", field="acties")
def acties_in_lijst(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Een van de acties bestaat niet. Kies acties uit de lijst."""
    return all(codelijst("ondernomen_actie").geldig(actie, on=facts.codes_op) for actie in given.acties)


@in_both("BV_S_actie_anders_toelichting", "S2 L817 (MEL-50)", field="toelichting_acties")
def anders_toegelicht(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Leg uit welke andere actie de school heeft ondernomen."""
    return ACTIE_ANDERS not in given.acties or given.toelichting_acties != ""
