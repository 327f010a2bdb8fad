"""Taking a melding back. Domain rules §9.5, §21.3 scenarios 8 and 9."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.rules.conftest import Judge
from verzuimloket.leerplicht.rules import schooljaar_begin
from verzuimloket.verzuim.rules import INTREKKING, intrekgrens

Row = dict[str, Any]


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


def reden(code: str, begin: date, vandaag: date = date(2026, 11, 21)) -> tuple[Row, Row]:
    return {"reden": code}, {"begindatum": begin, "vandaag": vandaag}


@pytest.mark.req("INT-04")
@table(({"reden": ""}, {}, False), ({"reden": "FOUTIEF"}, {}, True))
def test_BV_S_reden_intrekken_verplicht(intrekking: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert intrekking("BV_S_reden_intrekken_verplicht", given, facts) is holds


@pytest.mark.req("INT-06")
@table(
    ({"reden": "GEEN_INSCHRIJVING"}, {}, True),
    ({"reden": "FOUTIEF"}, {}, True),
    ({"reden": "ONTERECHT"}, {}, True),
    ({"reden": "ANDERS"}, {}, True),
    ({"reden": "VRIJSTELLING"}, {}, False),  # the register's own reason
    ({"reden": "VRIJSTELLING"}, {"kant": "systeem"}, True),
    ({"reden": "FOUTIEF"}, {"kant": "systeem"}, False),
    ({"reden": "X"}, {}, False),
    ({"reden": ""}, {}, True),
)
def test_BV_S_reden_intrekken_onbekend(intrekking: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert intrekking("BV_S_reden_intrekken_onbekend", given, facts) is holds


@pytest.mark.req("INT-01", "INT-07", "INT-08")
@table(
    (*reden("GEEN_INSCHRIJVING", date(2026, 7, 31)), False),  # scenario 8
    (*reden("GEEN_INSCHRIJVING", date(2026, 8, 1)), True),
    (*reden("GEEN_INSCHRIJVING", date(2025, 8, 1), date(2026, 7, 31)), True),
    (*reden("GEEN_INSCHRIJVING", date(2026, 7, 31), date(2026, 8, 1)), False),
    (*reden("FOUTIEF", date(2025, 11, 20)), False),  # scenario 9
    (*reden("FOUTIEF", date(2025, 11, 21)), True),
    (*reden("ONTERECHT", date(2025, 11, 20)), False),
    (*reden("ONTERECHT", date(2025, 11, 21)), True),
    (*reden("ANDERS", date(2025, 11, 20)), False),
    (*reden("ANDERS", date(2025, 11, 21)), True),
    (*reden("FOUTIEF", date(2027, 2, 27), date(2028, 2, 29)), False),
    (*reden("FOUTIEF", date(2027, 2, 28), date(2028, 2, 29)), True),
    (*reden("", date(2020, 1, 1)), True),
    (*reden("X", date(2020, 1, 1)), True),
    ({"reden": "VRIJSTELLING"}, {"begindatum": date(2020, 1, 1), "kant": "systeem"}, True),
)
def test_BV_S_intrekken_termijn(intrekking: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert intrekking("BV_S_intrekken_termijn", given, facts) is holds


@pytest.mark.req("INT-07")
def test_the_sentence_names_the_day(zin: Callable[..., str]) -> None:
    given, facts = reden("GEEN_INSCHRIJVING", date(2026, 7, 31))
    assert "op of na 1 augustus 2026" in zin(INTREKKING, "BV_S_intrekken_termijn", given, facts)


@pytest.mark.req("INT-04", "INT-06")
@table(
    ({"reden": "ANDERS"}, {}, False),
    ({"reden": "ANDERS", "toelichting": "Dubbel"}, {}, True),
    ({"reden": "FOUTIEF"}, {}, True),
)
def test_BV_S_intrekken_toelichting(intrekking: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert intrekking("BV_S_intrekken_toelichting", given, facts) is holds


def test_grenzen() -> None:
    assert schooljaar_begin(date(2026, 7, 31)) == date(2025, 8, 1)
    assert schooljaar_begin(date(2026, 8, 1)) == date(2026, 8, 1)
    assert intrekgrens("FOUTIEF", date(2026, 1, 31)) == date(2025, 1, 31)
