"""The lines of a file in numbers, each with all done to it that needs no database.

A long file is read by a process of its own (leesproces.py), so that reading goes on while the register works.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from verzuimloket.channels.upload.aanleveren.dubbel import Doublures
from verzuimloket.channels.upload.aanleveren.vormen import Klaar, Lezing, Regel, Wie
from verzuimloket.core.errors import Violation

_MEER = 5  # times as many lines as before, so that the first ones are soon there


@dataclass(frozen=True)
class Voorlezer:
    """How to read. voorwerk, wie: as of ``Soort``; most: lines about one pupil.

    eerste: lines that are handed over first, when nothing of the file was handled yet; then more, up to blok.
    """

    lezing: Lezing
    voorwerk: Callable[[Regel], Any]
    wie: Callable[[Regel], Wie | None]
    most: int
    eerste: int
    blok: int

    def blokken(self, vanaf: int) -> Iterator[list[Klaar[Any]]]:
        """The lines after the first ``vanaf``, which are only remembered. Raises Rejected, as ``Lezing.regels``."""
        doublures = Doublures(self.wie, self.most)
        read = self.lezing.regels()
        for regel in islice(read, vanaf):
            _first_wrong(regel, doublures)
        lines = (self._klaar(regel, _first_wrong(regel, doublures)) for regel in read)
        size = self.blok if vanaf else self.eerste
        while blok := list(islice(lines, size)):
            yield blok
            size = min(size * _MEER, self.blok)

    def _klaar(self, regel: Regel, fouten: tuple[Violation, ...]) -> Klaar[Any]:
        herstel = tuple(str(each.kolom) for each in regel.herstel)
        return Klaar(regel.regel, regel.waarden, fouten, herstel, None if fouten else self.voorwerk(regel))


def _first_wrong(regel: Regel, doublures: Doublures) -> tuple[Violation, ...]:
    """What is wrong with a line before any rule is asked; a line without such a thing is remembered."""
    if regel.fouten:
        return regel.fouten
    twice = doublures.look(regel)
    return (twice,) if twice else ()
