"""The rulebooks about enrolments."""

from collections.abc import Callable
from typing import Any

from verzuimloket.core.rules import Holds, Rulebook
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums, InschrijvingFacts, InschrijvingInput

INSCHRIJVING = Rulebook("inschrijving")
INSCHRIJVING_DATUMS = Rulebook("datums van een inschrijving")
AANLEVERING = Rulebook("termijn van aanleveren")
INTREKKING_INSCHRIJVING = Rulebook("intrekken van een inschrijving")
RULEBOOKS = (INSCHRIJVING, INSCHRIJVING_DATUMS, AANLEVERING, INTREKKING_INSCHRIJVING)

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
        for book in (INSCHRIJVING, INSCHRIJVING_DATUMS):
            book.rule(code, source, **options)(holds)
        return holds

    return register
