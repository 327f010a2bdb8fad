"""One figure of a dashboard: what it is called and means, its numbers as a table, and its chart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from verzuimloket.channels.web.grafiek import Lijnen, Staven, getal
from verzuimloket.channels.web.rapportages.dashboard_definities import DEFINITIES
from verzuimloket.rapportages.rules import kleine

Waarde = int | Decimal | str | None
Geteld = tuple[str, tuple[int, ...]]  # what a row is called, and its numbers
VERBORGEN = "niet getoond"
GEEN = "niet bekend"
TE_KLEIN = "Deze aantallen zijn te klein om te tonen."


@dataclass(frozen=True)
class Figuur:
    """code: a key of DEFINITIES. kolommen: the first names the rows. Rows hold numbers, a text, or None for nothing.

    beeld: the chart, if there is anything to draw; legenda: what its series are. opmerking: what the reader must know.
    links: per row an address, or nothing.
    """

    code: str
    kolommen: tuple[str, ...]
    rijen: tuple[tuple[Waarde, ...], ...]
    beeld: Staven | Lijnen | None = None
    legenda: tuple[str, ...] = ()
    opmerking: str = ""
    links: tuple[str, ...] = field(default=())
    merk: str = ""  # what the upright mark in a bar is

    @property
    def kop(self) -> str:
        return DEFINITIES[self.code].kop

    @property
    def definitie(self) -> str:
        return DEFINITIES[self.code].tekst

    @property
    def regels(self) -> list[tuple[tuple[str, ...], str]]:
        """The rows as they stand on the page, each with its address."""
        links = self.links or ("",) * len(self.rijen)
        return [(tuple(tekst(each) for each in rij), link) for rij, link in zip(self.rijen, links, strict=True)]

    @property
    def beschrijving(self) -> str:
        """The chart in words, for who does not see it."""
        return "; ".join(f"{rij[0]}: {', '.join(tekst(each) for each in rij[1:])}" for rij in self.rijen[:15])


def tekst(waarde: Waarde) -> str:
    """As it stands on the page: 1.204, 6,40%, nothing."""
    if isinstance(waarde, int):
        return getal(waarde)
    return f"{waarde}".replace(".", ",") + "%" if isinstance(waarde, Decimal) else waarde or ""


def bedekt(rijen: Sequence[tuple[int, ...]], drempel: int) -> frozenset[int] | None:
    """Which rows are hidden; with ``drempel`` 0 none: the reader gets lists with names."""
    return kleine.hidden(rijen, drempel) if drempel and rijen else frozenset()


def cover(rijen: Iterable[Geteld], drempel: int) -> list[tuple[str, tuple[int, ...] | None]] | None:
    """The rows with nothing in place of the numbers that are hidden; None when none may be shown."""
    rows = list(rijen)
    gone = bedekt([numbers for _, numbers in rows], drempel)
    if gone is None:
        return None
    return [(label, None if place in gone else numbers) for place, (label, numbers) in enumerate(rows)]


def shown(aantal: int | None, drempel: int) -> Waarde:
    """A number on its own, if it may be shown."""
    if aantal is None:
        return GEEN
    return VERBORGEN if drempel and kleine.small(aantal, drempel) else aantal
