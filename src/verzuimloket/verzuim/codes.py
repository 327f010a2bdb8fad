"""The few codes on which the rules about absence branch; names and days stand in codelijsten/."""

from enum import StrEnum
from typing import NamedTuple


class Soort(StrEnum):
    """Kinds of absence. Domain rules §6.1."""

    ZESTIEN_UUR = "V3"
    ZESTIEN_UUR_18 = "V4"
    LUXE = "L"
    LANGDURIG = "LRV"
    RMC = "RMC"
    OVERIG = "O"


# the kinds that may form the 28 days before long-term absence (domain rules §6.3)
KETEN_SOORTEN = frozenset({Soort.ZESTIEN_UUR, Soort.LUXE, Soort.OVERIG})


class Status(StrEnum):
    """States of a melding. Domain rules §9.1."""

    GEREGISTREERD = "R"
    IN_BEHANDELING = "B"
    AFGESLOTEN = "G"
    TER_KENNISGEVING = "K"
    INGETROKKEN = "I"
    OVERGEDRAGEN = "D"  # abolished on 12 August 2020, read-only


OPEN = frozenset({Status.GEREGISTREERD, Status.IN_BEHANDELING})


class Wet(StrEnum):
    """The act under which a melding falls. S2 L853."""

    LEERPLICHT = "LPW"
    RMC = "RMC"


class Kant(StrEnum):
    """The side from which an event comes; school and systeem as in reden_intrekken.csv, ``door``."""

    SCHOOL = "school"
    INSTANTIE = "instantie"
    SYSTEEM = "systeem"


class BerichtSoort(StrEnum):
    """Messages in the conversation about a melding: bericht_soort.csv."""

    VRAAG = "VRAAG"
    ANTWOORD = "ANTWOORD"
    OPMERKING = "OPMERKING"
    DOORGESTUURD = "DOORGESTUURD"


class RedenIntrekken(StrEnum):
    """Reasons for withdrawal. Domain rules §9.5."""

    GEEN_INSCHRIJVING = "GEEN_INSCHRIJVING"
    FOUTIEF = "FOUTIEF"
    ONTERECHT = "ONTERECHT"
    ANDERS = "ANDERS"
    VRIJSTELLING = "VRIJSTELLING"


ACTIE_ANDERS = "ANDERS"  # "anders namelijk"
REDEN_DOOR_GEMEENTE = "gemeente"  # column ``door`` of reden_afgesloten.csv

# The only texts about health, police or religion that the law allows (RRO art. 21 lid 3, S2 L671-677).
STANDAARDREDENEN = (
    "afwezig vanwege ziekte",
    "afwezig vanwege contact met politie of justitie",
    "afwezig vanwege een geloofsverplichting",
)


class Bijzonder(NamedTuple):
    """A subject of special personal data. ``reden``: the place of its standard sentence, None when there is none:
    such data may never be recorded (LPW art. 21a lid 12)."""

    naam: str
    reden: int | None = None

    @property
    def standaardreden(self) -> str:
        """The only sentence that may be recorded about it; empty when nothing may be."""
        return "" if self.reden is None else STANDAARDREDENEN[self.reden]


# Subjects of special personal data; the words that point at them stand in rules/woorden/.
BIJZONDER = {
    "gezondheid": Bijzonder("gezondheid", 0),
    "geloof": Bijzonder("geloof", 2),
    "justitie": Bijzonder("politie of justitie", 1),
    "afkomst": Bijzonder("afkomst"),
    "politiek": Bijzonder("politieke voorkeur"),
    "vakbond": Bijzonder("lidmaatschap van een vakbond"),
    "seksualiteit": Bijzonder("seksualiteit"),
}
