"""Who may be absent for long (R08): the worked cases of rapportages.md §4.2, and the edges of days and hours."""

from datetime import date, timedelta

import pytest

from verzuimloket.core.parameters import param
from verzuimloket.lesverzuim.codes import UUR, Eenheid
from verzuimloket.lesverzuim.inputs import Rekenwijze
from verzuimloket.lesverzuim.rules import Kalender
from verzuimloket.rapportages.rules.lrv import Gemist, Rij, potentieel
from verzuimloket.verzuim.inputs import AndereMelding, Periode, Verzuimdag

LESUREN = Rekenwijze(Eenheid.LESUREN, 50)
KLOKUREN = Rekenwijze(Eenheid.KLOKUREN, 50)
PEILDATUM = date(2026, 3, 9)


def day(text: str) -> date:
    """02-02 is 2 February 2026."""
    number, month = text.split("-")
    return date(2026, int(month), int(number))


def gemist(van: str, tot: str, uren: int | None = None, soort: str = "O", status: str = "R", nummer: int = 0) -> Gemist:
    """A melding; ``uren``: so many lesson hours, at most 8 a day from its first day on."""
    begin, eind = day(van), day(tot) if tot else None
    melding = AndereMelding(nummer or begin.toordinal(), Periode(begin, eind), soort, status, "28AX")
    days, left = [], uren or 0
    while left > 0:
        days.append(Verzuimdag(begin + timedelta(days=len(days)), False, tuple(range(1, min(left, 8) + 1))))
        left -= 8
    return Gemist(melding, tuple(days))


def found(*meldingen: Gemist, wijze: Rekenwijze = LESUREN, peildatum: date = PEILDATUM) -> Rij | None:
    return potentieel(meldingen, wijze, Kalender(wijze.vakanties), peildatum=peildatum)


def days_of(row: Rij | None) -> int | None:
    return row.dagen if row else None


def test_l1_one_melding_of_four_weeks() -> None:
    row = found(gemist("02-02", "01-03", 40), peildatum=day("02-03"))
    assert row
    assert (row.dagen, row.delen, row.begin, row.eind) == (28, 40 * UUR, day("02-02"), day("01-03"))


def test_l2_a_day_less_is_not_enough() -> None:
    assert found(gemist("02-02", "28-02", 40)) is None


def test_l3_two_that_join() -> None:
    row = found(gemist("02-02", "15-02", 8), gemist("16-02", "01-03", 8))
    assert row
    assert (row.dagen, row.delen, len(row.meldingen)) == (28, 16 * UUR, 2)


def test_l4_an_hour_less_is_not_enough() -> None:
    assert found(gemist("02-02", "15-02", 8), gemist("16-02", "01-03", 7)) is None


def test_l5_only_a_weekend_between() -> None:
    assert days_of(found(gemist("02-02", "13-02", 8), gemist("16-02", "06-03", 8))) == 33


@pytest.mark.parametrize(("tot", "van"), [("12-02", "16-02"), ("13-02", "17-02")])
def test_l6_a_school_day_between(tot: str, van: str) -> None:
    assert found(gemist("02-02", tot, 8), gemist(van, "06-03", 8)) is None


@pytest.mark.parametrize(
    ("wijze", "listed"),
    [
        (LESUREN, True),
        (KLOKUREN, False),
        (Rekenwijze(Eenheid.KLOKUREN, 60), True),
        (Rekenwijze(Eenheid.KLOKUREN, 70), True),
    ],
)
def test_sixteen_lesson_hours_are_not_sixteen_clock_hours(wijze: Rekenwijze, *, listed: bool) -> None:
    assert (found(gemist("02-02", "01-03", 16), wijze=wijze) is not None) == listed


def test_the_threshold_in_clock_hours() -> None:
    """19 lessons of 50 minutes are 15,8 hours; 20 are 16,7."""
    assert found(gemist("02-02", "01-03", 19), wijze=KLOKUREN) is None
    assert found(gemist("02-02", "01-03", 20), wijze=KLOKUREN)


