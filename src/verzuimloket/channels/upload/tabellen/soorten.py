"""What the readers of tables have in common."""

from collections.abc import Callable, Iterator
from typing import Protocol

Delen = Callable[[], Iterator[bytes]]  # the file from its begin, in parts of any size
Rij = tuple[int, list[str]]  # which row it is, as a spreadsheet counts; its cells. No cells: it could not be divided
KopKeuze = Callable[[list[str]], int]  # how much a row looks like the heading that is sought


class Tabel(Protocol):
    """A file that was opened. aantal: rows at most, as far as is known beforehand."""

    @property
    def soort(self) -> str: ...
    @property
    def codering(self) -> str: ...
    @property
    def scheidingsteken(self) -> str: ...
    @property
    def aantal(self) -> int: ...
    @property
    def opmerkingen(self) -> tuple[str, ...]: ...

    def begin(self) -> Iterator[Rij]:
        """At least the first two thousand rows, as far as there are so many."""

    def rijen(self) -> Iterator[Rij]:
        """All rows from the first one on, empty ones included. Raises Rejected."""
