"""Days as whole numbers (``date.toordinal``): quick to add and compare, written as ISO text.

A moment is written as local time, as the load format asks; it always falls in office hours, so
that the hours around the change to summer time never occur.
"""

from datetime import date
from functools import cache

from verzuimloket.testland.kans import Kans

Dag = int

# Holidays by month and day, the same each year and for the whole country: near enough for a
# country that only has to look real (the true ones differ by region and year).
_VAKANTIES = ((701, 831), (1017, 1025), (1220, 1231), (101, 104), (220, 228), (427, 505))
_KANTOORUREN = tuple(
    f"{seconde // 3600:02}:{seconde // 60 % 60:02}:{seconde % 60:02}" for seconde in range(8 * 3600, 17 * 3600, 7)
)


@cache
def iso(dag: Dag) -> str:
    """The day as JJJJ-MM-DD."""
    return date.fromordinal(dag).isoformat()


def iso_or_empty(dag: Dag | None) -> str:
    """The day as JJJJ-MM-DD, empty when it is unknown or still open."""
    return "" if dag is None else iso(dag)


def weekdag(dag: Dag) -> int:
    """0 = Monday … 6 = Sunday."""
    return (dag - 1) % 7


def werkdag(dag: Dag) -> Dag:
    """This day, or the Monday after when it falls in a weekend."""
    return dag + (0, 0, 0, 0, 0, 2, 1)[weekdag(dag)]


def maandag(dag: Dag) -> Dag:
    """This day, or the first Monday after it."""
    return dag + (-weekdag(dag)) % 7


@cache
def is_schooldag(dag: Dag) -> bool:
    """Whether there are lessons: no weekend, no holiday."""
    when = date.fromordinal(dag)
    monthday = when.month * 100 + when.day
    return when.weekday() < 5 and not any(van <= monthday <= tot for van, tot in _VAKANTIES)


@cache
def schooldag(dag: Dag) -> Dag:
    """This day, or the first day with lessons after it."""
    while not is_schooldag(dag):
        dag += 1
    return dag


@cache
def eerste_augustus(jaar: int) -> Dag:
    """The first day of the schooljaar that begins in this year."""
    return date(jaar, 8, 1).toordinal()


@cache
def schooljaar(dag: Dag) -> int:
    """The year in which the schooljaar of this day began (1 August to 31 July)."""
    when = date.fromordinal(dag)
    return when.year if when.month >= 8 else when.year - 1


@cache
def verjaardag(geboren: Dag, jaren: int) -> Dag:
    """The day on which somebody reaches this age; born on 29 February: 1 March."""
    when = date.fromordinal(geboren)
    if (when.month, when.day) == (2, 29):
        return date(when.year + jaren, 3, 1).toordinal()
    return when.replace(year=when.year + jaren).toordinal()


def stempel(kans: Kans, dag: Dag) -> str:
    """A moment in office hours on this day, local time."""
    return f"{iso(dag)} {kans.pick(_KANTOORUREN)}"
