"""Lines of one file about the same pupil: the second one is told of the first."""

from collections.abc import Callable

from verzuimloket.channels.upload.aanleveren.soorten import Regel, Wie
from verzuimloket.core.errors import Violation

_DAY = 22  # bits of a day since the year 1
_DAYS = (1 << _DAY) - 1


class Doublures:
    """Remembers who was seen when, in as little memory as a file of a million lines needs.

    A pupil is kept as the hash of who it is, a period with its line as one number: line, begin and end.
    """

    def __init__(self, wie: Callable[[Regel], Wie | None]) -> None:
        self._wie = wie
        self._first: dict[int, int] = {}
        self._more: dict[int, list[int]] = {}

    def look(self, regel: Regel) -> Violation | None:
        """Remember this line; what is wrong with it when an earlier one speaks of the same days."""
        wie = self._wie(regel)
        if wie is None:
            return None
        key, begin = hash(wie.sleutel), wie.begin.toordinal()
        eind = wie.eind.toordinal() if wie.eind else _DAYS
        earlier = self._earlier(key, begin, eind)
        if not earlier:
            self._keep(key, (regel.regel << _DAY | begin) << _DAY | eind)
            return None
        text = (
            f"Deze leerling staat ook in regel {earlier}, met dezelfde of overlappende datums."
            " Laat één van de twee regels weg."
        )
        return Violation("VORM_dubbele_regel", text)

    def _earlier(self, key: int, begin: int, eind: int) -> int:
        """The line that shares a day with this period; 0 when there is none."""
        if key not in self._first:
            return 0
        periods: list[int] = [self._first[key], *self._more.get(key, ())]
        for packed in periods:
            if begin <= packed & _DAYS and packed >> _DAY & _DAYS <= eind:
                return packed >> (2 * _DAY)
        return 0

    def _keep(self, key: int, packed: int) -> None:
        if key in self._first:
            self._more.setdefault(key, []).append(packed)
        else:
            self._first[key] = packed
