"""What someone asks of the register as a file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BestandInput:
    """soort_kenmerk: with the organisation of the actor, for whom (as in Machtiging); the rest as in Bestand."""

    soort_kenmerk: str
    soort: str
    naam: str
    mime: str
    opdracht: str
    totaal: int
