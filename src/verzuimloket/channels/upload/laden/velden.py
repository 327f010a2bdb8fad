"""How the text in a column becomes a value. One function per kind of column; ValueError when it cannot."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.personen.rules import bsn_klopt, onderwijsnummer_klopt

Lees = Callable[[str], object]
_INSTELLING = re.compile(r"[0-9]{2}[A-Z]{2}")
_GEMEENTE = re.compile(r"[0-9]{4}")
_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
_GETAL = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True)
class Kolom:
    """One column: its name, how it is read, its type in the database, and the remedy when it is wrong."""

    naam: str
    lees: Lees
    type: str
    oplossing: str
    verplicht: bool = False
    code: str = "LD_waarde"


def tekst(naam: str, lengte: int, *, verplicht: bool = False) -> Kolom:
    def lees(waarde: str) -> str:
        if len(waarde) > lengte or any(ord(teken) < 32 for teken in waarde):
            raise ValueError
        return waarde

    return Kolom(naam, lees, "text", f"Gebruik hoogstens {lengte} tekens, zonder stuurtekens.", verplicht)


def datum(naam: str, *, verplicht: bool = False) -> Kolom:
    return Kolom(naam, date.fromisoformat, "date", "Schrijf de datum als JJJJ-MM-DD.", verplicht)


def moment(naam: str) -> Kolom:
    def lees(waarde: str) -> datetime:
        return datetime.strptime(waarde, "%Y-%m-%d %H:%M:%S").replace(tzinfo=AMSTERDAM)

    return Kolom(naam, lees, "timestamptz", "Schrijf het tijdstip als JJJJ-MM-DD UU:MM:SS.")


def getal(naam: str) -> Kolom:
    def lees(waarde: str) -> int:
        if not _GETAL.fullmatch(waarde):
            raise ValueError
        return int(waarde)

    return Kolom(naam, lees, "bigint", "Schrijf een getal met alleen cijfers.", verplicht=True)


def vlag(naam: str, ja: str = "J", nee: str = "N") -> Kolom:
    def lees(waarde: str) -> bool:
        return {ja: True, nee: False}[waarde]

    return Kolom(naam, lees, "boolean", f"Schrijf {ja} of {nee}.", verplicht=True)


def patroon(naam: str, vorm: re.Pattern[str], oplossing: str, *, verplicht: bool = False) -> Kolom:
    def lees(waarde: str) -> str:
        if not vorm.fullmatch(waarde):
            raise ValueError
        return waarde

    return Kolom(naam, lees, "text", oplossing, verplicht)


def code(naam: str, lijst: str, *, verplicht: bool = False) -> Kolom:
    """A value of a code list; closed values are welcome, since a load brings history."""

    def lees(waarde: str) -> str:
        if waarde not in codelijst(lijst):
            raise ValueError
        return waarde

    return Kolom(naam, lees, "text", f"Gebruik een code uit de codelijst {lijst}.", verplicht, "LD_code")


def bsn(naam: str) -> Kolom:
    return _nummer(naam, bsn_klopt, "Dit bsn klopt niet. Controleer de 9 cijfers.")


def onderwijsnummer(naam: str) -> Kolom:
    return _nummer(naam, onderwijsnummer_klopt, "Dit onderwijsnummer klopt niet. Controleer de 9 cijfers.")


def _nummer(naam: str, klopt: Callable[[str], bool], oplossing: str) -> Kolom:
    def lees(waarde: str) -> str:
        if not klopt(waarde):
            raise ValueError
        return waarde

    return Kolom(naam, lees, "text", oplossing, code="LD_nummer")


def geboortedatum(naam: str) -> Kolom:
    return Kolom(naam, Geboortedatum.parse, "text", "Schrijf JJJJ-MM-DD, met 00 voor een onbekende dag of maand.", True)


def instellingscode(naam: str) -> Kolom:
    return patroon(naam, _INSTELLING, "Een instellingscode is twee cijfers en twee hoofdletters.", verplicht=True)


def gemeentecode(naam: str) -> Kolom:
    return patroon(naam, _GEMEENTE, "Een gemeentecode is vier cijfers.")


def landcode(naam: str) -> Kolom:
    return patroon(naam, _GEMEENTE, "Een landcode is vier cijfers.")


def postcode(naam: str) -> Kolom:
    return patroon(naam, _POSTCODE, "Schrijf de postcode als 1234AB.")
