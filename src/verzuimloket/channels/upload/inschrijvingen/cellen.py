"""From the text in a cell to a value. What a spreadsheet damaged is repaired when that can be done in one way only.

A file has far fewer different cells than cells, so each text is read once per column and then remembered.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from verzuimloket.aanleveringen.sjabloon import Kolom, Soort
from verzuimloket.channels.upload.inschrijvingen import datums
from verzuimloket.channels.upload.inschrijvingen.datums import NietLeesbaar, Volgorde
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Violation
from verzuimloket.core.tekens import gewone_tekst, vreemd
from verzuimloket.core.vorm import te_lang, vreemde_tekens
from verzuimloket.personen.rules import normaal_pgn, normaal_postcode, zoeksleutel, zonder_opmaak

_ALS_FORMULE = re.compile(r'=\s*"([^"]*)"')
_NUL_ERACHTER = re.compile(r"([0-9]+)[.,]0+")
_AFGEROND = re.compile(r"[0-9](?:[.,][0-9]*)?E\+?[0-9]+", re.IGNORECASE)
_CELFOUT = re.compile(r"#(?:[A-ZÀ-Þ/0]+[!?]?|#+)", re.IGNORECASE)
_BEGIN_FORMULE = "=+-@"
_GESLACHT = {
    **dict.fromkeys(("m", "man", "mannelijk", "jongen", "1"), "M"),
    **dict.fromkeys(("v", "vrouw", "vrouwelijk", "meisje", "2"), "V"),
    **dict.fromkeys(("o", "x", "onbekend", "0", "9"), "O"),
}


@dataclass(frozen=True)
class Cel:
    """What a cell says. waarde: empty when it could not be read; hersteld: as text, when it was repaired."""

    waarde: Any
    fout: Violation | None = None
    hersteld: str = ""


class _Fout(Exception):
    """The cell cannot be read."""

    def __init__(self, fout: Violation) -> None:
        self.fout = fout
        super().__init__(fout.code)


def lees_cel(cel: str, kolom: Kolom, volgorde: Volgorde, instelling: str = "") -> Cel:
    """One cell of a column. instelling: the chosen one; empty when the lines name it."""
    try:
        text = _tekst(cel, kolom)
    except _Fout as error:
        return Cel(_leeg(kolom.soort), error.fout)
    if not text:
        return Cel(_leeg(kolom.soort))
    if kolom.soort in (Soort.DATUM, Soort.GEBOORTEDATUM):
        return _dag(text, kolom, volgorde)
    waarde = _LEZERS.get(kolom.soort, str)(text)
    hersteld = waarde if waarde != _getypt(cel) and kolom.soort not in (Soort.GESLACHT, Soort.LAND) else ""
    return Cel(waarde, _wrong(waarde, kolom, instelling), hersteld)


def _leeg(soort: Soort) -> Any:
    return None if soort in (Soort.DATUM, Soort.GEBOORTEDATUM) else ""


def _getypt(cel: str) -> str:
    """The cell as its sender sees it: two ways of storing the same letter look the same."""
    return unicodedata.normalize("NFC", cel.strip(" "))


def ontdaan(cel: str) -> str:
    """Without the wrapping by which programs keep a spreadsheet from changing a cell."""
    bare = cel.replace("\u00a0", " ").strip()
    wrapped = _ALS_FORMULE.fullmatch(bare)
    return wrapped[1].strip() if wrapped else bare


def _tekst(cel: str, kolom: Kolom) -> str:
    """The text without damage. Raises _Fout."""
    text = ontdaan(cel)
    plain = text.isascii() and text.isprintable() and "  " not in text  # most are: spares looking at each letter
    if not plain:
        text = gewone_tekst(text, regels=False)
    if text[:1] == "'" and (kolom.soort != Soort.TEKST or text[1:2] in tuple(_BEGIN_FORMULE)):
        text = text[1:].strip()
    elif text[:1] == "=":
        sentence = f"Bij {kolom.label} staat een formule. Plak in Excel de cellen als waarden."
        raise _Fout(Violation("VORM_formule", sentence, kolom.naam))
    if _CELFOUT.fullmatch(text):
        sentence = f"Bij {kolom.label} staat een foutmelding van Excel ({text[:20]}). Vul de waarde zelf in."
        raise _Fout(Violation("VORM_celfout", sentence, kolom.naam))
    if not plain and vreemd(text):
        raise _Fout(vreemde_tekens(kolom.label, kolom.naam))
    if len(text) > kolom.max:
        raise _Fout(te_lang(kolom.label, kolom.max, len(text), kolom.naam))
    return text


def _dag(text: str, kolom: Kolom, volgorde: Volgorde) -> Cel:
    lees: Callable[[str, str, Volgorde], tuple[Any, bool]] = (
        datums.lees_datum if kolom.soort == Soort.DATUM else datums.lees_geboortedatum
    )
    try:
        dag, hersteld = lees(text, kolom.label, volgorde)
    except NietLeesbaar as error:
        return Cel(None, Violation("VORM_datum", error.text, kolom.naam))
    return Cel(dag, None, (dag.isoformat() if kolom.soort == Soort.DATUM else dag.iso()) if hersteld else "")


def _wrong(waarde: str, kolom: Kolom, instelling: str) -> Violation | None:
    """What is wrong with a value that could be read, beyond what the rules judge."""
    if kolom.soort == Soort.INSTELLING and instelling and waarde != instelling:
        sentence = f"U koos instelling {instelling}, maar hier staat een andere code. Haal die weg of verbeter haar."
        return Violation("VORM_andere_instelling", sentence, kolom.naam)
    if kolom.soort == Soort.NUMMER and _AFGEROND.fullmatch(waarde):
        sentence = "Excel heeft dit nummer afgerond. Zet de kolom op Tekst en vul het hele nummer opnieuw in."
        return Violation("VORM_afgerond", sentence, kolom.naam)
    return None


# one function per kind of column


def _heel(text: str) -> str:
    """``12.0`` is 12: a whole number that was stored as a broken one."""
    found = _NUL_ERACHTER.fullmatch(text)
    return found[1] if found else text


def _nummer(text: str) -> str:
    """Digits only, as far as it is a number; a lost zero before a bsn comes back."""
    if _AFGEROND.fullmatch(text):
        return text
    bare = normaal_pgn(_heel(text))
    return bare if bare.isdigit() else text


def _postcode(text: str) -> str:
    return normaal_postcode(text)


def _geslacht(text: str) -> str:
    return _GESLACHT.get(_heel(text).lower(), text)


def _instelling(text: str) -> str:
    return zonder_opmaak(text).upper()


@cache
def _landen() -> dict[str, str]:
    return {zoeksleutel(land.naam): land.code for land in codelijst("land")}


def _land(text: str) -> str:
    """The code; the name of the country is as good."""
    return _landen().get(zoeksleutel(text), _heel(text))


_LEZERS: dict[Soort, Callable[[str], str]] = {
    Soort.NUMMER: _nummer,
    Soort.POSTCODE: _postcode,
    Soort.HUISNUMMER: _heel,
    Soort.GESLACHT: _geslacht,
    Soort.INSTELLING: _instelling,
    Soort.LAND: _land,
}
