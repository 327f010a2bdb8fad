"""Charts as numbers: where each bar, line and mark stands. ``macros/grafieken.jinja`` draws them as SVG.

Across everything is a percentage, down everything is in pixels: so a chart takes the width that there is while its
text keeps its size, on a phone of 320 px as on paper. Series differ in pattern, not in colour alone. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_RIJ = 46  # pixels from one bar to the next
_BALK = 18  # pixels of a bar itself
_TEKST = 16  # the line of text above it
_LABEL = 34  # characters that fit beside a number on 320 px
_HOOGTE, _BOVEN, _ONDER = 200, 22, 30  # of a line chart
_LINKS, _RECHTS = 3.0, 97.0
_STAPPEN = (1, 2, 5)


@dataclass(frozen=True)
class Stuk:
    """A piece of a bar. reeks: which pattern it has."""

    x: str
    breedte: str
    reeks: int


@dataclass(frozen=True)
class Staaf:
    """One bar with its text above it. merk: where a norm stands, if there is one."""

    y: int
    label: str
    tekst: str
    stukken: tuple[Stuk, ...] = ()
    merk: str = ""


@dataclass(frozen=True)
class Staven:
    """Horizontal bars, one below the other."""

    hoogte: int
    staven: tuple[Staaf, ...]
    balk: int = _BALK
    soort: str = "staven"


@dataclass(frozen=True)
class Rij:
    """What a bar tells: numbers one after the other (each a series), or nothing when it is hidden."""

    label: str
    tekst: str
    getallen: tuple[float, ...] = ()
    merk: float | None = None
    vanaf: float = 0.0
    reeks: int = 1


@dataclass(frozen=True)
class Punt:
    x: str
    y: int
    tekst: str


@dataclass(frozen=True)
class Lijn:
    """One series: its points, and the pieces of line between neighbours. A missing point breaks the line."""

    reeks: int
    punten: tuple[Punt, ...]
    stukken: tuple[tuple[Punt, Punt], ...]


@dataclass(frozen=True)
class Lijnen:
    """A line chart. streepjes: (y, text) of the scale; labels: (x, text, is it one that always fits).

    gekozen: where the chosen label is; getallen: the numbers that stand there.
    """

    hoogte: int
    lijnen: tuple[Lijn, ...]
    streepjes: tuple[tuple[int, str], ...]
    labels: tuple[tuple[str, str, bool], ...]
    gekozen: str = ""
    getallen: tuple[Punt, ...] = ()
    soort: str = "lijnen"


def schaal(hoogste: float, stappen: int = 4) -> tuple[int, ...]:
    """Round numbers from 0 up to or past the highest, at most so many steps of 1, 2 or 5 times a power of ten."""
    stap = 1
    while stap * stappen < hoogste:
        cijfer, tien = int(str(stap)[0]), 10 ** (len(str(stap)) - 1)
        stap = next((each * tien for each in _STAPPEN if each > cijfer), 10 * tien)
    top = max(1, -(-int(-(-hoogste // 1)) // stap))
    return tuple(stap * n for n in range(top + 1))


def staven(rijen: Sequence[Rij], hoogste: float = 0.0) -> Staven:
    """Bars on one scale, that of the longest of them or of its norm; ``hoogste`` when that is higher."""
    ends = [rij.vanaf + sum(rij.getallen) for rij in rijen] + [rij.merk or 0.0 for rij in rijen]
    top = max([hoogste, *ends]) or 1.0
    drawn = tuple(_staaf(place, rij, top) for place, rij in enumerate(rijen))
    return Staven(_RIJ * len(rijen), drawn)


def _staaf(place: int, rij: Rij, top: float) -> Staaf:
    x, stukken = rij.vanaf, list[Stuk]()
    for n, getal in enumerate(rij.getallen):
        if getal:
            stukken.append(Stuk(procent(x, top), procent(getal, top), rij.reeks + n))
        x += getal
    merk = procent(rij.merk, top) if rij.merk is not None else ""
    return Staaf(place * _RIJ + _TEKST, kort(rij.label), rij.tekst, tuple(stukken), merk)


def waterval(begin: tuple[str, int], erbij: tuple[str, int], eraf: tuple[str, int], nu: str) -> Staven:
    """From what there was, by what came and what went, to what there is."""
    top = begin[1] + erbij[1]
    einde = top - eraf[1]
    return staven(
        [
            Rij(begin[0], getal(begin[1]), (begin[1],)),
            Rij(erbij[0], f"+ {getal(erbij[1])}", (erbij[1],), vanaf=begin[1], reeks=2),
            Rij(eraf[0], f"− {getal(eraf[1])}", (eraf[1],), vanaf=einde, reeks=3),
            Rij(nu, getal(einde), (einde,)),
        ]
    )


def lijnen(reeksen: Sequence[Sequence[int | None]], labels: Sequence[str], gekozen: int = -1) -> Lijnen:
    """Series over the same labels. Of the labels every third fits on a narrow screen."""
    ticks = schaal(max([value for reeks in reeksen for value in reeks if value is not None], default=0))
    xs = [_x(place, len(labels)) for place in range(len(labels))]
    drawn = tuple(_lijn(n, reeks, xs, ticks[-1]) for n, reeks in enumerate(reeksen, 1))
    return Lijnen(
        _BOVEN + _HOOGTE + _ONDER,
        drawn,
        tuple((_y(tick, ticks[-1]), getal(tick)) for tick in ticks),
        tuple((x, label, place % 3 == 0) for place, (x, label) in enumerate(zip(xs, labels, strict=True))),
        xs[gekozen] if 0 <= gekozen < len(xs) else "",
        tuple(_getallen(drawn, xs[gekozen])) if 0 <= gekozen < len(xs) else (),
    )


def _getallen(drawn: Sequence[Lijn], x: str) -> Iterator[Punt]:
    """The first series above its point, the second below it, if there is room above the axis."""
    for lijn in drawn:
        for punt in lijn.punten:
            y = punt.y - 10 if lijn.reeks == 1 else punt.y + 20
            if punt.x == x and y < _BOVEN + _HOOGTE:
                yield Punt(x, y, punt.tekst)


def _lijn(nummer: int, reeks: Sequence[int | None], xs: Sequence[str], top: int) -> Lijn:
    both = zip(xs, reeks, strict=True)
    places = [Punt(x, _y(value, top), getal(value)) if value is not None else None for x, value in both]
    pieces = tuple((one, two) for one, two in pairwise(places) if one and two)
    return Lijn(nummer, tuple(place for place in places if place), pieces)


def _x(place: int, aantal: int) -> str:
    return f"{_LINKS + (_RECHTS - _LINKS) * place / max(1, aantal - 1):.2f}%"


def _y(value: float, top: float) -> int:
    return round(_BOVEN + _HOOGTE * (1 - value / top))


def procent(deel: float, geheel: float) -> str:
    """As SVG wants it; never past the end."""
    return f"{min(100.0, 100.0 * deel / geheel):.2f}%"


def getal(value: int) -> str:
    """With a dot per thousand."""
    return f"{value:,}".replace(",", ".")


def kort(label: str) -> str:
    """What fits above a bar; the whole name stands in the table."""
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"
