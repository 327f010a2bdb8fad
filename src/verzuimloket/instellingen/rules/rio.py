"""What the register holder may store about boards, institutions and their branches (RIO-01…11).

One book for all kinds: a rule about another kind of thing is met.
"""

import re
from collections.abc import Mapping

from verzuimloket.core.rules import Rulebook
from verzuimloket.instellingen.codes import (
    BEVOEGD_GEZAG,
    ERKENDE_VESTIGING,
    INSTELLINGSERKENNING,
    ONDERWIJSBESTUUR,
)
from verzuimloket.instellingen.inputs import RioFacts, RioInput

RIO = Rulebook("gegevens uit RIO")
_BESTUUR, _GEZAG = r"[0-9]{3}[A-Z][0-9]{3}", r"[0-9]{5}"
_INSTELLING, _VESTIGING = r"[0-9]{2}[A-Z]{2}", r"[0-9]{2}[A-Z]{2}[0-9]{2}"


def _fits(given: RioInput, soort: str, vorm: str) -> bool:
    return given.soort != soort or re.fullmatch(vorm, given.code) is not None


@RIO.rule("BV_R_code_bestuur", "S2 L1515-1530 (RIO-08)", field="code")
def code_van_bestuur(given: RioInput, facts: RioFacts) -> bool:
    """De code van een onderwijsbestuur heeft 3 cijfers, een letter en 3 cijfers, bijvoorbeeld 109B027."""
    return _fits(given, ONDERWIJSBESTUUR, _BESTUUR)


@RIO.rule("BV_R_code_gezag", "S2 L1515-1530 (RIO-08)", field="code")
def code_van_bevoegd_gezag(given: RioInput, facts: RioFacts) -> bool:
    """De code van een bevoegd gezag heeft 5 cijfers, bijvoorbeeld 25453."""
    return _fits(given, BEVOEGD_GEZAG, _GEZAG)


@RIO.rule("BV_R_code_instelling", "S2 L1636-1638 (RIO-07)", field="code")
def code_van_instelling(given: RioInput, facts: RioFacts) -> bool:
    """Een instellingscode heeft 2 cijfers en 2 hoofdletters, bijvoorbeeld 31XU."""
    return _fits(given, INSTELLINGSERKENNING, _INSTELLING)


def _tells(given: RioInput, facts: RioFacts) -> Mapping[str, object]:
    return {"code": given.code, "hoort_bij": given.hoort_bij, "aantal": facts.inschrijvingen_daarna}


@RIO.rule("BV_R_code_vestiging", "S2 L1515-1530 (RIO-08)", field="code")
def code_van_vestiging(given: RioInput, facts: RioFacts) -> bool:
    """De code van een vestiging is de instellingscode en daarna 2 cijfers, bijvoorbeeld 31XU00."""
    return _fits(given, ERKENDE_VESTIGING, _VESTIGING) and (
        given.soort != ERKENDE_VESTIGING or given.code.startswith(given.hoort_bij)
    )


@RIO.rule("BV_R_instelling_onbekend", "S2 L1514-1530 (RIO-03)", field="code", tells=_tells)
def vestiging_van_bekende_instelling(given: RioInput, facts: RioFacts) -> bool:
    """Instelling {hoort_bij} staat niet in het register. Controleer de code, of voeg eerst de instelling toe."""
    whole = given.soort == ERKENDE_VESTIGING and re.fullmatch(_VESTIGING, given.code) is not None
    return not whole or facts.instelling_bekend


@RIO.rule("BV_R_code_bestaat", "own choice: one row per code", field="code", tells=_tells)
def code_is_nieuw(given: RioInput, facts: RioFacts) -> bool:
    """De code {code} staat al in het register. Wijzig die gegevens, of vul een andere code in."""
    return not facts.bestaat


@RIO.rule("BV_R_naam", "S2 L1514-1530 (RIO-03)", field="naam")
def heeft_naam(given: RioInput, facts: RioFacts) -> bool:
    """Vul de naam in, zoals die in RIO staat."""
    return given.naam != ""


@RIO.rule("BV_R_hoort_bij", "S2 L1514-1530 (RIO-03)", field="hoort_bij", tells=_tells)
def hoort_bij_bekend_bestuur(given: RioInput, facts: RioFacts) -> bool:
    """Bestuur {hoort_bij} staat niet in het register. Controleer de code, of voeg eerst het bestuur toe."""
    return given.soort in (ONDERWIJSBESTUUR, ERKENDE_VESTIGING) or given.hoort_bij == "" or facts.bestuur_bekend


@RIO.rule("BV_R_bestuur_verplicht", "BRO art. 21 (AUT-20)", field="hoort_bij")
def instelling_heeft_bestuur(given: RioInput, facts: RioFacts) -> bool:
    """Vul de code in van het bestuur van deze instelling, bijvoorbeeld 109B027."""
    return given.soort != INSTELLINGSERKENNING or given.hoort_bij != ""


@RIO.rule("BV_R_sector", "WRO art. 1 (RIO-06)", field="sector")
def instelling_heeft_sector(given: RioInput, facts: RioFacts) -> bool:
    """Kies de sector: daaraan ziet u of de code voor primair of voortgezet onderwijs is."""
    return given.soort != INSTELLINGSERKENNING or given.sector != ""


@RIO.rule("BV_R_bekostigd", "S2 L1548-1557 (RIO-05)", field="bekostigd")
def instelling_heeft_bekostiging(given: RioInput, facts: RioFacts) -> bool:
    """Kies of de instelling wordt bekostigd."""
    return given.soort != INSTELLINGSERKENNING or given.bekostigd is not None


@RIO.rule("BV_R_oprichting", "S2 L150, L371 (RIO-11)", field="begindatum")
def instelling_heeft_oprichtingsdatum(given: RioInput, facts: RioFacts) -> bool:
    """Vul de oprichtingsdatum in. Inschrijvingen mogen niet eerder beginnen."""
    return given.soort != INSTELLINGSERKENNING or given.begindatum is not None


@RIO.rule("BV_R_einde_voor_begin", "S2 L150 (RIO-11)", field="einddatum")
def einde_niet_voor_begin(given: RioInput, facts: RioFacts) -> bool:
    """De laatste dag ligt voor de eerste dag. Pas een van de twee datums aan."""
    return given.begindatum is None or given.einddatum is None or given.begindatum <= given.einddatum


@RIO.rule("BV_R_inschrijvingen_na_einde", "own choice; S2 L371 (RIO-11)", field="einddatum", blocks=False, tells=_tells)
def niemand_ingeschreven_na_einde(given: RioInput, facts: RioFacts) -> bool:
    """Na de laatste dag lopen hier nog inschrijvingen door: {aantal}. De school moet deze leerlingen uitschrijven."""
    return given.einddatum is None or facts.inschrijvingen_daarna == 0
