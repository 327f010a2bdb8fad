"""What a person looks like when he or she enters the register, whatever the channel."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Self

NEDERLAND = "6030"  # land table of the population register
_ISO = re.compile(r"(?P<jaar>[0-9]{4})-(?P<maand>[0-9]{2})-(?P<dag>[0-9]{2})")


@dataclass(frozen=True)
class Geboortedatum:
    """A birth date of which the day, or the month and the day, may be unknown. S2 L294-295."""

    jaar: int
    maand: int | None = None
    dag: int | None = None

    def __post_init__(self) -> None:
        if self.dag is not None and self.maand is None:
            raise ValueError("a day without a month")
        self.vroegst()  # raises ValueError when there is no such day

    @classmethod
    def parse(cls, text: str) -> Self:
        """From JJJJ-MM-DD; 00 for an unknown part. Raises ValueError when it cannot be a birth date."""
        found = _ISO.fullmatch(text)
        if not found:
            raise ValueError("not of the form JJJJ-MM-DD")
        jaar, maand, dag = (int(part) for part in found.groups())
        return cls(jaar, maand or None, dag or None)

    def iso(self) -> str:
        """JJJJ-MM-DD, 00 for an unknown part; the reverse of parse."""
        return f"{self.jaar:04}-{self.maand or 0:02}-{self.dag or 0:02}"

    def volledig(self) -> bool:
        return self.dag is not None

    @property
    def precisie(self) -> str:
        """How it is stored: D, the day is known; M, the month; J, only the year."""
        return "D" if self.dag else "M" if self.maand else "J"

    def vroegst(self) -> date:
        """The first day on which this person may be born."""
        return date(self.jaar, self.maand or 1, self.dag or 1)

    def laatst(self) -> date:
        """The last day on which this person may be born."""
        if self.dag is not None:
            return self.vroegst()
        maand = self.maand or 12
        return date(self.jaar, maand, monthrange(self.jaar, maand)[1])

    def rekendatum(self) -> date:
        """The day to count with: the first of the month; 1 July when only the year is known.

        Source: domain rules §5.
        """
        return date(self.jaar, self.maand or 7, self.dag or 1)

    def leeftijd_op(self, dag: date) -> int:
        """Age in whole years on that day, counted from ``rekendatum``."""
        return leeftijd(self.rekendatum(), dag)


def leeftijd(geboren: date, dag: date) -> int:
    """Whole years between; who is born on 29 February turns a year older on 1 March in other years."""
    return dag.year - geboren.year - ((dag.month, dag.day) < (geboren.month, geboren.day))


def verjaardag(geboren: date, jaren: int) -> date:
    """The first day on which somebody born on that day has that age."""
    try:
        return geboren.replace(year=geboren.year + jaren)
    except ValueError:  # 29 February in a year without one
        return date(geboren.year + jaren, 3, 1)


@dataclass(frozen=True)
class AdresInput:
    """A home address: the Dutch fields, or a land with address lines. S2 L196-253."""

    land: str = NEDERLAND
    postcode: str = ""
    huisnummer: str = ""
    huisletter: str = ""
    toevoeging: str = ""
    aanduiding: str = ""
    locatie: str = ""
    straat: str = ""
    plaats: str = ""
    regel1: str = ""
    regel2: str = ""
    regel3: str = ""

    @property
    def in_nederland(self) -> bool:
        return self.land == NEDERLAND


@dataclass(frozen=True)
class PersoonInput:
    """Somebody without a person number, as a school delivers him or her (S2 L189-195)."""

    achternaam: str
    voorvoegsel: str
    voornamen: str
    geslacht: str
    geboren: Geboortedatum
    adres: AdresInput
