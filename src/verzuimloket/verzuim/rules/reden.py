"""The supposed reason and the explanation; what may not be written there. Domain rules §7.3, §17.1."""

from collections.abc import Mapping

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.verzuim.codes import BIJZONDER, Soort
from verzuimloket.verzuim.inputs import MeldingFacts, MeldingInput
from verzuimloket.verzuim.rules.boeken import in_both
from verzuimloket.verzuim.rules.privacywacht import bijzondere_gegevens

WEG = "Haal dit uit de tekst"


@in_both("BV_S_verbijzondering_soort", "S2 L1074 (WIJ-06)", field="verbijzondering")
def verbijzondering_bij_overig(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Een verbijzondering kan alleen bij overig verzuim. Kies een andere soort of maak de verbijzondering
    leeg."""
    return given.verbijzondering == "" or given.soort == Soort.OVERIG


@in_both("BV_S_verbijzondering_onbekend", "S2 L663-665 (MEL-23)", field="verbijzondering")
def verbijzondering_in_lijst(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Deze verbijzondering bestaat niet. Kies een verbijzondering uit de lijst."""
    code = given.verbijzondering
    return code == "" or codelijst("verbijzondering").geldig(code, on=facts.codes_op)


@in_both("BV_S_reden_verplicht", "S2 L628 (MEL-24)", field="reden")
def reden_ingevuld(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Vul een vermoedelijke reden in."""
    return given.reden != ""


def _tells(*teksten: str) -> Mapping[str, object]:
    """The first word that was found, its subject, and how strict the law is about it."""
    vondst = next((found[0] for found in map(bijzondere_gegevens, teksten) if found), None)
    bijzonder = BIJZONDER[vondst.onderwerp] if vondst else None
    return {
        "woord": vondst.woord if vondst else "",
        "onderwerp": bijzonder.naam if bijzonder else "",
        "mate": "niet" if bijzonder and bijzonder.standaardreden else "nooit",
        "raad": f"Gebruik '{bijzonder.standaardreden}'" if bijzonder and bijzonder.standaardreden else WEG,
    }


def _tells_reden(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    return _tells(given.reden)


@in_both(
    "BV_S_bijzondere_gegevens",
    "RRO art. 21 lid 3; S2 L671-677 (MEL-25)",
    field="reden",
    blocks=False,
    tells=_tells_reden,
)
def reden_zonder_bijzondere_gegevens(given: MeldingInput, facts: MeldingFacts) -> bool:
    """In de vermoedelijke reden staat '{woord}'. Gegevens over {onderwerp} mag u {mate} vastleggen. {raad}."""
    return not bijzondere_gegevens(given.reden)


def _toelichtingen(given: MeldingInput) -> tuple[str, ...]:
    days = (dag.toelichting for dag in given.verzuimdagen)
    return (given.toelichting, given.toelichting_actie_gewenst, *days, given.toelichting_acties)


def _tells_toelichting(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    return _tells(*_toelichtingen(given))


@in_both(
    "BV_S_bijzondere_gegevens_toelichting",
    "LPW art. 21a lid 12; S2 L671-677 (MEL-14, MEL-25)",
    field="toelichting",
    blocks=False,
    tells=_tells_toelichting,
)
def toelichting_zonder_bijzondere_gegevens(given: MeldingInput, facts: MeldingFacts) -> bool:
    """In een toelichting staat '{woord}'. Gegevens over {onderwerp} mag u {mate} vastleggen. Haal ze uit de
    tekst."""
    return not any(map(bijzondere_gegevens, _toelichtingen(given)))
