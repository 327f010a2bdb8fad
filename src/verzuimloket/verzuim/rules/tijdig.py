"""Whether a melding comes in time. Domain rules §19: it warns, because late is better than not at all."""

from collections.abc import Mapping

from verzuimloket.core.parameters import param
from verzuimloket.personen.rules import voluit
from verzuimloket.verzuim.inputs import MeldingFacts, MeldingInput
from verzuimloket.verzuim.rules.boeken import MELDING
from verzuimloket.verzuim.rules.termijn import bereikt_op, laatste_meldag


def _tells_termijn(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    bereikt = bereikt_op(given) or facts.vandaag
    dagen = param("meldtermijn_werkdagen", on=bereikt)
    return {"dagen": dagen, "dag": voluit(laatste_meldag(bereikt))}


@MELDING.rule(
    "BV_S_melding_laat",
    "LPW art. 21a; Inspectie van het Onderwijs (domain rules §19)",
    blocks=False,
    tells=_tells_termijn,
)
def op_tijd_gemeld(given: MeldingInput, facts: MeldingFacts) -> bool:
    """U meldt later dan {dagen} werkdagen. De termijn was {dag}. U kunt de melding gewoon versturen. Meld een
    volgende keer eerder."""
    bereikt = bereikt_op(given)
    return bereikt is None or facts.vandaag <= laatste_meldag(bereikt)
