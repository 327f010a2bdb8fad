"""What someone asks of the register as a file, or sends to it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class BestandInput:
    """soort_kenmerk: with the organisation of the actor, for whom (as in Machtiging); the rest as in Bestand."""

    soort_kenmerk: str
    soort: str
    naam: str
    mime: str
    opdracht: str
    totaal: int


@dataclass(frozen=True)
class GedeeldInput:
    """A file of the organisation: sent by somebody, or made by the register for it.

    soort_kenmerk, instelling: as in Bestand; verwijderen_op: its last day is the one before.
    """

    soort_kenmerk: str
    soort: str
    naam: str
    mime: str
    instelling: str
    verwijderen_op: date


@dataclass(frozen=True)
class KlaarInput:
    """A whole file that the register made for an organisation; totaal: the lines in it."""

    bestand: GedeeldInput
    organisatie: str
    inhoud: bytes
    totaal: int
