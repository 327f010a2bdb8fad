"""Lines of one file about the same pupil: the second one is told of the first, and there are not too many."""

from collections.abc import Callable

from verzuimloket.channels.upload.aanleveren.vormen import Regel, Wie
from verzuimloket.core.errors import Violation

_DAY = 22  # bits of a day since the year 1
_DAYS = (1 << _DAY) - 1
_MARK = 24  # bits of what else must be the same before two lines can speak of the same days
_MARKS = (1 << _MARK) - 1


class Doublures:
    """Remembers who was seen when, in as little memory as a file of a million lines needs.

    A pupil is kept as the hash of who it is, a line about it as one number: line, mark of the rest, begin and end.
    most: lines about one pupil. Each of them must see what came of the one before, so many of them take very long.
    """

    def __init__(self, wie: Callable[[Regel], Wie | None], most: int) -> None:
        self._wie, self._most = wie, most
        self._first: dict[int, int] = {}
        self._more: dict[int, list[int]] = {}

    def look(self, regel: Regel) -> Violation | None:
        """Remember this line; what is wrong with it when an earlier one speaks of the same days."""
        wie = self._wie(regel)
        if wie is None:
            return None
        key, mark, begin = hash(wie.leerling), hash(wie.rest) & _MARKS, wie.begin.toordinal()
        eind = wie.eind.toordinal() if wie.eind else _DAYS
        if earlier := self._earlier(key, mark, begin, eind):
            return _twice(earlier)
        if key in self._first and len(self._more.get(key, ())) + 1 >= self._most:
            return _too_often(self._most)
        self._keep(key, ((regel.regel << _MARK | mark) << _DAY | begin) << _DAY | eind)
        return None

    def _earlier(self, key: int, mark: int, begin: int, eind: int) -> int:
        """The line that shares a day with this period; 0 when there is none, or when this is no period."""
        if key not in self._first or eind < begin:
            return 0
        lines: list[int] = [self._first[key], *self._more.get(key, ())]
        for packed in lines:
            first, last = packed >> _DAY & _DAYS, packed & _DAYS
            if packed >> 2 * _DAY & _MARKS == mark and begin <= last and first <= min(eind, last):
                return packed >> (2 * _DAY + _MARK)
        return 0

    def _keep(self, key: int, packed: int) -> None:
        if key in self._first:
            self._more.setdefault(key, []).append(packed)
        else:
            self._first[key] = packed


def _twice(earlier: int) -> Violation:
    text = (
        f"Deze leerling staat ook in regel {earlier}, met dezelfde of overlappende datums."
        " Laat één van de twee regels weg."
    )
    return Violation("VORM_dubbele_regel", text)


def _too_often(most: int) -> Violation:
    text = (
        f"Deze leerling staat al in {most} regels van dit bestand. Haal de regels weg die niet kloppen, of zet de rest"
        " in een volgend bestand."
    )
    return Violation("VORM_te_vaak", text)
