"""What may be changed, and when. Domain rules §9.3."""

from collections.abc import Mapping

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.verzuim.codes import OPEN, Status
from verzuimloket.verzuim.inputs import MeldingInput, WijzigingFacts
from verzuimloket.verzuim.rules.boeken import WIJZIGING

# field of the input: how the screen calls it
_VAST = {
    "instelling": "de instelling",
    "persoon_id": "de leerling",
    "begindatum": "de begindatum",
    "soort": "de soort verzuim",
    "alle_lessen_gemist": "Alle lessen gemist",
}


@WIJZIGING.rule("BV_S_ingetrokken_definitief", "S2 L1226 (INT-05)")
def niet_ingetrokken(given: MeldingInput, facts: WijzigingFacts) -> bool:
    """Deze melding is ingetrokken. Dat kunt u niet ongedaan maken. Voer zo nodig een nieuwe melding op."""
    return facts.status != Status.INGETROKKEN


def _tells_status(given: MeldingInput, facts: WijzigingFacts) -> Mapping[str, object]:
    return {"status": codelijst("status").label(facts.status)}


@WIJZIGING.rule("BV_S_status_niet_wijzigbaar", "S2 L989 (WIJ-01)", tells=_tells_status)
def status_wijzigbaar(given: MeldingInput, facts: WijzigingFacts) -> bool:
    """De status van deze melding is {status}. U kunt alleen meldingen wijzigen die Geregistreerd of
    In behandeling zijn."""
    return facts.status in OPEN or facts.status == Status.INGETROKKEN


def _gewijzigd(given: MeldingInput, facts: WijzigingFacts) -> list[str]:
    """How the screen calls the fixed fields that differ from what is stored."""
    return [name for field, name in _VAST.items() if getattr(given, field) != getattr(facts.huidig, field)]


def _tells_velden(given: MeldingInput, facts: WijzigingFacts) -> Mapping[str, object]:
    return {"velden": " en ".join(_gewijzigd(given, facts))}


@WIJZIGING.rule("BV_S_veld_niet_wijzigbaar", "S2 L1046-1051 (WIJ-13)", tells=_tells_velden)
def vaste_velden_gelijk(given: MeldingInput, facts: WijzigingFacts) -> bool:
    """U kunt {velden} niet wijzigen. Trek de melding in en voer een nieuwe melding op."""
    return not _gewijzigd(given, facts)
