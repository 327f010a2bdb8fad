"""Where the pupil lives. Domain rules §3.2, §21.3 scenario 22."""

from typing import Any

import pytest

from tests.rules.conftest import Judge
from verzuimloket.inschrijvingen.rules import INSCHRIJVING
from verzuimloket.personen.inputs import AdresInput

Row = dict[str, Any]
DUTCH = {"postcode": "3991 AB", "huisnummer": "12"}
BELGIAN = {"land": "5010", "regel1": "Kerkstraat 1"}
OWN = {"bsn": "", "onderwijsnummer": "100310303"}


def zonder(**adres: str) -> Row:
    return {"met_nummer": False, "bsn": "", "adres": AdresInput(**adres)}


def met(**adres: str) -> Row:
    return {"adres": AdresInput(**adres)}


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


@pytest.mark.req("INS-21", "INS-39")
@table(
    ({"met_nummer": False, "bsn": "", "adres": None}, {}, False),
    (zonder(**DUTCH), {}, True),
    ({"adres": None}, {}, True),
)
def test_BV_I_adres_verplicht(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_adres_verplicht", given, facts) is holds


@pytest.mark.req("INS-24")
@table(
    (zonder(land="", regel1="Kerkstraat 1"), {}, False),
    (zonder(**BELGIAN), {}, True),
    (zonder(**DUTCH), {}, True),
    ({"adres": None}, {}, True),
)
def test_BV_I_landcode_verplicht(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_landcode_verplicht", given, facts) is holds


@pytest.mark.req("INS-24")
@table(
    (zonder(land="1", regel1="Kerkstraat 1"), {"land_bekend": False}, False),
    (zonder(**BELGIAN), {"land_bekend": True}, True),
    (zonder(land=""), {"land_bekend": False}, True),
    (zonder(**DUTCH), {"land_bekend": False}, True),
)
def test_BV_I_landcode_onbekend(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_landcode_onbekend", given, facts) is holds


@pytest.mark.req("INS-22")
@table(
    (zonder(huisnummer="12"), {}, False),
    (zonder(**DUTCH), {}, True),
    (zonder(**BELGIAN), {}, True),
    (met(huisnummer="12"), {}, True),
    (met(huisnummer="12") | OWN, {}, False),
)
def test_BV_I_postcode_verplicht(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_postcode_verplicht", given, facts) is holds


@pytest.mark.req("INS-22")
@table(
    (zonder(postcode="1234ab"), {}, True),
    (zonder(postcode="1234 AB"), {}, True),
    (zonder(postcode="0234AB"), {}, False),
    (zonder(postcode="1234"), {}, False),
    (zonder(postcode=""), {}, True),
    (met(postcode="1234"), {}, False),
    ({"adres": None}, {}, True),
)
def test_BV_I_postcode_klopt_niet(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_postcode_klopt_niet", given, facts) is holds


@pytest.mark.req("INS-22")
@table(
    (zonder(**DUTCH), {"gemeente_bekend": False}, False),
    (zonder(**DUTCH), {"gemeente_bekend": True}, True),
    (zonder(postcode="0234AB"), {"gemeente_bekend": False}, True),
    (zonder(**BELGIAN), {"gemeente_bekend": False}, True),
    ({"adres": None}, {"gemeente_bekend": False}, True),
    (met(**DUTCH), {"gemeente_bekend": False}, True),  # not stored
    (met(**DUTCH) | OWN, {"gemeente_bekend": False}, False),
)
def test_BV_I_gemeente_onbekend(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    """A pupil without a municipality can be helped by nobody, so this refuses; the sentence tells the remedy."""
    assert inschrijving("BV_I_gemeente_onbekend", given, facts) is holds
    assert INSCHRIJVING["BV_I_gemeente_onbekend"].blocks
    assert "registerbeheerder" in INSCHRIJVING["BV_I_gemeente_onbekend"].sentence


@pytest.mark.req("INS-42")
@table(
    (met(**DUTCH), {}, False),
    (met(straat="Kerkstraat"), {}, False),
    (met(land="5010"), {}, True),
    (met(), {}, True),  # nothing was filled in
    (met(**DUTCH) | OWN, {}, True),  # the school is the one who knows it
    (zonder(**DUTCH), {}, True),
    ({"adres": None}, {}, True),
)
def test_BV_I_adres_uit_brp(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_adres_uit_brp", given, facts) is holds
    assert not INSCHRIJVING["BV_I_adres_uit_brp"].blocks


@pytest.mark.req("INS-22")
@table(
    (zonder(postcode="3991AB"), {}, False),
    (zonder(**DUTCH), {}, True),
    (zonder(**BELGIAN), {}, True),
    (met(postcode="3991AB"), {}, True),
    (met(postcode="3991AB") | OWN, {}, False),
)
def test_BV_I_huisnummer_verplicht(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_huisnummer_verplicht", given, facts) is holds


@pytest.mark.req("INS-22")
@table(
    (zonder(huisnummer="12"), {}, True),
    (zonder(huisnummer="12a"), {}, False),
    (zonder(huisnummer="0"), {}, False),
    (zonder(huisnummer=""), {}, True),
    ({"adres": None}, {}, True),
)
def test_BV_I_huisnummer_klopt_niet(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_huisnummer_klopt_niet", given, facts) is holds


@pytest.mark.req("INS-23")
@table(
    (zonder(huisletter="a"), {}, True),
    (zonder(huisletter="bis"), {}, False),
    (zonder(huisletter=""), {}, True),
    ({"adres": None}, {}, True),
)
def test_BV_I_huisletter_klopt_niet(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_huisletter_klopt_niet", given, facts) is holds


@pytest.mark.req("INS-23")
@table(
    (zonder(aanduiding="to"), {}, True),
    (zonder(aanduiding="by"), {}, True),
    (zonder(aanduiding="naast"), {}, False),
    (zonder(aanduiding=""), {}, True),
    ({"adres": None}, {}, True),
)
def test_BV_I_aanduiding_klopt_niet(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_aanduiding_klopt_niet", given, facts) is holds


@pytest.mark.req("INS-21")
@table(
    (zonder(**DUTCH, regel1="Kerkstraat 1"), {}, False),
    (zonder(**DUTCH, regel3="x"), {}, False),
    (zonder(**BELGIAN, postcode="3991AB"), {}, False),
    (zonder(**BELGIAN, plaats="Gent"), {}, False),
    (zonder(**DUTCH), {}, True),
    (zonder(**BELGIAN), {}, True),
    ({"adres": None}, {}, True),
)
def test_BV_I_adres_gemengd(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_adres_gemengd", given, facts) is holds


@pytest.mark.req("INS-24", "INS-42")
@table(
    (met(**BELGIAN), {}, False),
    (met(land="5010"), {}, True),
    (met(**BELGIAN) | {"bsn": "", "onderwijsnummer": "100310303"}, {}, True),
    (zonder(**BELGIAN), {}, True),
    (met(**DUTCH), {}, True),
    ({"adres": None}, {}, True),
)
def test_BV_I_adres_bij_bsn(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    """Abroad with a bsn: only the land, an address leads to refusal."""
    assert inschrijving("BV_I_adres_bij_bsn", given, facts) is holds


@pytest.mark.req("INS-25")
@table(
    (zonder(land="5010"), {}, False),
    (zonder(**BELGIAN), {}, True),
    (zonder(**DUTCH), {}, True),
    (met(land="5010"), {}, True),
    (met(land="5010") | OWN, {}, False),
)
def test_BV_I_adresregel_1_verplicht(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_adresregel_1_verplicht", given, facts) is holds


@pytest.mark.req("INS-26")
@table(
    (zonder(land="5010", regel2="9000 Gent"), {}, False),
    (zonder(**BELGIAN, regel2="9000 Gent"), {}, True),
    (zonder(**BELGIAN), {}, True),
    ({"adres": None}, {}, True),
)
def test_BV_I_adresregel_2_zonder_1(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_adresregel_2_zonder_1", given, facts) is holds


@pytest.mark.req("INS-26")
@table(
    (zonder(**BELGIAN, regel3="Vlaanderen"), {}, False),
    (zonder(land="5010", regel2="9000 Gent", regel3="Vlaanderen"), {}, False),
    (zonder(**BELGIAN, regel2="9000 Gent", regel3="Vlaanderen"), {}, True),
    (zonder(**BELGIAN), {}, True),
    ({"adres": None}, {}, True),
)
def test_BV_I_adresregel_3_zonder_2(inschrijving: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert inschrijving("BV_I_adresregel_3_zonder_2", given, facts) is holds
