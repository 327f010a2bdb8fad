"""Holidays, the two ends of a school year, and what comes too early or too late. Domain rules §4.2, §4.4."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.rules.conftest import Judge
from verzuimloket.core.rules import Rulebook
from verzuimloket.inschrijvingen.inputs import AanleveringFacts, AndereInschrijving, InschrijvingDatums, Periode
from verzuimloket.inschrijvingen.rules import AANLEVERING, INSCHRIJVING, INSCHRIJVING_DATUMS
from verzuimloket.personen.inputs import Geboortedatum

Row = dict[str, Any]
Zin = Callable[[Rulebook, str, Row, Row], str]
PO = {
    "sector": "PO",
    "vakanties": (Periode(date(2026, 7, 18), date(2026, 8, 30)), Periode(date(2026, 10, 17), date(2026, 10, 25))),
}


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


def begint(*dag: int) -> Row:
    return {"begindatum": date(*dag)}


def eindigt(*dag: int) -> Row:
    return {"begindatum": date(2020, 8, 1), "einddatum": date(*dag)}


def hier(eind: date | None) -> Row:
    periode = Periode(date(2025, 8, 1), eind)
    return {"inschrijvingen": (AndereInschrijving("28AX", periode, zelfde_instelling=True),)}


@pytest.mark.req("INS-12", "INS-13", "INS-14")
@table(
    (begint(2026, 10, 16), PO, True),
    (begint(2026, 10, 17), PO, True),  # a Saturday: the sentence about weekends says it
    (begint(2026, 10, 19), PO, False),
    (begint(2026, 10, 23), PO, False),  # Friday, the last working day of the holiday
    (begint(2026, 10, 26), PO, True),
    (begint(2026, 7, 31), PO, False),
    (begint(2026, 8, 1), PO, True),  # the first day of a school year
    (begint(2026, 8, 3), PO, True),  # the sentence about 1 August says it
    (begint(2026, 8, 3) | {"geboortedatum": Geboortedatum(2022, 8, 2)}, PO, False),  # 4 years old, yet no lessons
    (begint(2026, 8, 31) | {"geboortedatum": Geboortedatum(2022, 8, 2)}, PO, True),
    (begint(2026, 10, 19), PO | {"sector": "VO"}, True),
    (begint(2026, 10, 19), {"sector": "PO"}, True),  # no holidays known
    ({"begindatum": None}, PO, True),
)
def test_BV_I_begindatum_vakantie(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_begindatum_vakantie", given, facts) is holds
    assert not INSCHRIJVING["BV_I_begindatum_vakantie"].blocks


def test_a_change_of_dates_hears_of_the_holiday_too(datums: Judge) -> None:
    assert not datums("BV_I_begindatum_vakantie", begint(2026, 10, 19), PO)
    assert not datums("BV_I_einddatum_zomer", eindigt(2026, 7, 17), PO)
    assert not datums("BV_I_voor_2023", eindigt(2023, 7, 31), {"b3_b4": True})
    assert not datums("BV_I_jaarlijks_opnieuw", begint(2026, 8, 1), hier(date(2026, 7, 31)))


@pytest.mark.req("INS-34")
@table(
    (eindigt(2026, 7, 14), PO, True),
    (eindigt(2026, 7, 15), PO, False),
    (eindigt(2026, 7, 30), PO, False),
    (eindigt(2026, 7, 31), PO, True),
    (eindigt(2026, 8, 1), PO, False),
    (eindigt(2026, 8, 31), PO, False),
    (eindigt(2026, 9, 1), PO, True),
    (eindigt(2026, 7, 17), {"sector": "VO"}, True),
    (eindigt(2026, 7, 17), {"sector": "VAVO"}, True),  # the day of the results
    ({"einddatum": None}, PO, True),
)
def test_BV_I_einddatum_zomer(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_einddatum_zomer", given, facts) is holds
    assert not INSCHRIJVING["BV_I_einddatum_zomer"].blocks


@pytest.mark.req("INS-02", "INS-04")
@table(
    (eindigt(2023, 7, 31), {"b3_b4": True}, False),
    (eindigt(2023, 8, 1), {"b3_b4": True}, True),
    ({"begindatum": date(2019, 8, 1), "einddatum": None}, {"b3_b4": True}, True),  # was there already on that day
    (eindigt(2023, 7, 31), {"b3_b4": False}, True),  # funded schools delivered before
)
def test_BV_I_voor_2023(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_voor_2023", given, facts) is holds
    assert INSCHRIJVING["BV_I_voor_2023"].blocks


@pytest.mark.req("INS-04")
def test_the_sentence_names_the_first_day(zin: Zin) -> None:
    assert "vanaf 1 augustus 2023" in zin(INSCHRIJVING_DATUMS, "BV_I_voor_2023", eindigt(2020, 9, 1), {"b3_b4": True})


@pytest.mark.req("INS-34")
@table(
    (begint(2026, 8, 1), hier(date(2026, 7, 31)), False),
    (begint(2026, 8, 1), hier(date(2026, 7, 30)), True),
    (begint(2026, 8, 1), hier(date(2025, 7, 31)), True),  # came back after a year elsewhere
    (begint(2026, 8, 2), hier(date(2026, 8, 1)), True),
    (begint(2026, 8, 1), hier(None), True),  # another rule
    (begint(2026, 8, 1), {}, True),
    (
        begint(2026, 8, 1),
        {"inschrijvingen": (AndereInschrijving("01AA", Periode(date(2025, 8, 1), date(2026, 7, 31)), False),)},
        True,
    ),
    ({"begindatum": None}, hier(date(2026, 7, 31)), True),
)
def test_BV_I_jaarlijks_opnieuw(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_jaarlijks_opnieuw", given, facts) is holds
    assert not INSCHRIJVING["BV_I_jaarlijks_opnieuw"].blocks


def _op(*dag: int, eerder: InschrijvingDatums | None = None) -> Row:
    return {"op": date(*dag), "eerder": eerder}


@pytest.mark.req("INS-03", "INS-47")
@table(
    (begint(2026, 11, 2), _op(2026, 11, 9), True),
    (begint(2026, 11, 2), _op(2026, 11, 10), False),
    (begint(2026, 11, 30), _op(2026, 11, 10), True),  # beforehand
    (begint(2026, 8, 1), _op(2026, 9, 30), True),  # a first delivery in September is in time
    (begint(2026, 8, 1), _op(2026, 10, 1), False),
    (begint(2026, 8, 1) | {"einddatum": date(2026, 11, 2)}, _op(2026, 11, 10), False),
    (
        begint(2020, 8, 1) | {"einddatum": date(2026, 11, 2)},
        _op(2026, 11, 9, eerder=InschrijvingDatums(date(2020, 8, 1), None)),
        True,
    ),
    (
        begint(2020, 8, 1) | {"einddatum": date(2026, 11, 2)},
        _op(2026, 11, 10, eerder=InschrijvingDatums(date(2020, 8, 1), None)),
        False,
    ),
    (begint(2020, 8, 1), _op(2026, 11, 10, eerder=InschrijvingDatums(date(2020, 8, 1), date(2026, 1, 1))), True),
)
def test_BV_I_te_laat(aanlevering: Judge, given: Row, facts: Row, holds: bool) -> None:
    """Only for the figures: no form and no file tells it, and nothing is refused for it."""
    assert aanlevering("BV_I_te_laat", given, facts) is holds
    assert not AANLEVERING["BV_I_te_laat"].blocks
    assert "BV_I_te_laat" not in {rule.code for rule in (*INSCHRIJVING, *INSCHRIJVING_DATUMS)}


@pytest.mark.req("INS-03")
def test_the_sentence_names_the_last_day() -> None:
    given = InschrijvingDatums(date(2026, 11, 2), None)
    [violation] = AANLEVERING.broken(given, AanleveringFacts(op=date(2026, 11, 20)), on=date(2026, 11, 20))
    assert "uiterlijk op 9 november 2026" in violation.text
