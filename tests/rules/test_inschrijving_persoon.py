"""Who the pupil is. Domain rules §3."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.rules.conftest import Judge
from verzuimloket.inschrijvingen.inputs import AndereInschrijving, Periode
from verzuimloket.inschrijvingen.rules import INSCHRIJVING
from verzuimloket.personen.inputs import Geboortedatum

Row = dict[str, Any]
ZONDER: Row = {"met_nummer": False, "bsn": ""}


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


@pytest.mark.req("INS-17")
@table(
    ({"met_nummer": False}, {}, False),
    ({"met_nummer": False, "bsn": "", "onderwijsnummer": "100310303"}, {}, False),
    (ZONDER, {}, True),
    ({}, {}, True),
)
def test_BV_I_nummer_bij_zonder_nummer(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_nummer_bij_zonder_nummer", given, facts) is holds


@pytest.mark.req("INS-18")
@table(
    ({"bsn": ""}, {}, False),
    ({"bsn": "", "onderwijsnummer": "100310303"}, {}, True),
    (ZONDER, {}, True),
)
def test_BV_I_nummer_verplicht(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_nummer_verplicht", given, facts) is holds


@pytest.mark.req("INS-18")
@table(
    ({"onderwijsnummer": "100310303"}, {}, False),
    ({"bsn": "", "onderwijsnummer": "100310303"}, {}, True),
    ({}, {}, True),
)
def test_BV_I_nummer_dubbel(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_nummer_dubbel", given, facts) is holds


@pytest.mark.req("INS-18")
@table(
    ({"bsn": "100310303"}, {}, False),
    ({"bsn": "999999990"}, {}, True),
    ({"bsn": "111111111"}, {}, True),
)
def test_BV_I_bsn_is_onderwijsnummer(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_bsn_is_onderwijsnummer", given, facts) is holds


@pytest.mark.req("INS-18")
@table(
    ({"bsn": "198317359"}, {}, True),
    ({"bsn": "1983.17.359"}, {}, True),
    ({"bsn": "10000008"}, {}, True),  # eight digits: the leading zero is missing
    ({"bsn": "111111111"}, {}, False),
    ({"bsn": "000000000"}, {}, False),
    ({"bsn": "20015"}, {}, False),
    ({"bsn": "٩٩٩٩٩٩٩٩٠"}, {}, False),
    ({"bsn": "100310303"}, {}, True),  # told apart: the rule above names it
    ({"bsn": ""}, {}, True),
)
def test_BV_I_bsn_klopt_niet(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_bsn_klopt_niet", given, facts) is holds


@pytest.mark.req("INS-18")
@table(
    ({"bsn": "", "onderwijsnummer": "999999990"}, {}, False),
    ({"bsn": "", "onderwijsnummer": "100310303"}, {}, True),
    ({"bsn": "", "onderwijsnummer": ""}, {}, True),
)
def test_BV_I_onderwijsnummer_is_bsn(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_onderwijsnummer_is_bsn", given, facts) is holds


@pytest.mark.req("INS-18")
@table(
    ({"bsn": "", "onderwijsnummer": "100729533"}, {}, True),
    ({"bsn": "", "onderwijsnummer": "111111111"}, {}, False),
    ({"bsn": "", "onderwijsnummer": "10031030"}, {}, False),  # exactly nine digits
    ({"bsn": "", "onderwijsnummer": "999999990"}, {}, True),  # told apart: the rule above names it
    ({"bsn": ""}, {}, True),
)
def test_BV_I_onderwijsnummer_klopt_niet(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_onderwijsnummer_klopt_niet", given, facts) is holds


@pytest.mark.req("INS-20", "INS-39", "INS-41")
@table(
    ({}, {"persoon_bekend": False}, False),
    ({"bsn": "", "onderwijsnummer": "100310303"}, {"persoon_bekend": False}, False),
    ({}, {"persoon_bekend": True}, True),
    ({}, {"persoon_bekend": None}, True),
    (ZONDER, {"persoon_bekend": False}, True),
    ({"bsn": "111111111"}, {"persoon_bekend": False}, True),  # a wrong number cannot be looked up
    ({"onderwijsnummer": "100310303"}, {"persoon_bekend": False}, True),
)
def test_BV_I_persoon_onbekend(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_persoon_onbekend", given, facts) is holds


@pytest.mark.req("INS-18", "INS-20")
@table(({"geslacht": ""}, {}, False), ({"geslacht": "O"}, {}, True))
def test_BV_I_geslacht_verplicht(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_geslacht_verplicht", given, facts) is holds


@pytest.mark.req("INS-19")
@table(
    ({"geslacht": "M"}, {}, True),
    ({"geslacht": "V"}, {}, True),
    ({"geslacht": "O"}, {}, True),
    ({"geslacht": "X"}, {}, False),
    ({"geslacht": "m"}, {}, False),
    ({"geslacht": ""}, {}, True),
)
def test_BV_I_geslacht_onbekend(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_geslacht_onbekend", given, facts) is holds


@pytest.mark.req("INS-40")
@table(
    ({}, {"geslacht_klopt": False}, False),
    ({}, {"geslacht_klopt": True}, True),
    ({}, {"geslacht_klopt": False, "persoon_bekend": False}, True),
    ({"geslacht": ""}, {"geslacht_klopt": False}, True),
    ({"geslacht": "X"}, {"geslacht_klopt": False}, True),  # what does not exist has a sentence of its own
    (ZONDER, {"geslacht_klopt": False}, True),
)
def test_BV_I_geslacht_anders(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_geslacht_anders", given, facts) is holds


@pytest.mark.req("INS-18", "INS-20", "INS-35")
@table(
    ({"geboortedatum": None}, {}, False),
    ({"geboortedatum": Geboortedatum(2011)}, {}, True),
    ({"geboortedatum": Geboortedatum(2011, 3)}, {}, True),
)
def test_BV_I_geboortedatum_verplicht(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_geboortedatum_verplicht", given, facts) is holds


@table(
    ({"geboortedatum": Geboortedatum(2026, 11, 21)}, {}, True),
    ({"geboortedatum": Geboortedatum(2026, 11, 22)}, {}, False),
    ({"geboortedatum": Geboortedatum(2026)}, {}, True),
    ({"geboortedatum": Geboortedatum(2027)}, {}, False),
    ({"geboortedatum": None}, {}, True),
)
def test_BV_I_geboortedatum_toekomst(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_geboortedatum_toekomst", given, facts) is holds


@pytest.mark.req("INS-18")
@table(
    ({}, {"geboortedatum_klopt": False}, False),
    ({}, {"geboortedatum_klopt": True}, True),
    ({}, {"geboortedatum_klopt": False, "persoon_bekend": None}, True),
    ({"geboortedatum": None}, {"geboortedatum_klopt": False}, True),
)
def test_BV_I_geboortedatum_anders(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_geboortedatum_anders", given, facts) is holds


@pytest.mark.req("INS-36")
@table(
    ({"begindatum": date(2026, 9, 9), "geboortedatum": Geboortedatum(2022, 9, 10)}, {}, False),
    ({"begindatum": date(2026, 9, 10), "geboortedatum": Geboortedatum(2022, 9, 10)}, {}, True),
    (
        {"begindatum": date(2026, 9, 9), "geboortedatum": Geboortedatum(2022, 9)},
        {},
        True,
    ),  # perhaps born on the 1st
    ({"begindatum": date(2026, 8, 31), "geboortedatum": Geboortedatum(2022, 9)}, {}, False),
    ({"begindatum": date(2026, 8, 31), "geboortedatum": Geboortedatum(2022)}, {}, True),
    ({"begindatum": date(2026, 8, 31), "geboortedatum": Geboortedatum(2023)}, {}, False),
    # already given in, while the register may not hold younger children
    ({"begindatum": date(2026, 12, 1), "geboortedatum": Geboortedatum(2022, 12, 1)}, {}, False),
    ({"begindatum": date(2026, 12, 1), "geboortedatum": Geboortedatum(2022, 11, 21)}, {}, True),
    ({"begindatum": date(2026, 8, 1), "geboortedatum": None}, {}, True),
    ({"begindatum": None, "geboortedatum": Geboortedatum(2025)}, {}, True),
)
def test_BV_I_te_jong(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_te_jong", given, facts) is holds


@pytest.mark.req("INS-36", "OVZ-13")
@table(
    ({"begindatum": date(2026, 9, 9)}, {"geboortedatum": Geboortedatum(2022, 9, 10)}, False),
    ({"begindatum": date(2026, 9, 10)}, {"geboortedatum": Geboortedatum(2022, 9, 10)}, True),
    ({"begindatum": date(2026, 9, 9)}, {"geboortedatum": None}, True),
)
def test_BV_I_te_jong_when_the_date_changes(datums: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert datums("BV_I_te_jong", given, facts) is holds


@pytest.mark.req("INS-36")
def test_the_sentence_names_the_fourth_birthday(zin: Callable[..., str]) -> None:
    text = zin(INSCHRIJVING, "BV_I_te_jong", {"geboortedatum": Geboortedatum(2023, 9, 10)}, {})
    assert "nog geen 4 jaar" in text
    assert "vanaf 10 september 2027" in text


@table(
    ({"begindatum": date(2026, 8, 1)}, {"overleden_op": date(2026, 8, 1)}, True),
    ({"begindatum": date(2026, 8, 2)}, {"overleden_op": date(2026, 8, 1)}, False),
    ({"begindatum": date(2026, 8, 2)}, {"overleden_op": None}, True),
    ({"begindatum": None}, {"overleden_op": date(2026, 8, 1)}, True),
)
def test_BV_I_overleden(inschrijving: Judge, datums: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_overleden", given, facts) is holds
    assert datums("BV_I_overleden", given, facts) is holds


@pytest.mark.req("INS-20")
@table(
    (ZONDER, {}, False),
    (ZONDER | {"achternaam": "Foorman"}, {}, True),
    ({}, {}, True),
)
def test_BV_I_achternaam_verplicht(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_achternaam_verplicht", given, facts) is holds


@pytest.mark.parametrize(
    ("given", "facts"),
    [
        ({}, {"geboortedatum_klopt": False}),
        ({}, {"geslacht_klopt": False}),
        ({"geslacht": ""}, {}),
        ({"geboortedatum": None}, {}),
    ],
)
def test_a_number_alone_tells_nothing(inschrijving: Judge, given: Row, facts: Row) -> None:
    """Who guesses a number learns neither a death nor a school of its owner."""
    periode = Periode(date(2025, 8, 1))
    others = (AndereInschrijving("01AA", periode, False), AndereInschrijving("28AX", periode, True))
    secret = {"overleden_op": date(2026, 1, 1), "inschrijvingen": others}
    for code in ("BV_I_overleden", "BV_I_overlap_andere_instelling", "BV_I_tweede_inschrijving"):
        assert not inschrijving(code, {}, secret)
        assert inschrijving(code, given, facts | secret)
