"""The signal of day 21 and day 28, and the row of meldingen behind it. Domain rules §6.3."""

from datetime import date, timedelta

import pytest

from verzuimloket.lesverzuim.codes import SoortSignaal
from verzuimloket.lesverzuim.rules import doorlopend
from verzuimloket.verzuim.inputs import AndereMelding, Periode
from verzuimloket.verzuim.rules import keten

MAANDAG = date(2026, 9, 7)


def week(nummer: int, soort: str = "V3", status: str = "R", dagen: int = 5) -> AndereMelding:
    """The week with this number, from Monday to Friday."""
    begin = MAANDAG + timedelta(weeks=nummer - 1)
    return AndereMelding(nummer, Periode(begin, begin + timedelta(days=dagen - 1)), soort, status, "28AX")


def weeks(count: int) -> tuple[AndereMelding, ...]:
    return tuple(week(nummer) for nummer in range(1, count + 1))


FOUR = weeks(4)  # the last day is Friday 2 October
LRV = AndereMelding(5, Periode(date(2026, 10, 5)), "LRV", "R", "28AX")
EARLIER_LRV = AndereMelding(5, Periode(date(2026, 3, 2), date(2026, 3, 20)), "LRV", "R", "28AX")


@pytest.mark.req("RGL-13", "RGL-14")
@pytest.mark.parametrize(
    ("meldingen", "vandaag", "soort"),
    [
        ((), date(2026, 10, 5), None),
        (weeks(2), date(2026, 9, 21), None),
        (weeks(3), date(2026, 9, 28), SoortSignaal.DAGEN_21),
        (FOUR, date(2026, 10, 5), SoortSignaal.DAGEN_28),
        (FOUR, date(2026, 10, 16), SoortSignaal.DAGEN_28),  # 14 days after the last one
        (FOUR, date(2026, 10, 17), None),  # the pupil must be back
        ((*FOUR, LRV), date(2026, 10, 5), None),  # reported already
        ((*FOUR, EARLIER_LRV), date(2026, 10, 5), SoortSignaal.DAGEN_28),  # that was another absence
        ((week(1), week(2, status="I"), week(3), week(4)), date(2026, 10, 5), None),  # a week was withdrawn
        ((week(1), week(2, dagen=4), week(3), week(4)), date(2026, 10, 5), None),  # at school on a Friday
        ((week(1, "LRV"),), date(2026, 9, 14), None),  # no kind that the row is made of
    ],
)
def test_signal(meldingen: tuple[AndereMelding, ...], vandaag: date, soort: SoortSignaal | None) -> None:
    found = doorlopend(meldingen, vandaag=vandaag)
    assert (found.soort if found else None) == soort


def test_since_when_and_how_long() -> None:
    found = doorlopend(FOUR, vandaag=date(2026, 10, 5))
    assert found
    assert (found.begin, found.eind, found.dagen, found.sinds) == (MAANDAG, date(2026, 10, 2), 28, date(2026, 10, 4))


def test_each_melding_with_its_days_and_its_weekend() -> None:
    row = keten(FOUR, date(2026, 10, 5))
    assert [(each.melding.nummer, each.dagen, each.vrij) for each in row.schakels] == [(n, 5, 2) for n in (1, 2, 3, 4)]
    assert sum(each.dagen + each.vrij for each in row.schakels) == row.dagen
    assert keten(FOUR, date(2026, 10, 6)).schakels == [], "a Monday at school breaks it"
