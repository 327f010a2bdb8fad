"""What the parts of the way through a file hand to one another. Without models: also for the process that reads."""

import pickle
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from verzuimloket.core.errors import Violation

W = TypeVar("W")
Delen = Callable[[], Iterator[bytes]]


class Regel(Protocol):
    """A line that was read. fouten: why it cannot be judged; their field is a column."""

    @property
    def regel(self) -> int: ...
    @property
    def waarden(self) -> tuple[str, ...]: ...
    @property
    def given(self) -> Any: ...
    @property
    def fouten(self) -> tuple[Violation, ...]: ...
    @property
    def herstel(self) -> Sequence[Any]: ...


class Leeswijze(Protocol):
    """What was recognised; kolommen: heading of the file → column."""

    @property
    def soort(self) -> str: ...
    @property
    def scheidingsteken(self) -> str: ...
    @property
    def kolommen(self) -> Mapping[str, str]: ...
    def as_dict(self) -> dict[str, Any]: ...


class Lezing(Protocol):
    """A file that can be read, line by line. aantal: lines at most, to show how far the reading is."""

    @property
    def kop(self) -> tuple[str, ...]: ...
    @property
    def leeswijze(self) -> Leeswijze: ...
    @property
    def aantal(self) -> int: ...
    def regels(self) -> Iterator[Any]: ...


class Wie(NamedTuple):
    """Whom and which period a line is about: two lines of one file may not say something of the same days.

    leerling: of one pupil never more than some lines are taken; rest: what must be the same too before their days
    are compared.
    """

    leerling: tuple[str, ...]
    rest: tuple[str, ...]
    begin: date
    eind: date | None


class Klaar(NamedTuple, Generic[W]):
    """A line of which is done what needs no database.

    waarden: its cells; fouten: why it cannot be judged; herstel: columns that were repaired; voorwerk: as of ``Soort``,
    of a line without fouten.
    """

    regel: int
    waarden: tuple[str, ...]
    fouten: tuple[Violation, ...]
    herstel: tuple[str, ...]
    voorwerk: W


class Bron:
    """The bytes of a file, from the begin each time it is called.

    In the process that reads they come through its standard input, once.
    """

    def __init__(self, delen: Delen) -> None:
        self._delen = delen

    def __call__(self) -> Iterator[bytes]:
        return self._delen()

    def __reduce__(self) -> tuple[Any, ...]:
        return Bron, (_uit_invoer,)


def _uit_invoer() -> Iterator[bytes]:
    """Raises EOFError when the other side stopped before the end."""
    while (deel := pickle.load(sys.stdin.buffer)) is not None:
        yield deel
