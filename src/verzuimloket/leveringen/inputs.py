"""What the register knew of a person at a moment, and what of it is told."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from verzuimloket.core.tijdzone import AMSTERDAM
from verzuimloket.leveringen.codes import C, P
from verzuimloket.personen.inputs import NEDERLAND, Geboortedatum


class Persoon(NamedTuple):
    """sinds: when the register got to know this state; None: always."""

    sinds: datetime | None
    pgn: str
    pgn_soort: str  # B or O
    achternaam: str
    voorvoegsel: str
    voornamen: str
    geslacht: str
    geboren: date
    precisie: str
    overleden: date | None

    @property
    def geboortedatum(self) -> str:
        """As far as it is known."""
        maand, dag = self.precisie in "DM", self.precisie == "D"
        return Geboortedatum(
            self.geboren.year, self.geboren.month if maand else None, self.geboren.day if dag else None
        ).iso()


class Adres(NamedTuple):
    sinds: datetime | None
    begin: date
    gemeente: str
    land: str
    straat: str
    huisnummer: str
    huisletter: str
    toevoeging: str
    aanduiding: str
    locatie: str
    postcode: str
    plaats: str

    @property
    def woongemeente(self) -> str:
        """Empty abroad and when it is not known."""
        return self.gemeente if self.land == NEDERLAND else ""


class Rij(NamedTuple):
    """What the rows below begin with: key, since when this state is known, and until when."""

    id: int
    sinds: datetime | None
    tot: datetime | None


class Inschrijving(NamedTuple):
    rij: Rij
    instelling: str
    instelling_naam: str
    instelling_bekostigd: bool
    vestiging: str
    volgnummer: str
    sector: str
    soort: str
    niveau: str
    leertraject: str
    opleidingscode: str
    bekostigd: bool
    begin: date
    eind: date | None


class Diploma(NamedTuple):
    rij: Rij
    soort: str
    niveau: str
    datum: date


class Vrijstelling(NamedTuple):
    rij: Rij
    grond: str
    begin: date
    eind: date | None


@dataclass(frozen=True, slots=True)
class Stand:
    """One person on a day, as known at a moment. adres: where he or she lives on that day."""

    dag: date
    persoon: Persoon | None = None
    adres: Adres | None = None
    inschrijvingen: tuple[Inschrijving, ...] = ()
    diplomas: tuple[Diploma, ...] = ()
    vrijstellingen: tuple[Vrijstelling, ...] = ()

    @property
    def gemeente(self) -> str:
        """Where the person lives, if that is in the Netherlands and known."""
        return self.adres.woongemeente if self.persoon and self.adres else ""


class Mutatie(NamedTuple):
    """One change. ingang: the day from which it is so; registratie: when the register got to know it."""

    code: str
    ingang: date | None
    registratie: datetime | None
    oud: str = ""
    nieuw: str = ""


class Ontvanger(NamedTuple):
    """A municipality (G, 0344) or a region (R, 19). gemeenten: what belongs to it."""

    soort: str
    code: str
    gemeenten: tuple[str, ...]

    @property
    def instantie(self) -> str:
        """As in file names, and as who acts for it is called: G0344, R0019."""
        return f"{self.soort}{self.code:0>4}"


@dataclass(frozen=True)
class Venster:
    """From when to when a delivery tells: ``van`` included, ``tot`` not. Without ``van``: everything known then.

    peildatum: the day that stands in the file and in its name.
    """

    peildatum: date
    tot: datetime
    van: datetime | None = None

    @property
    def soort(self) -> str:
        return P if self.van else C

    @property
    def dag(self) -> date:
        """The day on which people are looked at: of a C-levering its peildatum, else the last day of the window."""
        return self.peildatum if self.van is None else self.peildatum - timedelta(days=1)

    @property
    def vorige(self) -> date:
        """The last day that the delivery before this one told of."""
        return (self.van.astimezone(AMSTERDAM).date() if self.van else self.peildatum) - timedelta(days=1)


@dataclass(frozen=True)
class AanvraagInput:
    """A C-levering that somebody asks for."""

    ontvanger: str
    peildatum: date


@dataclass(frozen=True)
class AanvraagFacts:
    """instanties: for which bodies the actor acts."""

    vandaag: date
    instanties: tuple[str, ...] = field(default=())
