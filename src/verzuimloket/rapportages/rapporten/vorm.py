"""What all reports have in common: for whom, with which columns, under which name, and how a day is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Generic, TypeVar

from verzuimloket.rapportages.rules.kalender import Productie, Week

SOORTEN = "IGR"  # institution, municipality, region: in this order


@dataclass(frozen=True, order=True)
class Ontvanger:
    """Who gets a file. soort: I institution, G municipality, R region; in this order.

    code: instellingscode (99AA), gemeentecode (0344) or the two digits of the region (19).
    """

    soort: str
    code: str

    @property
    def rang(self) -> tuple[int, str]:
        """By this recipients are ordered."""
        return SOORTEN.index(self.soort), self.code

    @property
    def bestandscode(self) -> str:
        """Four characters: 99AA, 0344, 0019."""
        return self.code.zfill(4)

    @property
    def sleutel(self) -> str:
        """As in file names: I99AA, G0344, R0019."""
        return self.soort + self.bestandscode

    @property
    def organisatie(self) -> str:
        """As users of this recipient have it: 99AA, G0344, R0019."""
        return self.code if self.soort == "I" else self.sleutel


Regel = tuple[str, ...]
Regels = Iterator[tuple[Ontvanger, Regel]]
SCHEIDING = "\x1f"  # between cells of a line that is one text; never in a cell
EINDE_REGEL = "\x1d"  # between lines that are one text; never in a cell either
Blokken = Iterator[tuple[Ontvanger, list[str]]]  # per recipient all its lines, each as one text
Moment = TypeVar("Moment", Productie, Week)


@dataclass(frozen=True)
class Rapport(Generic[Moment]):
    """A report of a month or a week. lines: ordered by recipient, and then as its file is ordered.

    getallen: headings of columns with a number, for Excel.
    teksten:  the same as ``lines`` but faster, for these recipients (none: for all).
    gemaakt:  whether there is such a report of that moment at all.
    """

    code: str
    naam: str
    kolommen: Regel
    lines: Callable[[Moment], Regels]
    getallen: frozenset[str] = frozenset()
    teksten: Callable[[Moment, Sequence[Ontvanger]], Blokken] | None = None
    gemaakt: Callable[[Moment], bool] = lambda moment: True

    def blokken(self, moment: Moment, alleen: Sequence[Ontvanger] = ()) -> Blokken:
        """Per recipient its lines, in one pass; only for who is named, when somebody is."""
        if self.teksten:
            yield from self.teksten(moment, alleen)
            return
        for ontvanger, regels in groupby(self.lines(moment), itemgetter(0)):
            if not alleen or ontvanger in alleen:
                yield ontvanger, [SCHEIDING.join(regel) for _, regel in regels]

    def naambegin(self, moment: Moment) -> str:
        """How the names of its files begin, 202603A01: the month (or day) in which it is made, and the report."""
        return f"{moment.bestandsdeel}{self.code}"

    def bestandsnaam(self, moment: Moment, ontvanger: Ontvanger) -> str:
        """202603A01I99AA.csv, with for whom it is."""
        return f"{self.naambegin(moment)}{ontvanger.sleutel}.csv"


def dag(day: date | None) -> str:
    """dd-mm-jjjj; empty when there is none. In yearly files: :func:`dag_kort`."""
    return f"{day:%d-%m-%Y}" if day else ""


def dag_kort(day: date | None) -> str:
    """jjjjmmdd, as yearly files have it."""
    return f"{day:%Y%m%d}" if day else ""


def regio(code: str) -> str:
    """REGIO 13, as monthly files have it; empty without a region."""
    return f"REGIO {code}" if code else ""
