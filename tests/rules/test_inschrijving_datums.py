"""Institution, dates and other enrolments. Domain rules §4."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.rules.conftest import Judge
from verzuimloket.inschrijvingen.inputs import AndereInschrijving, Periode
from verzuimloket.inschrijvingen.rules import INSCHRIJVING, INSCHRIJVING_DATUMS
from verzuimloket.personen.inputs import Geboortedatum

Row = dict[str, Any]


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


def elders(begin: date, eind: date | None) -> Row:
    return {"inschrijvingen": (AndereInschrijving("01AA", Periode(begin, eind), zelfde_instelling=False),)}


def hier(begin: date, eind: date | None) -> Row:
    return {"inschrijvingen": (AndereInschrijving("28AX", Periode(begin, eind), zelfde_instelling=True),)}


@pytest.mark.req("INS-07")
@table(({"instelling": ""}, {}, False), ({"instelling": "28AX"}, {}, True))
def test_BV_I_instelling_verplicht(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_instelling_verplicht", given, facts) is holds


@pytest.mark.req("INS-07")
@table(
    ({}, {"instelling_bekend": True}, True),
    ({}, {"instelling_bekend": False}, False),
    ({"instelling": ""}, {"instelling_bekend": False}, True),
)
def test_BV_I_instelling_onbekend(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_instelling_onbekend", given, facts) is holds


@pytest.mark.req("INS-07")
@table(
    ({}, {"instelling_van_actor": True}, True),
    ({}, {"instelling_van_actor": False}, False),
    ({}, {"instelling_van_actor": False, "instelling_bekend": False}, True),  # one sentence is enough
    ({"instelling": ""}, {"instelling_van_actor": False}, True),
)
def test_BV_I_instelling_niet_van_u(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_instelling_niet_van_u", given, facts) is holds


@pytest.mark.req("INS-08", "OVZ-13")
@table(({"begindatum": None}, {}, False), ({"begindatum": date(2001, 1, 1)}, {}, True))
def test_BV_I_begindatum_verplicht(inschrijving: Judge, datums: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_begindatum_verplicht", given, facts) is holds
    assert datums("BV_I_begindatum_verplicht", given, facts) is holds


@pytest.mark.req("INS-10", "INS-11", "OVZ-13")
@table(
    ({"begindatum": date(2023, 7, 31)}, {"oprichtingsdatum": date(2023, 8, 1)}, False),
    ({"begindatum": date(2023, 8, 1)}, {"oprichtingsdatum": date(2023, 8, 1)}, True),
    ({"begindatum": date(1950, 1, 1)}, {"oprichtingsdatum": None}, True),
    ({"begindatum": None}, {"oprichtingsdatum": date(2023, 8, 1)}, True),
)
def test_BV_I_begindatum_voor_oprichting(
    inschrijving: Judge, datums: Judge, given: Row, facts: Row, holds: bool
) -> None:
    assert inschrijving("BV_I_begindatum_voor_oprichting", given, facts) is holds
    assert datums("BV_I_begindatum_voor_oprichting", given, facts) is holds


@pytest.mark.req("INS-11")
def test_the_sentence_names_the_founding_date(zin: Callable[..., str]) -> None:
    text = zin(INSCHRIJVING, "BV_I_begindatum_voor_oprichting", {}, {"oprichtingsdatum": date(2027, 8, 1)})
    assert "1 augustus 2027" in text


@table(
    ({"begindatum": date(2026, 7, 31)}, {"opheffingsdatum": date(2026, 7, 31)}, True),
    ({"begindatum": date(2026, 8, 1)}, {"opheffingsdatum": date(2026, 7, 31)}, False),
    ({"begindatum": date(2026, 8, 1)}, {"opheffingsdatum": None}, True),
    ({"begindatum": None}, {"opheffingsdatum": date(2026, 7, 31)}, True),
)
def test_BV_I_begindatum_na_opheffing(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_begindatum_na_opheffing", given, facts) is holds


@pytest.mark.req("INS-10")
@table(
    ({"begindatum": date(2026, 11, 21)}, {}, True),
    ({"begindatum": date(2026, 11, 22)}, {}, False),
    ({"begindatum": None}, {}, True),
)
def test_BV_I_begindatum_toekomst(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_begindatum_toekomst", given, facts) is holds
    assert not INSCHRIJVING["BV_I_begindatum_toekomst"].blocks


@pytest.mark.req("INS-12", "INS-14")
@table(
    ({"begindatum": date(2026, 11, 6)}, {"sector": "PO"}, True),  # Friday
    ({"begindatum": date(2026, 11, 7)}, {"sector": "PO"}, False),  # Saturday
    ({"begindatum": date(2026, 11, 8)}, {"sector": "PO"}, False),
    ({"begindatum": date(2026, 11, 9)}, {"sector": "PO"}, True),
    ({"begindatum": date(2026, 8, 1)}, {"sector": "PO"}, True),  # a Saturday, yet the right day
    ({"begindatum": date(2026, 11, 7)}, {"sector": "VO"}, True),
    ({"begindatum": None}, {"sector": "PO"}, True),
)
def test_BV_I_begindatum_weekend(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_begindatum_weekend", given, facts) is holds
    assert not INSCHRIJVING["BV_I_begindatum_weekend"].blocks


@pytest.mark.req("INS-12", "INS-13", "INS-15")
@table(
    ({"begindatum": date(2026, 8, 1)}, {}, True),
    ({"begindatum": date(2026, 8, 2)}, {}, False),
    ({"begindatum": date(2026, 8, 31)}, {}, False),
    ({"begindatum": date(2026, 8, 31)}, {"sector": "PO"}, False),
    ({"begindatum": date(2026, 9, 1)}, {}, True),
    ({"begindatum": date(2026, 8, 31)}, {"sector": "MBO"}, True),
    ({"begindatum": date(2026, 8, 31), "geboortedatum": Geboortedatum(2022, 8, 10)}, {"sector": "PO"}, True),
    ({"begindatum": date(2026, 8, 31), "geboortedatum": Geboortedatum(2022, 8, 1)}, {"sector": "PO"}, False),
    ({"begindatum": date(2026, 8, 31), "geboortedatum": Geboortedatum(2022)}, {"sector": "PO"}, True),
    ({"begindatum": date(2026, 8, 31), "geboortedatum": None}, {}, False),
    ({"begindatum": None}, {}, True),
)
def test_BV_I_begindatum_augustus(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    """Who turned 4 after 1 August starts on the first school day itself."""
    assert inschrijving("BV_I_begindatum_augustus", given, facts) is holds
    assert not INSCHRIJVING["BV_I_begindatum_augustus"].blocks


@pytest.mark.req("OVZ-13", "OVZ-18", "INS-09")
@table(
    ({"einddatum": date(2026, 7, 31)}, {}, False),
    ({"einddatum": date(2026, 8, 1)}, {}, True),
    ({"einddatum": None}, {}, True),
    ({"begindatum": None, "einddatum": date(2026, 7, 31)}, {}, True),
)
def test_BV_I_einddatum_voor_begindatum(
    inschrijving: Judge, datums: Judge, given: Row, facts: Row, holds: bool
) -> None:
    assert inschrijving("BV_I_einddatum_voor_begindatum", given, facts) is holds
    assert datums("BV_I_einddatum_voor_begindatum", given, facts) is holds


@pytest.mark.req("OVZ-13")
def test_the_sentence_names_the_first_day(zin: Callable[..., str]) -> None:
    given = {"begindatum": date(2026, 9, 1), "einddatum": date(2026, 8, 1)}
    text = zin(INSCHRIJVING_DATUMS, "BV_I_einddatum_voor_begindatum", given, {})
    assert text == "De datum uitschrijving moet op of na 1 september 2026 liggen."


@pytest.mark.req("INS-32")
@table(
    ({}, hier(date(2025, 8, 1), None), False),
    ({}, hier(date(2025, 8, 1), date(2026, 8, 1)), False),  # the last day is shared
    ({}, hier(date(2025, 8, 1), date(2026, 7, 31)), True),
    ({"einddatum": date(2026, 8, 31)}, hier(date(2026, 9, 1), None), True),
    ({"einddatum": date(2026, 9, 1)}, hier(date(2026, 9, 1), None), False),  # the first day is shared
    ({"einddatum": date(2026, 8, 1)}, hier(date(2025, 8, 1), None), False),  # a single day
    ({"vervang_bestaande": True}, hier(date(2025, 8, 1), None), True),
    ({}, hier(date(2025, 8, 1), None) | {"tweede_vervangt": True}, True),
    ({}, elders(date(2025, 8, 1), None), True),
    ({"begindatum": None}, hier(date(2025, 8, 1), None), True),
    (
        {"einddatum": date(2026, 7, 31)},
        hier(date(2025, 8, 1), None),
        True,
    ),  # the order of the dates comes first
)
def test_BV_I_tweede_inschrijving(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_tweede_inschrijving", given, facts) is holds


@pytest.mark.req("INS-32", "WNS-15")
@table(
    ({}, hier(date(2025, 8, 1), None), True),  # refused by the rule above
    ({"vervang_bestaande": True}, hier(date(2025, 8, 1), None), False),
    ({}, hier(date(2025, 8, 1), None) | {"tweede_vervangt": True}, False),
    ({}, hier(date(2026, 8, 1), None) | {"tweede_vervangt": True}, True),  # the very same: nothing is replaced
    ({"einddatum": date(2026, 9, 1)}, hier(date(2026, 8, 1), None) | {"tweede_vervangt": True}, False),
    ({}, hier(date(2025, 8, 1), date(2026, 7, 31)) | {"tweede_vervangt": True}, True),  # they stand side by side
    ({"vervang_bestaande": True}, elders(date(2025, 8, 1), None), True),
)
def test_BV_I_vervangt_bestaande(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    """A replacement is always told, also when it is the habit of the institution."""
    assert inschrijving("BV_I_vervangt_bestaande", given, facts) is holds
    assert not INSCHRIJVING["BV_I_vervangt_bestaande"].blocks


@pytest.mark.req("INS-32", "OVZ-13")
@table(
    ({}, hier(date(2025, 8, 1), date(2026, 8, 1)), False),
    ({}, hier(date(2025, 8, 1), date(2026, 7, 31)), True),
    ({}, elders(date(2025, 8, 1), None), True),
)
def test_BV_I_overlap_zelfde_instelling(datums: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert datums("BV_I_overlap_zelfde_instelling", given, facts) is holds


@pytest.mark.req("INS-16")
@table(
    ({}, elders(date(2025, 8, 1), None), False),
    ({}, elders(date(2025, 8, 1), date(2026, 8, 1)), False),
    ({}, elders(date(2025, 8, 1), date(2026, 7, 31)), True),
    ({}, hier(date(2025, 8, 1), None), True),
)
def test_BV_I_overlap_andere_instelling(
    inschrijving: Judge, datums: Judge, given: Row, facts: Row, holds: bool
) -> None:
    assert inschrijving("BV_I_overlap_andere_instelling", given, facts) is holds
    assert datums("BV_I_overlap_andere_instelling", given, facts) is holds
    assert not INSCHRIJVING["BV_I_overlap_andere_instelling"].blocks


def test_the_sentence_can_be_made_for_a_rule_that_is_met(zin: Callable[..., str]) -> None:
    assert "bij instelling  ingeschreven" in zin(INSCHRIJVING, "BV_I_overlap_andere_instelling", {}, {})


def test_the_sentence_names_school_and_dates(zin: Callable[..., str]) -> None:
    facts = elders(date(2025, 8, 1), date(2026, 9, 1))
    text = zin(INSCHRIJVING, "BV_I_overlap_andere_instelling", {}, facts)
    assert "bij instelling 01AA ingeschreven vanaf 1 augustus 2025 tot en met 1 september 2026" in text


@pytest.mark.req("INS-16")
@table(
    (
        {"begindatum": date(2026, 11, 9)},
        elders(date(2025, 8, 1), date(2026, 11, 6)),
        False,
    ),  # Friday to Monday
    ({"begindatum": date(2026, 11, 9)}, elders(date(2025, 8, 1), date(2026, 11, 8)), True),
    ({"begindatum": date(2026, 11, 10)}, elders(date(2025, 8, 1), date(2026, 11, 9)), True),
    ({"begindatum": date(2026, 11, 9)}, elders(date(2025, 8, 1), None), True),
    ({"begindatum": date(2026, 11, 9)}, hier(date(2025, 8, 1), date(2026, 11, 6)), True),
    (
        {"begindatum": date(2026, 11, 9)},
        elders(date(2025, 8, 1), date(2026, 11, 6)) | {"sector": "PO"},
        True,
    ),
    ({"begindatum": None}, elders(date(2025, 8, 1), date(2026, 11, 6)), True),
)
def test_BV_I_weekend_ertussen(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_weekend_ertussen", given, facts) is holds
    assert not INSCHRIJVING["BV_I_weekend_ertussen"].blocks
