"""The duty by age, where it decides about a melding. Domain rules §5, §6.1, §13.4.

These rules warn: the birth date may be incomplete, and a melding in an exempt period is allowed.
"""

from collections.abc import Mapping

from verzuimloket.leerplicht.inputs import PlichtFacts
from verzuimloket.leerplicht.rules import Status, status, uitleg
from verzuimloket.personen.rules import voluit
from verzuimloket.verzuim.codes import Soort
from verzuimloket.verzuim.inputs import MeldingFacts, MeldingInput
from verzuimloket.verzuim.rules.boeken import MELDING

_LEERPLICHTWET = frozenset({Soort.ZESTIEN_UUR, Soort.LUXE, Soort.LANGDURIG})


def status_bij(given: MeldingInput, facts: MeldingFacts) -> Status | None:
    """The duty on the first day of absence, or today; None when the person is unknown."""
    if facts.geboortedatum is None:
        return None
    known = facts.plicht or PlichtFacts(facts.geboortedatum, startkwalificatie_op=facts.startkwalificatie_op)
    return status(known, given.begindatum or facts.vandaag)


def _tells_plicht(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    found = status_bij(given, facts)
    return {
        "dag": voluit(given.begindatum or facts.vandaag),
        "naam": uitleg.TEKSTEN[found.tijdvak.oordeel.reden].naam if found else "",
    }


@MELDING.rule(
    "BV_S_geen_leerplicht",
    "LPW art. 21a; D2 (RGL-27); domain rules §6.1",
    field="soort",
    blocks=False,
    tells=_tells_plicht,
)
def soort_past_bij_plicht(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Deze soort is voor leerlingen die leerplichtig of kwalificatieplichtig zijn. Op {dag} is de leerling
    {naam}. Controleer de soort."""
    found = status_bij(given, facts)
    if found is None or given.begindatum is None or given.soort not in _LEERPLICHTWET or found.vrijgesteld:
        return True
    return found.onder_leerplichtwet


def _tells_vrijstelling(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    found = status_bij(given, facts)
    vrijstelling = found.tijdvak.oordeel.vrijstelling if found else None
    if vrijstelling is None:
        return {"begin": "", "eind": ""}
    periode = vrijstelling.periode
    eind = f" tot en met {voluit(periode.eind)}" if periode.eind else ""
    return {"begin": voluit(periode.begin), "eind": eind}


@MELDING.rule(
    "BV_S_vrijstelling", "S2 L687; domain rules §13.4", field="soort", blocks=False, tells=_tells_vrijstelling
)
def niet_vrijgesteld(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Voor deze leerling geldt een vrijstelling vanaf {begin}{eind}. U hoeft dit verzuim niet te melden.
    Overleg met de leerplichtambtenaar."""
    found = status_bij(given, facts)
    return found is None or given.begindatum is None or not found.vrijgesteld
