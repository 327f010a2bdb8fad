"""What a line of lesson absence must be: one table per rule."""

from datetime import date
from typing import Any

import pytest

from tests.rules.conftest import Judge
from verzuimloket.inschrijvingen.inputs import Periode
from verzuimloket.lesverzuim.inputs import Lesregel, LesregelFacts
from verzuimloket.lesverzuim.rules import bewaren_vanaf, judge

Row = dict[str, Any]


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


@table(({"kolommen": 4}, {}, True), ({"kolommen": 3}, {}, False), ({"kolommen": 5}, {}, False))
def test_BV_L_kolommen(lesverzuim: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesverzuim("BV_L_kolommen", given, facts) is holds


@table(({}, {"nummer_klopt": True}, True), ({"nummer": "123"}, {"nummer_klopt": False}, False))
def test_BV_L_nummer_klopt_niet(lesverzuim: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesverzuim("BV_L_nummer_klopt_niet", given, facts) is holds


@pytest.mark.req("RGL-22")
@table(
    ({}, {"inschrijvingen": ()}, False),  # unknown, and a pupil of another school, look the same
    ({}, {"inschrijvingen": (), "nummer_klopt": False}, True),  # told already
    ({}, {"inschrijvingen": (Periode(date(2020, 8, 1), date(2021, 7, 31)),)}, True),
)
def test_BV_L_leerling_onbekend(lesverzuim: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesverzuim("BV_L_leerling_onbekend", given, facts) is holds


@table(({"datum": None}, {}, False), ({}, {}, True))
def test_BV_L_datum_onleesbaar(lesverzuim: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesverzuim("BV_L_datum_onleesbaar", given, facts) is holds


@table(
    ({"datum": date(2026, 11, 21)}, {}, True),
    ({"datum": date(2026, 11, 22)}, {}, False),
    ({"datum": None}, {}, True),
)
def test_BV_L_datum_in_toekomst(lesverzuim: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesverzuim("BV_L_datum_in_toekomst", given, facts) is holds


@table(
    ({"datum": date(2025, 8, 1)}, {}, True),
    ({"datum": date(2025, 7, 31)}, {}, False),
    ({"datum": date(2025, 7, 31)}, {"vandaag": date(2026, 7, 31)}, True),
    ({"datum": date(2024, 8, 1)}, {"vandaag": date(2026, 7, 31)}, True),
    ({"datum": None}, {}, True),
)
def test_BV_L_datum_te_oud(lesverzuim: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesverzuim("BV_L_datum_te_oud", given, facts) is holds


@pytest.mark.req("RGL-22")
@table(
    ({"datum": date(2026, 9, 1)}, {"inschrijvingen": (Periode(date(2026, 9, 1)),)}, True),
    ({"datum": date(2026, 8, 31)}, {"inschrijvingen": (Periode(date(2026, 9, 1)),)}, False),
    ({"datum": date(2026, 11, 1)}, {"inschrijvingen": (Periode(date(2026, 8, 1), date(2026, 10, 31)),)}, False),
    ({"datum": date(2026, 11, 1)}, {"inschrijvingen": ()}, True),  # told already
    ({"datum": None}, {}, True),
)
def test_BV_L_niet_ingeschreven(lesverzuim: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesverzuim("BV_L_niet_ingeschreven", given, facts) is holds


@table(
    ({"lesuur": 3, "minuten": None}, {}, True),
    ({"lesuur": None, "minuten": 15}, {}, True),
    ({"lesuur": None, "minuten": None}, {}, False),
    ({"lesuur": 3, "minuten": 15}, {}, False),
)
def test_BV_L_lesuur_of_minuten(lesverzuim: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesverzuim("BV_L_lesuur_of_minuten", given, facts) is holds


@table(
    ({"lesuur": 0}, {}, False),
    ({"lesuur": 1}, {}, True),
    ({"lesuur": 12}, {}, True),
    ({"lesuur": 13}, {}, False),
    ({"lesuur": None, "minuten": 13}, {}, True),
)
def test_BV_L_lesuur_bestaat_niet(lesverzuim: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesverzuim("BV_L_lesuur_bestaat_niet", given, facts) is holds


@table(
    ({"lesuur": None, "minuten": 0}, {}, False),
    ({"lesuur": None, "minuten": 1}, {}, True),
    ({"lesuur": None, "minuten": 600}, {}, True),
    ({"lesuur": None, "minuten": 601}, {}, False),
    ({"lesuur": 3, "minuten": None}, {}, True),
)
def test_BV_L_minuten_bestaan_niet(lesverzuim: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesverzuim("BV_L_minuten_bestaan_niet", given, facts) is holds


@pytest.mark.req("RGL-01", "RGL-03")
@table(
    ({"soort": "O"}, {}, True),
    ({"soort": "T", "lesuur": None, "minuten": 5}, {}, True),
    ({"soort": "G"}, {}, False),  # authorised absence is never kept
    ({"soort": ""}, {}, False),
    ({"soort": "ziek"}, {}, False),
)
def test_BV_L_soort_onbekend(lesverzuim: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesverzuim("BV_L_soort_onbekend", given, facts) is holds


@table(
    ({"soort": "T", "lesuur": 3}, {}, False),
    ({"soort": "T", "lesuur": None, "minuten": 5}, {}, True),
    ({"soort": "O", "lesuur": None, "minuten": 5}, {}, True),
    ({"soort": "O", "lesuur": 3}, {}, True),
)
def test_BV_L_te_laat_in_minuten(lesverzuim: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesverzuim("BV_L_te_laat_in_minuten", given, facts) is holds


@table(({}, {"eerder": False}, True), ({}, {"eerder": True}, False))
def test_BV_L_regel_dubbel(lesverzuim: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesverzuim("BV_L_regel_dubbel", given, facts) is holds


def test_one_sentence_per_column() -> None:
    """With another number of columns the rest of the line says nothing."""
    facts = LesregelFacts(nummer_klopt=False, inschrijvingen=(), vandaag=date(2026, 11, 21))
    codes = [each.code for each in judge(Lesregel("", None, None, None, "", 2), facts, on=facts.vandaag)]
    assert codes == ["BV_L_kolommen"]
    codes = [each.code for each in judge(Lesregel("", None, None, None, ""), facts, on=facts.vandaag)]
    assert codes == ["BV_L_nummer_klopt_niet", "BV_L_datum_onleesbaar", "BV_L_lesuur_of_minuten", "BV_L_soort_onbekend"]


@pytest.mark.parametrize(
    ("vandaag", "vanaf"),
    [
        (date(2026, 7, 31), date(2024, 8, 1)),
        (date(2026, 8, 1), date(2025, 8, 1)),
        (date(2027, 1, 1), date(2025, 8, 1)),
    ],
)
def test_kept_this_school_year_and_the_one_before(vandaag: date, vanaf: date) -> None:
    assert bewaren_vanaf(vandaag) == vanaf
