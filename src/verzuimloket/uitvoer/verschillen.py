"""Two versions of a melding side by side (HIS-03 to HIS-07). Pure: sections in, rows out."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from verzuimloket.uitvoer.secties import Rij, Sectie

# What differs between any two versions tells nothing.
ALTIJD_ANDERS = ("Datum/tijd", "Gewijzigd door")

Rijen = list[dict[str, Any]]


def verschillen(deze: Iterable[Sectie], vorige: Iterable[Sectie]) -> list[tuple[str, Rijen]]:
    """Per section the rows of both versions, for the macro that compares.

    A row or a section may be missing on one side: then that side is empty there.
    """
    left, right = ({sectie.kop: sectie.rijen for sectie in secties if sectie.rijen} for secties in (deze, vorige))
    return [(kop, _rijen(kop, left.get(kop, ()), right.get(kop, ()))) for kop in dict.fromkeys([*left, *right])]


def _rijen(kop: str, deze: tuple[Rij, ...], vorige: tuple[Rij, ...]) -> Rijen:
    left, right = _numbered(deze), _numbered(vorige)
    return [_rij(kop, key, left.get(key, ""), right.get(key, "")) for key in dict.fromkeys([*left, *right])]


def _numbered(rijen: tuple[Rij, ...]) -> dict[tuple[str, int], Any]:
    """The values by label; a label that comes back is told apart by its turn."""
    turns: Counter[str] = Counter()
    found = {}
    for label, value in rijen:
        turns[label] += 1
        found[label, turns[label]] = value
    return found


def _rij(kop: str, key: tuple[str, int], deze: Any, vorige: Any) -> dict[str, Any]:
    return {
        "sectie": (kop, key),
        "label": key[0],
        "deze": deze,
        "vorige": vorige,
        "gewijzigd": deze != vorige and key[0] not in ALTIJD_ANDERS,
    }


def alleen_gewijzigd(secties: Iterable[tuple[str, Rijen]]) -> list[tuple[str, Rijen]]:
    """Without the rows that are the same, and without sections that are then empty."""
    changed = [(kop, [rij for rij in rijen if rij["gewijzigd"]]) for kop, rijen in secties]
    return [(kop, rijen) for kop, rijen in changed if rijen]


def aantal_gewijzigd(secties: Iterable[tuple[str, Rijen]]) -> int:
    return sum(rij["gewijzigd"] for _, rijen in secties for rij in rijen)
