"""What a school tells about an enrolment, and the facts by which it is judged."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from verzuimloket.core.errors import Violation
from verzuimloket.personen.inputs import AdresInput, Geboortedatum


@dataclass(frozen=True)
class Periode:
    """A period of whole days, both ends included; no end means open."""

    begin: date
    eind: date | None = None

    def overlapt(self, other: "Periode") -> bool:
        """Whether the two share at least one day."""
        return self.begin <= (other.eind or date.max) and other.begin <= (self.eind or date.max)

    def bevat(self, dag: date) -> bool:
        return self.begin <= dag <= (self.eind or date.max)

    def omvat(self, other: "Periode") -> bool:
        """Whether every day of the other lies in this one."""
        return self.begin <= other.begin and (other.eind or date.max) <= (self.eind or date.max)


@dataclass(frozen=True)
class InschrijvingInput:
    """One pupil enrolled at one institution: with a person number, or with name and address."""

    instelling: str
    begindatum: date | None
    einddatum: date | None
    met_nummer: bool
    bsn: str = ""
    onderwijsnummer: str = ""
    geslacht: str = ""
    geboortedatum: Geboortedatum | None = None
    achternaam: str = ""
    voorvoegsel: str = ""
    voornamen: str = ""
    adres: AdresInput | None = None
    vervang_bestaande: bool = False


def adres_telt(given: InschrijvingInput) -> bool:
    """Whether the register takes the address from the school; of who has a bsn it comes from the BRP (§3.2)."""
    return given.adres is not None and (not given.met_nummer or (given.onderwijsnummer != "" and given.bsn == ""))


class Voorwerk(NamedTuple):
    """What can be said of an enrolment before the register is asked: ``voorwerk.prepare``.

    rij:     how it stands in the staging table, ready to be copied, without its place.
    beurten: for what its writer waits for a turn.
    """

    rij: bytes
    beurten: tuple[str, ...]


class Inschrijfregel:
    """One enrolment of several that come together.

    regel: its place in the file, to answer about it. given: a function reads it when it is needed, which is
    only so of a remarkable line. klaar: the work that was done beforehand, if it was.
    """

    __slots__ = ("_given", "klaar", "regel")

    def __init__(
        self, regel: int, given: InschrijvingInput | Callable[[], InschrijvingInput], klaar: Voorwerk | None = None
    ) -> None:
        self.regel, self._given, self.klaar = regel, given, klaar

    @property
    def given(self) -> InschrijvingInput:
        if not isinstance(self._given, InschrijvingInput):
            self._given = self._given()
        return self._given


class Regeluitkomst(NamedTuple):
    """What came of one enrolment. uitkomst: a code of regeluitkomst.csv; inschrijving_id: where it is stored."""

    regel: int
    uitkomst: str
    bevindingen: tuple[Violation, ...] = ()
    inschrijving_id: int | None = None


@dataclass(frozen=True)
class InschrijvingDatums:
    """The two dates that may be changed in the overview. S2 L326."""

    begindatum: date | None
    einddatum: date | None


@dataclass(frozen=True)
class IntrekkingInput:
    """Taking back an enrolment that should never have been there (WNS-15)."""

    reden: str
    toelichting: str = ""


@dataclass(frozen=True)
class IntrekkingFacts:
    """meldingen: how many that were not withdrawn lie in the period; gewijzigd: by someone else meanwhile."""

    vandaag: date
    meldingen: int = 0
    gewijzigd: bool = False


@dataclass(frozen=True)
class AanleveringFacts:
    """op: the day on which the register got it; eerder: the dates that it had before, None for a new one."""

    op: date
    eerder: InschrijvingDatums | None = None


@dataclass(frozen=True)
class AndereInschrijving:
    """Another enrolment of the same pupil, the judged one left out."""

    instelling: str
    periode: Periode
    zelfde_instelling: bool


@dataclass(frozen=True)
class InschrijvingFacts:
    """What the register knows about institution and pupil.

    persoon_bekend:      whether the number is in the register; None when no number was given.
    geboortedatum_klopt: whether it equals the register; true when there is nothing to compare.
    geslacht_klopt:      the same for the sex.
    gemeente_bekend:     whether the postcode leads to a municipality; true without a Dutch address.
    land_bekend:         whether the land code exists; true without a foreign address.
    geboortedatum:       the birth date in the register, needed when only the dates change.
    vakanties:           the holidays of the institution (``instellingen.queries.vakantieperioden``).
    b3_b4:               whether it is such an unfunded school (``instellingen.queries.is_b3_b4``).
    tweede_vervangt:     whether a second enrolment replaces the first at this institution (Q20).
    """

    instelling_bekend: bool
    instelling_van_actor: bool
    oprichtingsdatum: date | None
    opheffingsdatum: date | None
    sector: str
    persoon_bekend: bool | None
    geboortedatum_klopt: bool
    geslacht_klopt: bool
    overleden_op: date | None
    inschrijvingen: tuple[AndereInschrijving, ...]
    gemeente_bekend: bool
    land_bekend: bool
    vandaag: date
    geboortedatum: Geboortedatum | None = None
    vakanties: tuple[Periode, ...] = ()
    b3_b4: bool = False
    tweede_vervangt: bool = False
