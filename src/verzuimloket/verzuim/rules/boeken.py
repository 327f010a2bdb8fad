"""The rulebooks about absence."""

from collections.abc import Callable
from datetime import date
from typing import Any

from verzuimloket.core.rules import Holds, Rulebook
from verzuimloket.verzuim.inputs import MeldingFacts, MeldingInput, WijzigingFacts

# release of the loket in December 2017 (S4): what came with it does not judge older meldingen
RELEASE_2017 = date(2017, 12, 18)

MELDING = Rulebook("verzuimmelding")
WIJZIGING = Rulebook("wijziging van een verzuimmelding")
INTREKKING = Rulebook("intrekking van een verzuimmelding")
TERUGKOPPELING = Rulebook("terugkoppeling door de gemeente")
GESPREK = Rulebook("gesprek over een verzuimmelding")
OVERDRACHT = Rulebook("overdracht van een concept")
BIJLAGE = Rulebook("bijlage bij een verzuimmelding")
RULEBOOKS = (MELDING, WIJZIGING, INTREKKING, TERUGKOPPELING, GESPREK, OVERDRACHT, BIJLAGE)


def in_both(code: str, source: str, **options: Any) -> Callable[[Holds], Holds]:
    """Register a rule that holds for a new melding and for a change."""

    def register(holds: Holds) -> Holds:
        for book in (MELDING, WIJZIGING):
            book.rule(code, source, **options)(holds)
        return holds

    return register


def same_period(given: MeldingInput, facts: MeldingFacts) -> bool:
    """A change that leaves the period as it is: then what happened since (an exit, an imported
    overlap) does not make the melding wrong. Domain rules §8."""
    return isinstance(facts, WijzigingFacts) and given.periode == facts.huidig.periode
