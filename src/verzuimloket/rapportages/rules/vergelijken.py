"""Reading somebody's own list, to compare it with that of the register (MND-19…21). Pure."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from verzuimloket.core.errors import Violation
from verzuimloket.personen.rules import normaal_pgn, pgn_soort

MOST = 20_000  # numbers: more than the longest list of one region
MOST_LINES = 100_000  # lines that are looked at
SHOWN = 10
_LONGEST = 2_000  # signs of a line
_NUMMER = ("persoonsgebondennummer", "bsn", "burgerservicenummer", "onderwijsnummer", "pgn", "bsnonderwijsnr", "nummer")
_UIT = ("datumuitschrijving", "uitschrijfdatum", "datumuit")
_ISO = re.compile(r"(?P<jaar>[0-9]{4})-?(?P<maand>[0-9]{2})-?(?P<dag>[0-9]{2})")
_DUTCH = re.compile(r"(?P<dag>[0-9]{1,2})[-/.](?P<maand>[0-9]{1,2})[-/.](?P<jaar>[0-9]{4})")
_NUMBERLIKE = re.compile(r"[0-9][0-9 .]{6,12}[0-9]")


@dataclass(frozen=True)
class Eigen:
    """What the own list says of one person: reden B, E or G, and the last day; both may be unknown."""

    reden: str = ""
    uit: date | None = None


@dataclass(frozen=True)
class Gelezen:
    """The persons by number, and the lines in which no number could be read."""

    leerlingen: dict[str, Eigen] = field(default_factory=dict)
    fout: tuple[int, ...] = ()
    dubbel: int = 0


def rows_of(tekst: str) -> Iterator[list[str]]:
    """The cells of pasted text or CSV; by semicolon, tab or comma, whichever the first line has most."""
    lines = [line[:_LONGEST] for line in tekst.lstrip("\ufeff").splitlines()]
    first = next((line for line in lines if line.strip()), "")
    sign = max(";\t,", key=first.count)
    for line in lines:
        yield next(csv.reader([line], delimiter=sign), [])


def read(rows: Iterable[list[str]]) -> tuple[Gelezen, list[Violation]]:
    """The own list, or what is wrong with it as a whole."""
    leerlingen: dict[str, Eigen] = {}
    fout: list[int] = []
    dubbel, columns = 0, _Kolommen()
    for regel, cells in enumerate(rows, 1):
        if regel > MOST_LINES:
            return Gelezen(), [_too_long()]
        filled = [cell.strip() for cell in cells]
        if not any(filled) or (not leerlingen and columns.are_in(filled)):
            continue
        nummer = columns.number(filled)
        if not nummer:
            fout.append(regel)
            continue
        dubbel += nummer in leerlingen
        leerlingen.setdefault(nummer, columns.rest(filled))
        if len(leerlingen) > MOST:
            return Gelezen(), [_too_long()]
    return Gelezen(leerlingen, tuple(fout), dubbel), [] if leerlingen else [_nothing(fout)]


class _Kolommen:
    """In which columns the number, reason and date stand; without headings: the first cell that is a number."""

    def __init__(self) -> None:
        self.nummer, self.reden, self.uit = -1, -1, -1

    def are_in(self, cells: list[str]) -> bool:
        """Take the headings, if this line has them."""
        names = [re.sub(r"[^a-z]", "", cell.lower()) for cell in cells]
        place = next((names.index(name) for name in _NUMMER if name in names), -1)
        if place < 0:
            return False
        self.nummer = place
        self.reden = names.index("reden") if "reden" in names else -1
        self.uit = next((names.index(name) for name in _UIT if name in names), -1)
        return True

    def number(self, cells: list[str]) -> str:
        """The person number of a line; empty when there is none that can exist."""
        tried = cells if self.nummer < 0 else cells[self.nummer : self.nummer + 1]
        numbers = (normaal_pgn(cell) for cell in tried if _NUMBERLIKE.fullmatch(cell))
        return next((nummer for nummer in numbers if pgn_soort(nummer)), "")

    def rest(self, cells: list[str]) -> Eigen:
        reden = cells[self.reden] if 0 <= self.reden < len(cells) else ""
        uit = cells[self.uit] if 0 <= self.uit < len(cells) else ""
        return Eigen(_reason(reden), _day(uit))


def _reason(text: str) -> str:
    """B, E or G, by the code or by the words of the reports."""
    low = text.lower()
    if low.upper() in ("B", "E", "G"):
        return low.upper()
    known = {"bekostiging": "B", "examen": "E", "geen inschrijving": "G"}
    return next((code for word, code in known.items() if word in low), "")


def _day(text: str) -> date | None:
    found = _ISO.fullmatch(text) or _DUTCH.fullmatch(text)
    try:
        return date(int(found["jaar"]), int(found["maand"]), int(found["dag"])) if found else None
    except ValueError:
        return None


def _too_long() -> Violation:
    most = f"{MOST:,}".replace(",", ".")
    return Violation(
        "VORM_vergelijken_lang",
        f"Uw lijst heeft meer dan {most} leerlingen of meer dan 100.000 regels. Kies alleen de leerlingen die volgens "
        "u zonder startkwalificatie zijn vertrokken.",
        "nummers",
    )


def _nothing(fout: list[int]) -> Violation:
    if not fout:
        return Violation("VORM_leeg", "Plak uw lijst met nummers, of kies een bestand.", "nummers")
    return Violation(
        "VORM_vergelijken_nummers",
        "Wij vinden in uw lijst geen bsn en geen onderwijsnummer. Zet op elke regel het nummer van 1 leerling, met 9 "
        "cijfers.",
        "nummers",
    )
