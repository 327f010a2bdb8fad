"""The two rulebooks about enrolments."""

from collections.abc import Callable
from typing import Any

from verzuimloket.core.rules import Holds, Rulebook
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums, InschrijvingFacts, InschrijvingInput

INSCHRIJVING = Rulebook("inschrijving")
INSCHRIJVING_DATUMS = Rulebook("datums van een inschrijving")
RULEBOOKS = (INSCHRIJVING, INSCHRIJVING_DATUMS)

Datums = InschrijvingInput | InschrijvingDatums  # both have begindatum and einddatum


def recognised(given: Datums, facts: InschrijvingFacts) -> bool:
    """Whether the school knows who the pupil is. Until sex and birth date agree with the number, nothing
    is told that the register knows of its owner: a number alone is easily guessed."""
    if isinstance(given, InschrijvingDatums):
        return True
    answered = given.geslacht != "" and given.geboortedatum is not None
    return answered and facts.geslacht_klopt and facts.geboortedatum_klopt


def in_both(code: str, source: str, **options: Any) -> Callable[[Holds], Holds]:
    """Register a rule about the dates in both books."""

    def register(holds: Holds) -> Holds:
        for book in RULEBOOKS:
            book.rule(code, source, **options)(holds)
        return holds

    return register
