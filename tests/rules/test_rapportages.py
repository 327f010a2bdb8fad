"""Whether the reports of a month may be made; who is in the definition."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.rapportages.inputs import PeilingFacts, PeilingInput
from verzuimloket.rapportages.rules import PEILING
from verzuimloket.rapportages.rules.beurt import due, due_weeks
from verzuimloket.rapportages.rules.definitie import born_between, definitie, norm
from verzuimloket.rapportages.rules.kalender import Productie, Week

FACTS = PeilingFacts(datetime(2026, 3, 9, tzinfo=AMSTERDAM))


def holds(code: str, t2: str, **facts: Any) -> bool:
    given = PeilingInput(date.fromisoformat(t2))
    return PEILING[code].holds(given, PeilingFacts(**(vars(FACTS) | facts)))


@pytest.mark.req("MND-12")
@pytest.mark.parametrize(("t2", "mag"), [("2026-03-01", True), ("2026-03-02", False), ("2026-02-28", False)])
def test_BV_P_eerste_dag(t2: str, mag: bool) -> None:
    assert holds("BV_P_eerste_dag", t2) is mag


AT = datetime(2026, 3, 7, tzinfo=AMSTERDAM)
ONE_BEFORE = datetime(2026, 3, 6, 23, 59, 59, tzinfo=AMSTERDAM)


@pytest.mark.req("MND-10")
@pytest.mark.req("MND-13")
@pytest.mark.parametrize(
    ("facts", "mag"),
    [({"now": AT}, True), ({"now": ONE_BEFORE}, False), ({"now": ONE_BEFORE, "testland": True}, True)],
)
def test_BV_P_peilmoment(facts: dict[str, Any], mag: bool) -> None:
    assert holds("BV_P_peilmoment", "2026-03-01", **facts) is mag


@pytest.mark.parametrize(
    ("facts", "stil"),
    [
        ({"now": ONE_BEFORE}, True),
        ({"now": ONE_BEFORE, "testland": True}, False),
        ({"now": AT, "testland": True}, True),
    ],
)
def test_BV_P_peilmoment_proef(facts: dict[str, Any], stil: bool) -> None:
    assert holds("BV_P_peilmoment_proef", "2026-03-01", **facts) is stil


@pytest.mark.parametrize(("ontbreekt", "mag"), [(None, True), (date(2025, 11, 1), False)])
def test_BV_P_eerdere_peiling(ontbreekt: date | None, mag: bool) -> None:
    assert holds("BV_P_eerdere_peiling", "2026-03-01", eerdere_ontbreekt=ontbreekt) is mag


@pytest.mark.parametrize(("gebroken", "mag"), [((), True), (("iets telt niet op (1)",), False)])
def test_BV_P_controle(gebroken: tuple[str, ...], mag: bool) -> None:
    assert holds("BV_P_controle", "2026-03-01", gebroken=gebroken) is mag


def test_the_sentence_names_the_moment_and_the_first_missing_month() -> None:
    facts = PeilingFacts(ONE_BEFORE, eerdere_ontbreekt=date(2025, 11, 1))
    found = PEILING.broken(PeilingInput(date(2026, 3, 1)), facts, on=date(2026, 3, 6))
    assert [each.code for each in found] == ["BV_P_peilmoment", "BV_P_eerdere_peiling"]
    assert "07-03-2026 00:00" in found[0].text
    assert "2025-11-01" in found[1].text


def test_twelve_up_to_twenty_two_on_the_first_of_october() -> None:
    """Born on 1 October 2003: 22 on t1, so out; a day later: in. Born on 1 October 2013: 12 on t1, so in."""
    assert born_between(definitie(2025), date(2025, 10, 1)) == (date(2003, 10, 2), date(2013, 10, 1))


def test_the_definition_of_a_year_before_the_first_is_the_first() -> None:
    assert definitie(1999) == definitie(2025)


@pytest.mark.parametrize(
    ("jaar", "niveau", "percentage"),
    [(2024, "MBO2", "9.2"), (2012, "VMBO", "4.0"), (2020, "MBO4", "3.34"), (2025, "MBO2", None), (2024, "VMBO", None)],
)
def test_norms_are_known_for_some_years(jaar: int, niveau: str, percentage: str | None) -> None:
    assert norm(jaar, niveau) == (Decimal(percentage) if percentage else None)


@pytest.mark.req("MND-10")
@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        ("2025-11-02", "2024-11-01", "2025-10-01"),  # the Sunday of the weekend itself: October was the last
        ("2025-11-03", "2024-11-01", "2025-11-01"),  # two report years are open
        ("2026-02-08", "2024-11-01", "2026-01-01"),
        ("2026-02-09", "2025-11-01", "2026-02-01"),  # the year before is closed
        ("2026-10-31", "2025-11-01", "2026-10-01"),
        ("2026-11-22", "2025-11-01", "2026-11-01"),
    ],
)
def test_which_months_are_due(on: str, first: str, last: str) -> None:
    months = due(date.fromisoformat(on))
    assert (months[0].isoformat(), months[-1].isoformat()) == (first, last)
    assert months == sorted(months)
    assert all(Productie(t2).publicatie <= date.fromisoformat(on) for t2 in months)


@pytest.mark.req("MND-10")
@pytest.mark.parametrize(
    ("last", "on", "weeks"),
    [
        (None, "2026-11-22", ["2026-11-16"]),
        (None, "2026-11-23", ["2026-11-23"]),
        ("2026-11-16", "2026-11-22", []),
        ("2026-11-16", "2026-11-23", ["2026-11-23"]),
        ("2026-11-02", "2026-11-18", ["2026-11-09", "2026-11-16"]),
    ],
)
def test_which_weeks_are_due(last: str | None, on: str, weeks: list[str]) -> None:
    found = due_weeks(date.fromisoformat(last) if last else None, date.fromisoformat(on))
    assert [each.peildatum.isoformat() for each in found] == weeks


def test_a_week_of_which_the_files_would_be_gone_is_not_made_up() -> None:
    found = due_weeks(date(2026, 1, 5), date(2026, 11, 22))
    assert found[0].peildatum == date(2026, 8, 24)
    assert found[0].verwijderen_op > date(2026, 11, 22) >= Week(date(2026, 8, 17)).verwijderen_op
