"""How the figures of the dashboards are computed from counts. Pure."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from verzuimloket.rapportages.rules.definitie import norm

_HONDERDSTE = Decimal("0.01")
_NORMEN_TERUG = 5  # years: an older norm is of another time

# The last day of each class, and what it is called; None: everything after it.
Klassen = Sequence[tuple[int | None, str]]
REACTIE: Klassen = (
    (0, "Dezelfde dag"),
    (7, "1 tot en met 7 dagen"),
    (14, "8 tot en met 14 dagen"),
    (28, "15 tot en met 28 dagen"),
    (None, "Meer dan 28 dagen"),
)
TERMIJN: Klassen = (
    (7, "Hoogstens 7 dagen"),
    (14, "8 tot en met 14 dagen"),
    (28, "15 tot en met 28 dagen"),
    (56, "29 tot en met 56 dagen"),
    (None, "Meer dan 56 dagen"),
)


def percentage(deel: int, geheel: int) -> Decimal | None:
    """As in A06: two decimals, half up (RVSV12 art. 30). None of nothing."""
    return (Decimal(100 * deel) / geheel).quantize(_HONDERDSTE, ROUND_HALF_UP) if geheel else None


def norm_of(rapportjaar: int, niveau: str) -> tuple[int, Decimal] | None:
    """The norm of a niveau and the year it is of: of this report year, or the last one before that has one."""
    for jaar in range(rapportjaar, rapportjaar - _NORMEN_TERUG, -1):
        found = norm(jaar, niveau)
        if found is not None:
            return jaar, found
    return None


def mediaan(dagen: Mapping[int, int]) -> int | None:
    """The middle one of so many per number of days; of an even number the lower of the two in the middle."""
    middle, seen = (sum(dagen.values()) + 1) // 2, 0
    for dag in sorted(dagen):
        seen += dagen[dag]
        if seen >= middle:
            return dag
    return None


def per_klasse(dagen: Mapping[int, int], klassen: Klassen) -> list[tuple[str, int]]:
    """How many fall in each class. What is before day 0 belongs to the first."""
    counts = [0] * len(klassen)
    for dag, aantal in dagen.items():
        place = next(place for place, (last, _) in enumerate(klassen) if last is None or dag <= last)
        counts[place] += aantal
    return [(naam, aantal) for (_, naam), aantal in zip(klassen, counts, strict=True)]
