"""The pupil. Domain rules §7.2, §21.3 scenarios 10 and 11."""

from typing import Any

import pytest

from tests.rules.conftest import Judge
from verzuimloket.verzuim.inputs import AfwijkendAdres, Contactpersoon

Row = dict[str, Any]


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


def adres(stel: str, **fields: str) -> Row:
    return {"afwijkend_adres": AfwijkendAdres(stel, **fields)}  # type: ignore[arg-type]


STRAAT = {"straat": "Dorpsstraat", "huisnummer": "1", "postcode": "3991 AB"}
LOCATIE = {"locatie": "Woonboot bij de sluis", "plaats": "Houten"}


@pytest.mark.req("RGL-22", "MEL-05")
@table(
    ({}, {"inschrijvingen": ()}, False),
    ({}, {"bekend_persoon": False}, False),
    ({}, {}, True),
)
def test_BV_S_geen_inschrijving(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_geen_inschrijving", given, facts) is holds


@pytest.mark.req("RGL-23", "MEL-06")
@table(
    ({}, {"woont_in_buitenland": True}, False),
    ({}, {"woont_in_buitenland": True, "inschrijvingen": ()}, True),  # told to the pupil's own school only
    ({}, {}, True),
)
def test_BV_S_leerling_woont_in_buitenland(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_leerling_woont_in_buitenland", given, facts) is holds


@pytest.mark.req("RGL-29")
@table(
    ({}, {"gemeente_bekend": False}, False),
    ({}, {"gemeente_bekend": False, "woont_in_buitenland": True}, True),  # one sentence is enough
    ({}, {"gemeente_bekend": False, "inschrijvingen": ()}, True),
    ({}, {}, True),
)
def test_BV_S_gemeente_onbekend(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_gemeente_onbekend", given, facts) is holds


@pytest.mark.req("MEL-15")
@table(
    ({"leerling_email": ""}, {}, True),
    ({"leerling_email": "ouder@voorbeeld.example"}, {}, True),
    ({"leerling_email": "ouder"}, {}, False),
)
def test_BV_S_leerling_email(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_leerling_email", given, facts) is holds


@pytest.mark.req("MEL-16")
@table(
    ({"contactpersonen": (Contactpersoon("A"),) * 5}, {}, True),
    ({"contactpersonen": (Contactpersoon("A"),) * 6}, {}, False),
)
def test_BV_S_max_contactpersonen(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_max_contactpersonen", given, facts) is holds


@pytest.mark.req("MEL-16")
@table(
    ({"contactpersonen": (Contactpersoon("A"), Contactpersoon("", relatie="oma"))}, {}, False),
    ({"contactpersonen": (Contactpersoon("A"),)}, {}, True),
    ({}, {}, True),
)
def test_BV_S_contactpersoon_naam(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_contactpersoon_naam", given, facts) is holds


@pytest.mark.req("MEL-16")
@table(
    ({"contactpersonen": (Contactpersoon("A", email="a@"),)}, {}, False),
    ({"contactpersonen": (Contactpersoon("A", email="a@b.example"), Contactpersoon("B"))}, {}, True),
)
def test_BV_S_contactpersoon_email(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_contactpersoon_email", given, facts) is holds


@pytest.mark.req("MEL-17")
@table(
    (adres("straat", **STRAAT, plaats="Houten"), {}, False),
    (adres("locatie", **LOCATIE, huisletter="a"), {}, False),
    (adres("straat", **STRAAT), {}, True),
    (adres("locatie", **LOCATIE), {}, True),
    ({}, {}, True),
)
def test_BV_S_adres_dubbel_stel(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_adres_dubbel_stel", given, facts) is holds


@pytest.mark.req("MEL-17", "MEL-18")
@table(
    (adres("straat", straat="Dorpsstraat", huisnummer="1"), {}, False),
    (adres("straat", **STRAAT), {}, True),
    (adres("locatie", plaats="Houten"), {}, False),
    (adres("locatie", **LOCATIE), {}, True),
    (adres("straat"), {}, False),
    ({}, {}, True),
)
def test_BV_S_adres_onvolledig(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_adres_onvolledig", given, facts) is holds


@pytest.mark.req("MEL-18")
@table((adres("straat", huisnummer="1a"), {}, False), (adres("straat", **STRAAT), {}, True), ({}, {}, True))
def test_BV_S_adres_huisnummer(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_adres_huisnummer", given, facts) is holds


@pytest.mark.req("MEL-18")
@table(
    (adres("straat", huisletter="bis"), {}, False),
    (adres("straat", huisletter="b"), {}, True),
    ({}, {}, True),
)
def test_BV_S_adres_huisletter(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_adres_huisletter", given, facts) is holds


@pytest.mark.req("MEL-18")
@table((adres("straat", postcode="3991"), {}, False), (adres("straat", **STRAAT), {}, True), ({}, {}, True))
def test_BV_S_adres_postcode(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_adres_postcode", given, facts) is holds
