"""When the monthly reports are made, of which day and moment they tell, and when they go (MND-10…14, MND-22).

Pure. Source: domein rapportages.md §1.2, after S0 L115-125 and S1 L42.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from verzuimloket.core.tijdzone import AMSTERDAM

_ZATERDAG = 5
_JANUARI, _FEBRUARI, _OKTOBER, _NOVEMBER = 1, 2, 10, 11
BEWAAR_MAANDEN = 3


@dataclass(frozen=True)
class Productie:
    """One production month. t2 is its first day."""

    t2: date

    @property
    def maand(self) -> str:
        """jjjjmm, in file names."""
        return f"{self.t2:%Y%m}"

    @property
    def bestandsdeel(self) -> str:
        """With this the name of a file begins."""
        return self.maand

    @property
    def rapportagemaand(self) -> str:
        """jjjjmm of the month before, in the files."""
        return f"{self.t2 - timedelta(days=1):%Y%m}"

    @property
    def weekend(self) -> date:
        """The Saturday of the first full weekend: its Sunday lies in the same month, so it is the first Saturday."""
        return self.t2 + timedelta(days=(_ZATERDAG - self.t2.weekday()) % 7)

    @property
    def cutoff(self) -> datetime:
        """What was registered before this moment counts."""
        return datetime.combine(self.weekend, time(), AMSTERDAM)

    @property
    def publicatie(self) -> date:
        """The Monday after that weekend."""
        return self.weekend + timedelta(days=2)

    @property
    def verwijderen_op(self) -> date:
        """Three calendar months after publication."""
        return add_months(self.publicatie, BEWAAR_MAANDEN)


@dataclass(frozen=True)
class Week:
    """One weekly production, of R08. peildatum: a Monday."""

    peildatum: date

    @property
    def bestandsdeel(self) -> str:
        """jjjjmmdd: with this the name of a file begins."""
        return f"{self.peildatum:%Y%m%d}"

    @property
    def cutoff(self) -> datetime:
        """What was registered before this moment counts: up to and including Sunday."""
        return datetime.combine(self.peildatum, time(), AMSTERDAM)

    @property
    def publicatie(self) -> date:
        return self.peildatum

    @property
    def verwijderen_op(self) -> date:
        """Three calendar months after publication."""
        return add_months(self.publicatie, BEWAAR_MAANDEN)


def week_of(day: date) -> Week:
    """The week in which this day lies; its Monday is the day of measuring."""
    return Week(day - timedelta(days=day.weekday()))


@dataclass(frozen=True)
class Run:
    """What is asked of the register in one production month, about one report year.

    soort: A04, the running year; A14, the closed one: t2 stays, and diplomas up to 31 December count; V and D, the
    figures of a year.
    """

    soort: str
    rapportjaar: int
    t2: date
    sk_tot: date
    productie: Productie

    @property
    def t1(self) -> date:
        return date(self.rapportjaar, 10, 1)


def runs(t2: date) -> tuple[Run, ...]:
    """The runs of the production month that begins on ``t2``: one, and in November, December and January two."""
    jaar = t2.year if t2.month >= _NOVEMBER else t2.year - 1
    productie = Productie(t2)
    running = Run("A04", jaar, t2, t2, productie)
    if not closes_a_year(t2):
        return (running,)
    return running, Run("A14", jaar - 1, date(jaar, 10, 1), date(jaar, 12, 31), productie)


def yearly(t2: date) -> Run | None:
    """The figures of a year: preliminary (V) in February, final (D) in October, of the report year that ended before.

    The register as known at the cutoff of that month is asked what A14 asks: t2 the first of October after it.
    """
    soort = {_FEBRUARI: "V", _OKTOBER: "D"}.get(t2.month)
    if soort is None:
        return None
    jaar = t2.year - 2
    return Run(soort, jaar, date(jaar + 1, 10, 1), date(jaar + 1, 12, 31), Productie(t2))


def closes_a_year(t2: date) -> bool:
    """Whether mutations of this month still concern the report year before."""
    return t2.month >= _NOVEMBER or t2.month == _JANUARI


def months_of(rapportjaar: int) -> tuple[date, ...]:
    """The fifteen production months of a report year: twelve of A04, then three of A14."""
    return tuple(add_months(date(rapportjaar, _NOVEMBER, 1), n) for n in range(15))


def previous(run: Run) -> Run | None:
    """The run before it of the same report year; nothing for the first, nor for the figures of a year."""
    if run.soort not in ("A04", "A14"):
        return None
    months = months_of(run.rapportjaar)
    place = months.index(run.productie.t2)
    if place == 0:
        return None
    return next(each for each in runs(months[place - 1]) if each.rapportjaar == run.rapportjaar)


def add_months(day: date, aantal: int) -> date:
    """The same day so many months later; the last of the month when that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + aantal, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
