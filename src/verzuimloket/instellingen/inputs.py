"""What a school tells about itself, and the facts by which it is judged (domain rules §12.2, §6.2)."""

from dataclasses import dataclass
from datetime import date

SLUITEN, VERWIJDEREN = "sluiten", "verwijderen"


@dataclass(frozen=True)
class LocatieInput:
    """A place where the institution teaches. The code is that of RIO and never changes."""

    instelling: str
    code: str
    naam: str


@dataclass(frozen=True)
class LocatieFacts:
    """Codes and names of the other locations; names of the same institution, in lower case."""

    codes: frozenset[str] = frozenset()
    namen: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ContactpersoonInput:
    """Somebody whom a municipality may call about a melding."""

    instelling: str
    naam: str
    email: str
    functie: str = ""
    telefoon: str = ""
    locatie: str = ""


@dataclass(frozen=True)
class ContactpersoonFacts:
    """locaties: what may be chosen. personen: (name, e-mail) of the others, in lower case."""

    locaties: frozenset[str] = frozenset()
    personen: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class EindeInput:
    """How a location or contact person ends. event: ``sluiten``, with the last day, or ``verwijderen``."""

    event: str
    einddatum: date | None = None


@dataclass(frozen=True)
class EindeFacts:
    """wat: ``locatie`` or ``contactpersoon``. The rest: how often it was used, ever."""

    wat: str
    meldingen: int = 0
    contactpersonen: int = 0


@dataclass(frozen=True)
class VakantieInput:
    """Days without lessons, both inclusive."""

    naam: str
    begindatum: date | None
    einddatum: date | None


@dataclass(frozen=True)
class VakantieFacts:
    """The (first, last) days of the other holidays of the institution."""

    vakanties: tuple[tuple[date, date], ...]
    vandaag: date


@dataclass(frozen=True)
class LesurenInput:
    """The length of one lesson hour, and whether every programme is organised in lesson hours."""

    minuten: int | None
    telt_lesuren: bool


@dataclass(frozen=True)
class LesurenFacts:
    sector: str
    vandaag: date
