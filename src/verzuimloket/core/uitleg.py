"""What each public code means for the person who meets it: cause, example, remedy.

``uitleg/regels.csv`` has the columns code;oorzaak;voorbeeld;oplossing, in Dutch, for codes of rules
(``BV_…``), of access (``TG_…``) and of the shape of a field (``VORM_…``).
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BESTAND = Path(__file__).resolve().parents[3] / "uitleg" / "regels.csv"


@dataclass(frozen=True)
class Uitleg:
    """Why somebody sees this code, a case in which that happens, and the way out."""

    code: str
    oorzaak: str
    voorbeeld: str
    oplossing: str


@cache
def uitleg() -> dict[str, Uitleg]:
    """All explanations by code, in the order of the file."""
    with BESTAND.open(encoding="utf-8", newline="") as file:
        return {row["code"]: Uitleg(**row) for row in csv.DictReader(file, delimiter=";")}
