"""Names as they stand in a Dutch school: prefixes, diacritics, hyphens, very short and very long.

``namen.csv`` holds the lists; common and rare names, none chosen after a real person or school.
"""

import csv
from functools import cache
from pathlib import Path

from verzuimloket.testland.kans import Kans, spread

_GESLACHTEN = spread({"M": 498, "V": 498, "O": 4})
_NAMEN = Path(__file__).with_name("namen.csv")

Achternaam = tuple[str, str]


@cache
def namen(lijst: str) -> tuple[Achternaam, ...]:
    """(prefix, name) of every line of this list: M, V, O, achternaam, lang, straat or school."""
    with _NAMEN.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return tuple((row["voorvoegsel"], row["naam"]) for row in rows if row["lijst"] == lijst)


def pick_achternaam(kans: Kans) -> Achternaam:
    """Prefix and surname of a family: some double with a hyphen, a rare one very long."""
    voorvoegsel, naam = kans.pick(namen("achternaam"))
    if kans.happens(0.04):
        return voorvoegsel, f"{naam}-{kans.pick(namen('achternaam'))[1]}"
    if kans.happens(0.005):
        return kans.pick(namen("lang"))
    return voorvoegsel, naam


def pick_geslacht(kans: Kans) -> str:
    """M, V, or for a few O (not known, or neither)."""
    return kans.pick(_GESLACHTEN)


def pick_voornamen(kans: Kans, geslacht: str) -> str:
    """One to three first names; a rare child has no first name in the register, or only a letter."""
    if kans.happens(0.003):
        return kans.pick(("", "J", "O", "Y"))
    lijst = namen(geslacht)
    return " ".join([kans.pick(lijst)[1] for _ in range(kans.pick((1, 1, 2, 2, 3)))])
