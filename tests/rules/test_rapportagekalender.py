"""When reports are made, of which day and moment they tell, and when they go (rapportages.md §1.2)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.rapportages.rules.kalender import (
    Productie,
    Run,
    add_months,
    closes_a_year,
    months_of,
    previous,
    runs,
    week_of,
)

# t2, Saturday of the first full weekend, publication, removal: the table of §1.2.
TABLE = [
    ("2025-11-01", "2025-11-01", "2025-11-03", "2026-02-03"),
    ("2025-12-01", "2025-12-06", "2025-12-08", "2026-03-08"),
    ("2026-01-01", "2026-01-03", "2026-01-05", "2026-04-05"),
    ("2026-02-01", "2026-02-07", "2026-02-09", "2026-05-09"),
    ("2026-03-01", "2026-03-07", "2026-03-09", "2026-06-09"),
    ("2026-04-01", "2026-04-04", "2026-04-06", "2026-07-06"),
    ("2026-05-01", "2026-05-02", "2026-05-04", "2026-08-04"),
    ("2026-06-01", "2026-06-06", "2026-06-08", "2026-09-08"),
    ("2026-07-01", "2026-07-04", "2026-07-06", "2026-10-06"),
    ("2026-08-01", "2026-08-01", "2026-08-03", "2026-11-03"),
    ("2026-09-01", "2026-09-05", "2026-09-07", "2026-12-07"),
    ("2026-10-01", "2026-10-03", "2026-10-05", "2027-01-05"),
    ("2026-11-01", "2026-11-07", "2026-11-09", "2027-02-09"),
    ("2026-12-01", "2026-12-05", "2026-12-07", "2027-03-07"),
    ("2027-01-01", "2027-01-02", "2027-01-04", "2027-04-04"),
]
MONTHS = [Productie(date(year, month, 1)) for year in range(2000, 2050) for month in range(1, 13)]


@pytest.mark.req("MND-10", "MND-12", "MND-22")
@pytest.mark.parametrize(("t2", "zaterdag", "publicatie", "verwijderen"), TABLE)
def test_the_table(t2: str, zaterdag: str, publicatie: str, verwijderen: str) -> None:
    productie = Productie(date.fromisoformat(t2))
    assert productie.weekend == date.fromisoformat(zaterdag)
    assert productie.publicatie == date.fromisoformat(publicatie)
    assert productie.verwijderen_op == date.fromisoformat(verwijderen)


@pytest.mark.req("MND-10")
def test_the_first_full_weekend_of_fifty_years() -> None:
    for productie in MONTHS:
        zaterdag, zondag = productie.weekend, productie.weekend + timedelta(days=1)
        assert (zaterdag.weekday(), zondag.weekday()) == (5, 6)
        assert (zaterdag.year, zaterdag.month) == (zondag.year, zondag.month) == (productie.t2.year, productie.t2.month)
        before = zaterdag - timedelta(days=7)
        assert before.month != productie.t2.month, "there is an earlier one"


@pytest.mark.req("MND-13")
def test_the_cutoff_is_saturday_midnight_in_the_netherlands_in_fifty_years() -> None:
    for productie in MONTHS:
        assert productie.cutoff.isoformat()[:19] == f"{productie.weekend}T00:00:00"
        assert productie.cutoff.tzinfo is AMSTERDAM


@pytest.mark.req("MND-13")
@pytest.mark.parametrize(
    ("t2", "utc"),
    [
        (date(2026, 3, 1), datetime(2026, 3, 6, 23, tzinfo=UTC)),  # winter time
        (date(2026, 4, 1), datetime(2026, 4, 3, 22, tzinfo=UTC)),  # a week after the clock went forward
        (date(2026, 10, 1), datetime(2026, 10, 2, 22, tzinfo=UTC)),  # summer time still
        (date(2026, 11, 1), datetime(2026, 11, 6, 23, tzinfo=UTC)),  # after the clock went back
    ],
)
def test_the_cutoff_around_a_change_of_the_clock(t2: date, utc: datetime) -> None:
    assert Productie(t2).cutoff == utc


@pytest.mark.req("MND-13")
def test_the_cutoff_falls_on_t2_when_the_month_begins_on_a_saturday() -> None:
    productie = Productie(date(2026, 8, 1))
    assert productie.cutoff == datetime(2026, 8, 1, tzinfo=AMSTERDAM)


@pytest.mark.req("MND-12")
def test_t2_of_every_running_year_is_the_first_of_the_month() -> None:
    for productie in MONTHS:
        running, *closed = runs(productie.t2)
        assert (running.soort, running.t2, running.sk_tot) == ("A04", productie.t2, productie.t2)
        assert running.t1 < running.t2 <= date(running.rapportjaar + 1, 10, 1)
        assert len(closed) == closes_a_year(productie.t2) == (productie.t2.month in (11, 12, 1))


def all_runs(rapportjaar: int) -> list[Run]:
    return [run for t2 in months_of(rapportjaar) for run in runs(t2) if run.rapportjaar == rapportjaar]


@pytest.mark.req("MND-12")
def test_twelve_runs_and_three_of_a_year_that_closed() -> None:
    for jaar in range(2000, 2050):
        found = all_runs(jaar)
        assert [run.soort for run in found] == ["A04"] * 12 + ["A14"] * 3
        assert [run.productie.t2 for run in found] == list(months_of(jaar))
        for closed in found[12:]:
            assert (closed.t2, closed.sk_tot) == (date(jaar + 1, 10, 1), date(jaar + 1, 12, 31)), "t2 stays"
            assert closed.t1 == date(jaar, 10, 1)


def test_the_run_before() -> None:
    for jaar in range(2000, 2050):
        found = all_runs(jaar)
        assert previous(found[0]) is None
        assert [previous(later) for _, later in pairwise(found)] == found[:-1]


def test_reporting_month_is_the_month_before() -> None:
    assert [Productie(date(2026, month, 1)).rapportagemaand for month in (1, 2, 12)] == ["202512", "202601", "202611"]
    assert Productie(date(2026, 3, 1)).bestandsdeel == "202603"
    assert all(int(productie.rapportagemaand) < int(productie.maand) for productie in MONTHS)


@pytest.mark.req("MND-22")
@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 3, 31)),
        (date(2026, 5, 31), date(2026, 8, 31)),
        (date(2026, 8, 31), date(2026, 11, 30)),
        (date(2026, 9, 30), date(2026, 12, 30)),
    ],
)
def test_three_months_later(day: date, later: date) -> None:
    assert add_months(day, 3) == later


@pytest.mark.req("MND-22")
def test_removal_is_never_later_than_three_months() -> None:
    day = date(2000, 1, 1)
    while day < date(2050, 1, 1):
        later = add_months(day, 3)
        assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == 3
        assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
        day += timedelta(days=1)


@pytest.mark.req("MND-22")
def test_a_week_is_measured_on_its_monday() -> None:
    week = week_of(date(2026, 11, 22))
    assert week.peildatum == date(2026, 11, 16)
    assert week_of(date(2026, 11, 16)) == week
    assert week.bestandsdeel == "20261116"
    assert week.cutoff == datetime(2026, 11, 16, tzinfo=AMSTERDAM)
    assert (week.publicatie, week.verwijderen_op) == (date(2026, 11, 16), date(2027, 2, 16))
