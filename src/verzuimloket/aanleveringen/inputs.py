"""What somebody sends as a file, and what is found while it is handled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class AanleveringInput:
    """soort_kenmerk: with the organisation of the actor, for whom (as in Machtiging); the rest as in Aanlevering."""

    soort_kenmerk: str
    soort: str
    naam: str
    instelling: str = ""
    alles_of_niets: bool = False
    vervang_bestaande: bool = False
    stopdrempel: int = 100


@dataclass(frozen=True)
class AanleveringFacts:
    """soorten: what the roles of the sender may send; instellingen: his or her own."""

    soorten: frozenset[str]
    instellingen: tuple[str, ...]


@dataclass(frozen=True)
class InhoudInput:
    """A file that has arrived.

    bestand: its name; inhoud: what it turned out to be (CSV, XLSX), empty when nobody looked yet.
    """

    bestand: str
    grootte: int
    inhoud: str = ""


@dataclass(frozen=True)
class InhoudFacts:
    """eerder: the day on which the same content was sent before."""

    vandaag: date
    eerder: date | None = None


@dataclass(frozen=True)
class VastleggenInput:
    """What the sender decides after the check."""

    alles_of_niets: bool


@dataclass(frozen=True)
class VastleggenFacts:
    """How many lines the check found good and wrong."""

    goed: int
    fout: int


@dataclass(frozen=True)
class Regelbevinding:
    """What is wrong with one line, or remarkable. waarde: what stands in that column."""

    regel: int
    kolom: str
    waarde: str
    code: str
    tekst: str
    blokkeert: bool


@dataclass(frozen=True)
class Brok:
    """What came of a number of lines that were handled together.

    uitkomsten: a code of regeluitkomst.csv → lines; gewaarschuwd: good lines with a warning.
    herstel:    column → numbers of the lines in which it was repaired while reading.
    terug, foute_regels: these lines as they go back, and those of them that are wrong.
    """

    regels: int
    uitkomsten: Mapping[str, int]
    gewaarschuwd: int
    bevindingen: tuple[Regelbevinding, ...]
    herstel: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    terug: bytes = b""
    foute_regels: bytes = b""


@dataclass(frozen=True)
class Gelezen:
    """How a file is read. aantal: its lines at most; voorbeeld: the cells of its first lines."""

    leeswijze: Mapping[str, object]
    aantal: int
    voorbeeld: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Plek:
    """How far the handling is: which stand, and how many lines were noted."""

    stand: str
    gedaan: int


@dataclass(frozen=True)
class Telling:
    """How often a code was found."""

    code: str
    aantal: int
    blokkeert: bool


@dataclass(frozen=True)
class Hersteld:
    """How often a column was repaired, and a few of the lines."""

    kolom: str
    aantal: int
    regels: tuple[int, ...]
