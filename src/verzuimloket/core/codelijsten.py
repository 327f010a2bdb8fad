"""Dated code lists: CSV files that a non-programmer can change.

``codelijsten/<naam>.csv`` has the columns code;naam;geldig_van;geldig_tot;bron, and possibly
more. Lines are closed with ``geldig_tot``, never deleted: old data keep their meaning.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

CODELIJSTEN = Path(__file__).resolve().parents[3] / "codelijsten"


@dataclass(frozen=True)
class Code:
    """One value: its code, its Dutch name, the days (inclusive) on which it may be used."""

    code: str
    naam: str
    geldig_van: date
    geldig_tot: date
    bron: str
    extra: dict[str, str] = field(default_factory=dict, hash=False)

    def geldig(self, on: date) -> bool:
        return self.geldig_van <= on <= self.geldig_tot


class Codelijst:
    """All values of one list, in the order of the file."""

    def __init__(self, naam: str, codes: list[Code]) -> None:
        self.naam = naam
        self._codes = {code.code: code for code in codes}

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def __iter__(self) -> Iterator[Code]:
        return iter(self._codes.values())

    def __getitem__(self, code: str) -> Code:
        return self._codes[code]

    def label(self, code: str) -> str:
        """The Dutch name; the code itself when it is not in the list, so that old data stay legible."""
        return self._codes[code].naam if code in self._codes else code

    def geldig(self, code: str, *, on: date) -> bool:
        """Whether new data may use this code on that day."""
        return code in self._codes and self._codes[code].geldig(on)

    def keuzes(self, *, on: date) -> list[tuple[str, str]]:
        """(code, name) of the values that new data may use on that day."""
        return [(code.code, code.naam) for code in self if code.geldig(on)]


@cache
def codelijst(naam: str) -> Codelijst:
    """The code list with that name. Raises FileNotFoundError when there is none."""
    with (CODELIJSTEN / f"{naam}.csv").open(encoding="utf-8", newline="") as file:
        return Codelijst(naam, [_code(row) for row in csv.DictReader(file, delimiter=";")])


def _code(row: dict[str, str]) -> Code:
    known = {"code", "naam", "geldig_van", "geldig_tot", "bron"}
    return Code(
        code=row["code"],
        naam=row["naam"],
        geldig_van=date.fromisoformat(row["geldig_van"]) if row["geldig_van"] else date.min,
        geldig_tot=date.fromisoformat(row["geldig_tot"]) if row["geldig_tot"] else date.max,
        bron=row["bron"],
        extra={name: value for name, value in row.items() if name not in known},
    )
