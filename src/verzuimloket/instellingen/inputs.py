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


@dataclass(frozen=True)
class RioInput:
    """A board, competent authority, institution or branch as RIO knows it. soort: a code of rio_soort.csv.

    hoort_bij: the board of an authority or institution, the institution of a branch.
    The fields from sector on are of institutions only; ``soort_instelling`` and the others are codes.
    """

    soort: str
    code: str
    naam: str
    plaats: str = ""
    begindatum: date | None = None
    einddatum: date | None = None
    hoort_bij: str = ""
    sector: str = ""
    bekostigd: bool | None = None
    naam_kort: str = ""
    wet: str = ""
    soort_instelling: str = ""
    schoolsoort: str = ""


@dataclass(frozen=True)
class RioFacts:
    """bestaat: the code of something new is taken. ..._bekend: what it belongs to is in the register.

    inschrijvingen_daarna: enrolments that go on after the last day.
    """

    bestaat: bool = False
    bestuur_bekend: bool = True
    instelling_bekend: bool = True
    inschrijvingen_daarna: int = 0