def test_without_days_all_lessons_of_the_period_were_missed() -> None:
    row = found(gemist("02-02", "01-03"))
    assert row
    assert row.delen == 20 * param("schooldag_minuten", on=PEILDATUM)


def test_holidays_are_no_school_days() -> None:
    vakantie = Rekenwijze(Eenheid.LESUREN, 50, (Periode(day("16-02"), day("20-02")),))
    row = found(gemist("02-02", "01-03"), wijze=vakantie)
    assert row
    assert row.delen == 15 * param("schooldag_minuten", on=PEILDATUM)


def test_days_in_a_holiday_do_not_count() -> None:
    vakantie = Rekenwijze(Eenheid.LESUREN, 50, (Periode(day("02-02"), day("06-02")),))
    assert found(gemist("02-02", "01-03", 16), wijze=vakantie) is None


def test_whole_days() -> None:
    """Three whole days are the 16 hours of the law, two are not."""
    melding = gemist("02-02", "01-03").melding
    whole = [Verzuimdag(day(text), True) for text in ("02-02", "03-02", "04-02")]
    assert found(Gemist(melding, tuple(whole)))
    assert found(Gemist(melding, tuple(whole[:2]))) is None


def test_days_outside_what_is_known_do_not_count() -> None:
    """Open absence runs on until the day of measuring, and not further."""
    melding = gemist("02-02", "").melding
    days = [Verzuimdag(PEILDATUM + timedelta(days=n), True) for n in range(3)]
    assert found(Gemist(melding, tuple(days))) is None
    earlier = [Verzuimdag(PEILDATUM - timedelta(days=n), True) for n in range(3, 6)]
    row = found(Gemist(melding, tuple(earlier)))
    assert row
    assert row.eind == PEILDATUM - timedelta(days=1)


def test_sixteen_hours_were_counted_by_who_reports_them() -> None:
    row = found(gemist("02-02", "15-02", 4, "V3"), gemist("16-02", "01-03", 4))
    assert row
    assert row.delen == 20 * UUR


@pytest.mark.parametrize(
    ("soort", "listed"), [("V3", True), ("L", True), ("O", True), ("V4", False), ("RMC", False), ("LRV", False)]
)
def test_kinds_that_form_a_row(soort: str, *, listed: bool) -> None:
    assert (found(gemist("02-02", "01-03", 40, soort)) is not None) == listed


def test_what_was_withdrawn_is_no_part() -> None:
    assert found(gemist("02-02", "15-02", 8), gemist("16-02", "01-03", 8, status="I")) is None


@pytest.mark.parametrize(("peildatum", "listed"), [("02-03", True), ("29-03", True), ("30-03", False)])
def test_a_row_stays_for_four_weeks_after_its_last_day(peildatum: str, *, listed: bool) -> None:
    assert (found(gemist("02-02", "01-03", 40), peildatum=day(peildatum)) is not None) == listed


def test_on_the_day_itself_it_is_not_known_yet() -> None:
    assert found(gemist("02-02", "01-03", 40), peildatum=day("01-03")) is None


def test_an_earlier_row_stays_when_a_short_one_follows() -> None:
    row = found(gemist("02-02", "01-03", 40), gemist("05-03", "05-03", 2))
    assert row
    assert (row.begin, row.eind) == (day("02-02"), day("01-03"))


def test_of_two_long_rows_the_last_one() -> None:
    row = found(gemist("02-01", "30-01", 40), gemist("05-02", "", 40), peildatum=day("16-03"))
    assert row
    assert row.begin == day("05-02")


@pytest.mark.parametrize(
    ("soort", "status", "begin", "told"),
    [
        ("LRV", "R", "02-03", True),
        ("RMC", "B", "02-03", True),
        ("LRV", "I", "02-03", False),
        ("LRV", "G", "12-01", False),
    ],
)
def test_whether_long_absence_was_reported(soort: str, status: str, begin: str, *, told: bool) -> None:
    row = found(gemist("02-02", "01-03", 40), gemist(begin, begin, 1, soort, status))
    assert row
    assert row.lrv_gemeld == told


def test_nobody_without_meldingen() -> None:
    assert found() is None
