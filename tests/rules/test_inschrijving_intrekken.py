"""Taking an enrolment back. WNS-15; an end date is the normal way out (INS-33)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.rules.conftest import Judge
from verzuimloket.inschrijvingen.rules import INTREKKING_INSCHRIJVING

Row = dict[str, Any]


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


@pytest.mark.req("WNS-15")
@table(({"reden": ""}, {}, False), ({"reden": "DUBBEL"}, {}, True))
def test_BV_I_reden_intrekken_verplicht(intrekking_inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert intrekking_inschrijving("BV_I_reden_intrekken_verplicht", given, facts) is holds


@pytest.mark.req("WNS-15", "INS-43")
@table(
    ({"reden": "NOOIT_GEWEEST"}, {}, True),
    ({"reden": "VERHUISD"}, {}, False),
    ({"reden": ""}, {}, True),
)
def test_BV_I_reden_intrekken_onbekend(intrekking_inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert intrekking_inschrijving("BV_I_reden_intrekken_onbekend", given, facts) is holds


@pytest.mark.req("WNS-15", "INS-33")
@table(({}, {"meldingen": 0}, True), ({}, {"meldingen": 1}, False), ({}, {"meldingen": 12}, False))
def test_BV_I_intrekken_met_meldingen(intrekking_inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert intrekking_inschrijving("BV_I_intrekken_met_meldingen", given, facts) is holds


@pytest.mark.req("INS-33")
def test_the_sentence_counts_and_tells_the_normal_way(zin: Callable[..., str]) -> None:
    text = zin(INTREKKING_INSCHRIJVING, "BV_I_intrekken_met_meldingen", {}, {"meldingen": 2})
    assert "2 verzuimmeldingen" in text
    assert "datum uitschrijving" in text
    assert "1 verzuimmelding " in zin(INTREKKING_INSCHRIJVING, "BV_I_intrekken_met_meldingen", {}, {"meldingen": 1})


@pytest.mark.req("WNS-15")
@table(({}, {"gewijzigd": False}, True), ({}, {"gewijzigd": True}, False))
def test_BV_I_intrekken_gewijzigd(intrekking_inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert intrekking_inschrijving("BV_I_intrekken_gewijzigd", given, facts) is holds
