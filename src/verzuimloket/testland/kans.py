"""Dice that fall the same way for the same seed.

Only ``Random.random`` is used: Python promises that this stream never changes between versions,
which it does not promise for ``choice`` and ``randrange``.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Kans:
    """One stream of chance; everything in the country is drawn from it, in a fixed order."""

    def __init__(self, zaad: int) -> None:
        self._throw = Random(zaad).random

    def happens(self, kans: float) -> bool:
        """True in this share of the cases."""
        return self._throw() < kans

    def between(self, laagste: int, hoogste: int) -> int:
        """A whole number, both ends included."""
        return laagste + int(self._throw() * (hoogste - laagste + 1))

    def pick(self, rij: Sequence[T]) -> T:
        """One element of the row, each with the same chance."""
        return rij[int(self._throw() * len(rij))]


def spread(gewichten: Mapping[T, int]) -> tuple[T, ...]:
    """A row in which each value stands as often as its weight, to ``pick`` from."""
    return tuple(value for value, gewicht in gewichten.items() for _ in range(gewicht))
