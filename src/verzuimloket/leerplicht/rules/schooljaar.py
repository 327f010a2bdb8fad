"""School years and school days. Domain rules §1: a school year runs from 1 August to 31 July."""

from collections.abc import Iterable
from datetime import date, timedelta

from verzuimloket.inschrijvingen.inputs import Periode

_AUGUSTUS = 8
_ZATERDAG = 5
_DAG = timedelta(days=1)
_LONGEST_HOLIDAY = 62  # days; with more nobody knows when the school opens


def schooljaar_begin(dag: date) -> date:
    """1 August of the school year in which the day lies."""
    return date(dag.year if dag.month >= _AUGUSTUS else dag.year - 1, _AUGUSTUS, 1)


def schooljaar_eind(dag: date) -> date:
    """31 July of the school year in which the day lies."""
    return date(schooljaar_begin(dag).year + 1, _AUGUSTUS, 1) - _DAG


def schooljaar_naam(dag: date) -> str:
    """2026/2027."""
    begin = schooljaar_begin(dag).year
    return f"{begin}/{begin + 1}"


def eerste_schooldag(vanaf: date, lesvrij: Iterable[Periode] = ()) -> date:
    """The first day from then on that is no Saturday, no Sunday and in no known holiday.

    Holidays that are not known are taken for school days: the duty then seems to begin a little earlier,
    never later. A "holiday" of more than two months is not believed.
    """
    holidays = tuple(lesvrij)
    for offset in range(_LONGEST_HOLIDAY):
        day = vanaf + timedelta(days=offset)
        if day.weekday() < _ZATERDAG and not any(each.bevat(day) for each in holidays):
            return day
    return eerste_schooldag(vanaf)
