"""Counting 16 hours in four school weeks: sectors, edges, and an independent counter. Domain rules §6.2."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verzuimloket.inschrijvingen.inputs import Periode
from verzuimloket.lesverzuim.codes import Eenheid
from verzuimloket.lesverzuim.inputs import Bereikt, Rekenwijze, Telling, Verzuimuren, uren
from verzuimloket.lesverzuim.rules import Kalender, eenheid, tel

LES, KLOK = Eenheid.LESUREN, Eenheid.KLOKUREN
VO, PO = Rekenwijze(LES, 50), Rekenwijze(KLOK, 60)
HERFST = Periode(date(2026, 10, 17), date(2026, 10, 25))  # Saturday to Sunday
KERST = Periode(date(2026, 12, 19), date(2027, 1, 3))
DAG = timedelta(days=1)
MAANDAG = date(2026, 11, 2)


def dagen(*given: tuple[date, int] | tuple[date, int, int]) -> list[Verzuimuren]:
    return [Verzuimuren(*each) for each in given]


def telling(days: list[Verzuimuren], wijze: Rekenwijze = VO, **more: Any) -> Telling:
    return tel(days, wijze, **{"vandaag": date(2027, 7, 31)} | more)


# the unit


@pytest.mark.req("RGL-05", "RGL-06", "RGL-07", "RGL-08", "RGL-09", "RGL-10")
@pytest.mark.parametrize(
    ("sector", "minuten", "telt_lesuren", "unit"),
    [
        ("PO", 50, False, KLOK),  # RGL-05
        ("SO", 50, True, KLOK),  # the choice is of mbo only
        ("VO", 45, False, LES),  # RGL-06
        ("VO", 60, False, LES),
        ("VO", 61, False, KLOK),  # RGL-07
        ("VSO", 60, False, LES),  # RGL-08
        ("VSO", 70, True, KLOK),
        ("MBO", 50, False, KLOK),  # RGL-09
        ("MBO", 50, True, LES),  # RGL-10
        ("MBO", 90, True, LES),
        ("VAVO", 50, False, KLOK),  # as mbo: the same act
        ("VAVO", 50, True, LES),
        ("HO", 50, True, KLOK),
    ],
)
def test_unit_per_sector(sector: str, minuten: int, telt_lesuren: bool, unit: Eenheid) -> None:
    assert eenheid(sector, minuten, telt_lesuren=telt_lesuren, on=MAANDAG) is unit


@pytest.mark.req("RGL-05", "RGL-06", "RGL-07", "RGL-09")
@pytest.mark.parametrize(
    ("wijze", "lesuren", "minuten", "reached"),
    [
        (VO, 16, 0, True),
        (VO, 15, 0, False),
        (VO, 15, 59, False),  # 15,9
        (VO, 15, 60, True),  # minutes are parts of a clock hour
        (Rekenwijze(KLOK, 50), 16, 0, False),  # 800 minutes
        (Rekenwijze(KLOK, 50), 19, 9, False),  # 959 minutes
        (Rekenwijze(KLOK, 50), 19, 10, True),  # 960 minutes
        (Rekenwijze(KLOK, 80), 12, 0, True),  # lessons longer than an hour
        (PO, 0, 959, False),
        (PO, 0, 960, True),
    ],
)
def test_limit(wijze: Rekenwijze, lesuren: int, minuten: int, reached: bool) -> None:
    counted = telling(dagen((MAANDAG, lesuren, minuten)), wijze)
    assert bool(counted.bereikt) is reached


@pytest.mark.parametrize(("delen", "text"), [(0, "0"), (960, "16"), (959, "15,9"), (954, "15,9"), (30, "0,5")])
def test_hours_are_never_rounded_up(delen: int, text: str) -> None:
    assert uren(delen) == text


# the window


@pytest.mark.parametrize(
    ("begin", "eind"),
    [
        (MAANDAG, date(2026, 11, 29)),
        (date(2026, 11, 4), date(2026, 12, 1)),  # a Wednesday
        (date(2026, 10, 12), date(2026, 11, 15)),  # the autumn week is left out
        (date(2026, 10, 14), date(2026, 11, 17)),
        (date(2026, 12, 16), date(2027, 1, 26)),  # two weeks of Christmas, into the next year
        (date(2026, 9, 19), date(2026, 10, 16)),  # ends before the holiday begins
        (date(2026, 9, 20), date(2026, 10, 17)),  # the Saturday before it belongs to a school week
        (date(2026, 9, 22), date(2026, 10, 26)),  # the last day falls after it
    ],
)
def test_window(begin: date, eind: date) -> None:
    assert Kalender((HERFST, KERST)).venster_eind(begin) == eind


def test_week_that_is_free_in_part_is_a_school_week() -> None:
    """Four of five days off: the window is as long as ever, but absence on those days does not count."""
    calendar = Kalender((Periode(date(2026, 11, 3), date(2026, 11, 6)),))
    assert calendar.venster_eind(MAANDAG) == date(2026, 11, 29)
    assert calendar.is_vrij(date(2026, 11, 3))
    assert not calendar.is_vrij(MAANDAG)


def test_holiday_from_monday_to_friday_is_a_holiday_week() -> None:
    calendar = Kalender(
        (Periode(date(2026, 11, 9), date(2026, 11, 11)), Periode(date(2026, 11, 12), date(2026, 11, 13)))
    )
    assert calendar.venster_eind(MAANDAG) == date(2026, 12, 6)
    assert calendar.is_vrij(date(2026, 11, 15)), "the Sunday goes with its week"


@pytest.mark.req("RGL-11")
@pytest.mark.parametrize(("last", "reached"), [(27, True), (28, False)])
def test_edge_of_the_window(last: int, reached: bool) -> None:
    counted = telling(dagen((MAANDAG, 8), (MAANDAG + last * DAG, 8)))
    assert bool(counted.bereikt) is reached


def test_holidays_make_the_window_longer() -> None:
    week = Periode(date(2026, 11, 9), date(2026, 11, 15))
    days = dagen((MAANDAG, 8), (MAANDAG + 34 * DAG, 8))
    assert telling(days, Rekenwijze(LES, 50, (week,))).bereikt
    assert not telling(days).bereikt


def test_absence_in_a_holiday_does_not_count() -> None:
    days = dagen((date(2026, 10, 16), 8), (date(2026, 10, 19), 8))
    assert telling(days).bereikt
    assert not telling(days, Rekenwijze(LES, 50, (HERFST,))).bereikt


# begin, end, and counting again


@pytest.mark.req("RGL-11")
def test_begin_is_the_first_day_and_end_the_day_of_the_sixteenth_hour() -> None:
    counted = telling(dagen((MAANDAG, 6), (MAANDAG + 2 * DAG, 6), (MAANDAG + 4 * DAG, 6), (MAANDAG + 7 * DAG, 3)))
    assert counted.bereikt == (Bereikt(MAANDAG, date(2026, 11, 6), 18 * 60, date(2026, 11, 6)),)


def test_window_slides_when_the_first_does_not_reach() -> None:
    first, later = date(2026, 9, 1), MAANDAG
    counted = telling(dagen((first, 2), (later, 8), (later + DAG, 8)))
    assert [each.begin for each in counted.bereikt] == [later]


@pytest.mark.req("RGL-11")
def test_counting_goes_on_after_the_melding() -> None:
    days = dagen((MAANDAG, 10), (date(2026, 11, 6), 10), (date(2026, 11, 9), 15))
    assert not telling(days, hervat_na=date(2026, 11, 6)).bereikt
    counted = telling(days, hervat_na=date(2026, 11, 4))
    assert [(each.begin, each.eind) for each in counted.bereikt] == [(date(2026, 11, 6), date(2026, 11, 9))]


@pytest.mark.req("RGL-12")
def test_unbroken_absence_is_reported_once_in_seven_days() -> None:
    """Six hours on every school day of three weeks: the first melding on the third day, then weekly, joining."""
    days = dagen(*((MAANDAG + n * DAG, 6) for n in range(21) if (MAANDAG + n * DAG).weekday() < 5))
    counted = telling(days)
    assert [(each.begin.day, each.eind.day) for each in counted.bereikt] == [(2, 4), (5, 11), (12, 18)]
    assert all(each.gereed_op == each.eind for each in counted.bereikt)
    assert len(telling(days, vandaag=date(2026, 11, 10)).bereikt) == 1, "the second may not be reported yet"
    assert len(telling(days, vandaag=date(2026, 11, 11)).bereikt) == 2


@pytest.mark.req("RGL-12")
def test_absence_with_a_day_at_school_between_is_not_unbroken() -> None:
    days = dagen((MAANDAG, 8), (MAANDAG + DAG, 8), (MAANDAG + 3 * DAG, 8), (MAANDAG + 4 * DAG, 8))
    assert [(each.begin.day, each.eind.day) for each in telling(days).bereikt] == [(2, 3), (5, 6)]


def test_unbroken_over_a_holiday() -> None:
    """Absent until the last day before the holiday and from the first day after it: nothing lies between."""
    days = dagen((date(2026, 10, 16), 16), (date(2026, 10, 26), 8), (date(2026, 10, 27), 8))
    counted = telling(days, Rekenwijze(LES, 50, (HERFST,)))
    assert [each.gereed_op for each in counted.bereikt] == [date(2026, 10, 16), date(2026, 10, 27)]


def test_open_window_tells_when_the_signal_was_reached() -> None:
    days = dagen((MAANDAG, 6), (MAANDAG + DAG, 5), (MAANDAG + 2 * DAG, 1))
    venster = telling(days, vandaag=date(2026, 11, 22)).venster
    assert venster
    assert (venster.begin, venster.eind, venster.delen) == (MAANDAG, date(2026, 11, 29), 12 * 60)
    assert venster.bereikt_op == MAANDAG + 2 * DAG
    assert telling(days, vandaag=date(2026, 11, 30)).venster is not None, "the second day begins a window of its own"
    assert telling(days, vandaag=date(2026, 12, 2)).venster is None
    assert telling([]).venster is None


def test_absence_after_the_window_is_not_counted_in_it() -> None:
    """A line of the day after the window does not bring its signal nearer."""
    days = dagen((MAANDAG, 6), (date(2026, 11, 29), 5), (date(2026, 11, 30), 4))
    venster = telling(days, vandaag=date(2026, 11, 29)).venster
    assert venster
    assert (venster.delen, venster.bereikt_op) == (11 * 60, None)


# an independent counter, written from the text of the rules and slow on purpose


def _is_free(dag: date, holidays: tuple[Periode, ...]) -> bool:
    return any(each.begin <= dag <= (each.eind or each.begin) for each in holidays)


def _holiday_week(dag: date, holidays: tuple[Periode, ...]) -> bool:
    monday = date.fromisocalendar(dag.isocalendar().year, dag.isocalendar().week, 1)
    return all(_is_free(monday + n * DAG, holidays) for n in range(5))


def _four_weeks(begin: date, holidays: tuple[Periode, ...]) -> list[date]:
    found: list[date] = []
    dag = begin
    while len(found) < 28:
        if not _holiday_week(dag, holidays):
            found.append(dag)
        dag += DAG
    return found


def _joined(one: date, other: date, holidays: tuple[Periode, ...]) -> bool:
    between = [one + n * DAG for n in range(1, (other - one).days)]
    return all(dag.weekday() > 4 or _is_free(dag, holidays) or _holiday_week(dag, holidays) for dag in between)


Missed = dict[date, int]  # minutes per day


def reference(
    missed: Missed, holidays: tuple[Periode, ...], today: date, after: date | None
) -> list[tuple[date, date]]:
    """Day by day, as somebody with a paper calendar would do it."""
    counts = {d: m for d, m in missed.items() if not _is_free(d, holidays) and not _holiday_week(d, holidays)}
    reported: list[tuple[date, date]] = []
    previous = after
    for begin in sorted(counts):
        if previous and begin <= previous:
            continue
        reached = _sixteenth_hour(begin, counts, holidays)
        if reached is None:
            continue
        eind, ready = _weekly(begin, reached, previous, counts, holidays)
        if ready > today:
            break
        reported.append((begin, eind))
        previous = eind
    return reported


def _sixteenth_hour(begin: date, counts: Missed, holidays: tuple[Periode, ...]) -> date | None:
    total = 0
    for dag in _four_weeks(begin, holidays):
        total += counts.get(dag, 0)
        if total >= 16 * 60:
            return dag
    return None


def _weekly(
    begin: date, reached: date, previous: date | None, counts: Missed, holidays: tuple[Periode, ...]
) -> tuple[date, date]:
    """Last day, and the day on which it may be reported."""
    absent = [dag for dag in sorted(counts) if begin <= dag <= reached]
    if previous is None or not all(_joined(a, b, holidays) for a, b in pairwise([previous, *absent])):
        return reached, reached
    eind, ready = reached, max(reached, previous + 7 * DAG)
    for dag in sorted(counts):
        if eind < dag <= ready and _joined(eind, dag, holidays):
            eind = dag
    return eind, ready


_START = date(2026, 8, 31)
_DAYS = st.dictionaries(
    st.integers(0, 160).map(lambda n: _START + n * DAG), st.tuples(st.integers(0, 9), st.integers(0, 60)), max_size=50
)
_STREAK = st.tuples(st.integers(0, 120), st.integers(1, 30), st.integers(3, 9))
_HOLIDAYS = st.lists(st.tuples(st.integers(0, 150), st.integers(0, 16)), max_size=4)


@settings(max_examples=300, deadline=None)
@given(
    days=_DAYS,
    streak=_STREAK,
    holidays=_HOLIDAYS,
    wijze=st.sampled_from([(LES, 50), (LES, 60), (KLOK, 50), (KLOK, 75)]),
    today=st.integers(0, 170),
    after=st.none() | st.integers(0, 100),
)
def test_no_late_and_no_false_draft(
    days: dict[date, tuple[int, int]],
    streak: tuple[int, int, int],
    holidays: list[tuple[int, int]],
    wijze: tuple[Eenheid, int],
    today: int,
    after: int | None,
) -> None:
    """What the counter reports, the reference reports too, on the same days; and nothing else."""
    first, length, hours = streak
    missed = {_START + n * DAG: (hours, 0) for n in range(first, first + length) if (_START + n * DAG).weekday() < 5}
    missed |= days
    vandaag = _START + today * DAG
    missed = {dag: much for dag, much in missed.items() if dag <= vandaag}
    free = tuple(Periode(_START + n * DAG, _START + (n + more) * DAG) for n, more in holidays)
    resume = None if after is None else _START + after * DAG
    unit, minutes = wijze
    worth = 60 if unit is LES else minutes
    found = tel(
        [Verzuimuren(dag, *much) for dag, much in missed.items()],
        Rekenwijze(unit, minutes, free),
        vandaag=vandaag,
        hervat_na=resume,
    )
    expected = reference({dag: h * worth + m for dag, (h, m) in missed.items()}, free, vandaag, resume)
    assert [(each.begin, each.eind) for each in found.bereikt] == expected
