"""May this C-levering be asked for (domeinregels §14.2)."""

from collections.abc import Mapping

from verzuimloket.core.parameters import param
from verzuimloket.core.rules import Rulebook
from verzuimloket.leveringen.codes import GEMEENTE, REGIO
from verzuimloket.leveringen.inputs import AanvraagFacts, AanvraagInput

AANVRAAG = Rulebook("levering aanvragen")
RULEBOOKS = (AANVRAAG,)


def krijgt_leveringen(instantie: str) -> bool:
    """Municipalities and regions do; a body that they appointed does not."""
    return instantie[:1] in (GEMEENTE, REGIO)


def _tells_code(given: AanvraagInput, facts: AanvraagFacts) -> Mapping[str, object]:
    eigen = [code for code in facts.instanties if krijgt_leveringen(code)]
    return {"code": given.ontvanger, "eigen": eigen[0] if eigen else "een gemeente of regio"}


@AANVRAAG.rule("BV_D_eigen_code", "duo.nl gegevensleveringen, domeinregels §14.2", field="ontvanger", tells=_tells_code)
def eigen_code(given: AanvraagInput, facts: AanvraagFacts) -> bool:
    """U kunt geen levering aanvragen voor {code}. Gebruik uw eigen code: {eigen}."""
    return given.ontvanger in facts.instanties and krijgt_leveringen(given.ontvanger)


@AANVRAAG.rule("BV_D_peildatum_toekomst", "own choice, ADR 0043", field="peildatum")
def peildatum_is_geweest(given: AanvraagInput, facts: AanvraagFacts) -> bool:
    """De peildatum ligt in de toekomst. Kies vandaag, of een dag die geweest is."""
    return given.peildatum <= facts.vandaag


def _tells_dagen(given: AanvraagInput, facts: AanvraagFacts) -> Mapping[str, object]:
    return {"dagen": param("levering_terug_dagen", on=facts.vandaag)}


@AANVRAAG.rule("BV_D_peildatum_oud", "own choice, ADR 0043", field="peildatum", tells=_tells_dagen)
def peildatum_niet_te_oud(given: AanvraagInput, facts: AanvraagFacts) -> bool:
    """De peildatum ligt meer dan {dagen} dagen terug. Kies een latere dag."""
    return (facts.vandaag - given.peildatum).days <= param("levering_terug_dagen", on=facts.vandaag)
