"""From pasted or uploaded text to lines: ``pgn;datum;lesuur of minuten;soort``. Pure translation.

A bare number is a lesson hour; with ``min`` behind it, or when the kind is T (late), it is minutes.
"""

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from verzuimloket.lesverzuim.codes import SoortLesverzuim
from verzuimloket.lesverzuim.inputs import Lesregel
from verzuimloket.lesverzuim.rules.regels import KOLOMMEN

_SEPARATORS = ";\t,"
_ISO = re.compile(r"(?P<jaar>[0-9]{4})-(?P<maand>[0-9]{1,2})-(?P<dag>[0-9]{1,2})")
_DUTCH = re.compile(r"(?P<dag>[0-9]{1,2})[-/.](?P<maand>[0-9]{1,2})[-/.](?P<jaar>[0-9]{4})")
_NUMBER = re.compile(r"(?P<getal>[0-9]{1,4}) *(?P<min>m|min|min\.|minuten|')?", re.IGNORECASE)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LONGEST = 1_000  # signs of a line that are read: a good line has some thirty


@dataclass(frozen=True)
class Rij:
    """One line of the text: where it stands, what was typed, and how it reads."""

    nummer: int
    cellen: tuple[str, ...]
    regel: Lesregel

    @property
    def geoorloofd(self) -> bool:
        """Authorised absence: it is counted for the answer to the user and goes no further (domain rules §6.5)."""
        return self.regel.soort == SoortLesverzuim.GEOORLOOFD


def decode(inhoud: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16, told by a mark, else the Windows set that older packages write."""
    if inhoud.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # "Unicode text" of a spreadsheet
        tekst = inhoud.decode("utf-16", errors="replace")
    else:
        try:
            tekst = inhoud.decode("utf-8-sig")
        except UnicodeDecodeError:
            tekst = inhoud.decode("cp1252", errors="replace")
    return _storable(tekst)


def _storable(tekst: str) -> str:
    """With a mark in place of what no database can keep: null bytes and halves of characters."""
    return _UNSTORABLE.sub("\ufffd", tekst)


def leesregels(tekst: str) -> Iterator[Rij]:
    """The lines, empty ones and a first line with names of columns left out. Numbered as in the text."""
    lines = [line[:_LONGEST] for line in _storable(tekst).lstrip("\ufeff").splitlines()]
    separator = _separator(lines)
    first = True
    for nummer, line in enumerate(lines, 1):
        cellen = tuple(cell.strip() for cell in next(csv.reader([line], delimiter=separator), []))
        if not any(cellen):
            continue
        if not (first and _is_header(cellen)):
            yield Rij(nummer, cellen, _regel(cellen))
        first = False


def _separator(lines: list[str]) -> str:
    """The sign that divides the first line that says something; a semicolon when none does."""
    line = next((line for line in lines if line.strip()), "")
    return max(_SEPARATORS, key=line.count)


def _is_header(cellen: tuple[str, ...]) -> bool:
    return not any(sign.isdigit() for cell in cellen[:2] for sign in cell)


def _regel(cellen: tuple[str, ...]) -> Lesregel:
    nummer, datum, hoeveel, soort = (*cellen, "", "", "", "")[:KOLOMMEN]
    soort = soort.upper()[:1] if soort.upper() in ("O", "T", "G") else soort[:20]
    lesuur, minuten = _hoeveel(hoeveel, soort)
    return Lesregel(nummer, _datum(datum), lesuur, minuten, soort, len(cellen))


def _datum(text: str) -> date | None:
    found = _ISO.fullmatch(text) or _DUTCH.fullmatch(text)
    try:
        return date(int(found["jaar"]), int(found["maand"]), int(found["dag"])) if found else None
    except ValueError:
        return None


def _hoeveel(text: str, soort: str) -> tuple[int | None, int | None]:
    """(lesson hour, minutes); both None when it cannot be read."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None, None
    if found["min"] or soort == SoortLesverzuim.TE_LAAT:
        return None, int(found["getal"])
    return int(found["getal"]), None
