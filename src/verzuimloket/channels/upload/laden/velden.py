"""How the text in a column becomes what COPY takes. One function per kind of column; ValueError when it cannot."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.personen.rules import bsn_klopt, normaal_pgn, normaal_postcode, onderwijsnummer_klopt

Lees = Callable[[str], str]
NIETS = r"\N"  # how COPY writes that there is no value
_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")
_STUURTEKEN = re.compile(r"[\x00-\x1f]")
_INSTELLING = re.compile(r"[0-9]{2}[A-Z]{2}")
_GEMEENTE = re.compile(r"[0-9]{4}")
_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
_GETAL = re.compile(r"[0-9]{1,15}")
_MOST_NAMED = 20  # codes in a remedy


@dataclass(frozen=True)
class Kolom:
    """One column: its name, how it is read, its type in the database, and the remedy when it is wrong."""

    naam: str
    lees: Lees
    type: str
    oplossing: str
    verplicht: bool = False
    code: str = "LD_waarde"

    def read(self, waarde: str) -> str:
        """The value as COPY takes it. Raises ValueError when it is wrong, or missing where it must be."""
        if waarde:
            return self.lees(waarde)
        if self.verplicht:
            raise ValueError
        return "" if self.type == "text" else NIETS


def tekst(naam: str, lengte: int, *, verplicht: bool = False) -> Kolom:
    def lees(waarde: str) -> str:
        if len(waarde) > lengte or _STUURTEKEN.search(waarde):
            raise ValueError
        return waarde.replace("\\", "\\\\")

    return Kolom(naam, lees, "text", f"Gebruik hoogstens {lengte} tekens, zonder stuurtekens.", verplicht)


def datum(naam: str, *, verplicht: bool = False) -> Kolom:
    def lees(waarde: str) -> str:
        if not _DATUM.fullmatch(waarde):
            raise ValueError
        date.fromisoformat(waarde)
        return waarde

    return Kolom(naam, lees, "date", "Schrijf de datum als JJJJ-MM-DD.", verplicht)


def moment(naam: str) -> Kolom:
    """Local time; the database reads it so, because the load sets its time zone."""

    def lees(waarde: str) -> str:
        if not _MOMENT.fullmatch(waarde):
            raise ValueError
        datetime.fromisoformat(waarde)
        return waarde

    return Kolom(naam, lees, "timestamptz", "Schrijf het tijdstip als JJJJ-MM-DD UU:MM:SS.")


def getal(naam: str) -> Kolom:
    return patroon(naam, _GETAL, "Schrijf een getal met alleen cijfers.", verplicht=True, soort="bigint")


def vlag(naam: str, ja: str = "J", nee: str = "N") -> Kolom:
    return keuze(naam, {ja: "t", nee: "f"}, f"Schrijf {ja} of {nee}.", soort="boolean")


def keuze(naam: str, waarden: dict[str, str], oplossing: str, *, soort: str) -> Kolom:
    """One of these, and how each is stored."""

    def lees(waarde: str) -> str:
        if waarde not in waarden:
            raise ValueError
        return waarden[waarde]

    return Kolom(naam, lees, soort, oplossing, verplicht=True)


def patroon(naam: str, vorm: re.Pattern[str], oplossing: str, *, verplicht: bool = False, soort: str = "text") -> Kolom:
    def lees(waarde: str) -> str:
        if not vorm.fullmatch(waarde):
            raise ValueError
        return waarde

    return Kolom(naam, lees, soort, oplossing, verplicht)


def code(naam: str, lijst: str, *, verplicht: bool = False) -> Kolom:
    """A value of a code list, in capitals or not; closed values are welcome, since a load brings history."""
    codes = {each.code.upper(): each.code for each in codelijst(lijst)}

    def lees(waarde: str) -> str:
        if waarde.upper() not in codes:
            raise ValueError
        return codes[waarde.upper()]

    named = f": {', '.join(codes.values())}" if len(codes) <= _MOST_NAMED else ""
    return Kolom(naam, lees, "text", f"Gebruik een code uit de codelijst {lijst}{named}.", verplicht, "LD_code")


def bsn(naam: str) -> Kolom:
    return _nummer(naam, bsn_klopt, "Dit bsn klopt niet. Controleer de 9 cijfers.")


def onderwijsnummer(naam: str) -> Kolom:
    return _nummer(naam, onderwijsnummer_klopt, "Dit onderwijsnummer klopt niet. Controleer de 9 cijfers.")


def _nummer(naam: str, klopt: Callable[[str], bool], oplossing: str) -> Kolom:
    def lees(waarde: str) -> str:
        nummer = normaal_pgn(waarde)
        if not klopt(nummer):
            raise ValueError
        return nummer

    return Kolom(naam, lees, "text", oplossing, code="LD_nummer")


def geboortedatum(naam: str) -> Kolom:
    def lees(waarde: str) -> str:
        return Geboortedatum.parse(waarde).iso()

    return Kolom(naam, lees, "text", "Schrijf JJJJ-MM-DD, met 00 voor een onbekende dag of maand.", True)


def instellingscode(naam: str) -> Kolom:
    return patroon(naam, _INSTELLING, "Een instellingscode is twee cijfers en twee hoofdletters.", verplicht=True)


def gemeentecode(naam: str) -> Kolom:
    return patroon(naam, _GEMEENTE, "Een gemeentecode is vier cijfers.")


def landcode(naam: str) -> Kolom:
    return patroon(naam, _GEMEENTE, "Een landcode is vier cijfers.")


def postcode(naam: str) -> Kolom:
    def lees(waarde: str) -> str:
        uniform = normaal_postcode(waarde)
        if not _POSTCODE.fullmatch(uniform):
            raise ValueError
        return uniform

    return Kolom(naam, lees, "text", "Schrijf de postcode als 1234AB.")
