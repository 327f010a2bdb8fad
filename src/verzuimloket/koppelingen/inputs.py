"""What is compared, and what the rules of merging may know."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from verzuimloket.personen.inputs import Geboortedatum


@dataclass(frozen=True)
class Persoonsgegevens:
    """What two registrations are compared on.

    zoeknaam, voornamen: as they are searched: lower case, no accents. geslacht: M, V or O (unknown).
    adressen: postal code with house number of every address, also former ones.
    """

    zoeknaam: str
    voornamen: tuple[str, ...]
    geslacht: str
    geboren: Geboortedatum
    adressen: frozenset[tuple[str, str]] = frozenset()
    heeft_bsn: bool = False


@dataclass(frozen=True)
class KoppelFacts:
    """What counts when two registrations are merged.

    bekend: per number whether it names a pupil whom the actor may see.
    apart:  the register holder found out that they are two pupils.
    register: the actor holds the register, and may merge whatever the points.
    """

    bsn_bekend: bool = True
    onderwijsnummer_bekend: bool = True
    dezelfde: bool = False
    beide_bsn: bool = False
    punten: int = 100
    drempel: int = 0
    apart: bool = False
    register: bool = False


@dataclass(frozen=True)
class TerugInput:
    """Which merge is undone."""

    kenmerk: UUID


@dataclass(frozen=True)
class TerugFacts:
    """What counts when a merge is undone. later: merges of the same person that came after it."""

    teruggedraaid: bool
    tot: date
    later: int
    vandaag: date


@dataclass(frozen=True)
class VraagInput:
    """A question about a pupil, from a form or a line of a file, as it was given."""

    bsn: str = ""
    onderwijsnummer: str = ""
    geslachtsnaam: str = ""
    geboortedatum: str = ""
    opmerking: str = ""


@dataclass(frozen=True)
class AntwoordInput:
    """What the register answers to a question."""

    antwoord: str


@dataclass(frozen=True)
class VraagFacts:
    """Whether each number, if given, passes its check; whether an answer was given already."""

    bsn_klopt: bool = True
    onderwijsnummer_klopt: bool = True
    beantwoord: bool = False
