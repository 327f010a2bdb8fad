"""The code lists: every file is legible, dated in order, sourced, and holds what the code branches on."""

import csv
from datetime import date

import pytest

from verzuimloket.core.actor import Kanaal, Rol
from verzuimloket.core.codelijsten import CODELIJSTEN, codelijst

LISTS = sorted(path.stem for path in CODELIJSTEN.glob("*.csv"))
COLUMNS = ["code", "naam", "geldig_van", "geldig_tot", "bron"]


def lines(naam: str) -> list[dict[str, str]]:
    with (CODELIJSTEN / f"{naam}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.parametrize("naam", LISTS)
def test_list_has_the_fixed_columns_first(naam: str) -> None:
    assert list(lines(naam)[0])[:5] == COLUMNS


@pytest.mark.parametrize("naam", LISTS)
def test_list_is_complete_and_without_doubles(naam: str) -> None:
    """A double code would silently hide the first line; a short line would give None."""
    rows = lines(naam)
    assert len({row["code"] for row in rows}) == len(rows) == len(list(codelijst(naam)))
    for row in rows:
        assert None not in [*row, *row.values()], row
        assert all(value == value.strip() for value in row.values()), row
        assert all(row[column] for column in ("code", "naam", "bron")), row


@pytest.mark.parametrize("naam", LISTS)
def test_dates_are_in_order(naam: str) -> None:
    assert all(code.geldig_van <= code.geldig_tot for code in codelijst(naam))


@pytest.mark.req("RPL-04")
@pytest.mark.parametrize(
    ("naam", "code", "last_day"),
    [
        ("status", "D", date(2020, 8, 11)),
        ("soort", "V1", date(2009, 7, 31)),
        ("soort", "V2", date(2009, 7, 31)),
    ],
)
def test_closed_code_keeps_its_label(naam: str, code: str, last_day: date) -> None:
    """New data may not use it after its last day, old data stay legible."""
    lijst = codelijst(naam)
    assert lijst.geldig(code, on=last_day)
    assert not lijst.geldig(code, on=date(2026, 11, 21))
    assert lijst.label(code) != code
    assert code not in dict(lijst.keuzes(on=date(2026, 11, 21)))


@pytest.mark.parametrize("naam", ["reden_afgesloten", "reden_intrekken"])
def test_reason_of_the_system_is_marked(naam: str) -> None:
    assert {code.naam for code in codelijst(naam) if code.extra["door"] == "systeem"} == {"Vrijstelling"}


def test_342_municipalities_in_40_regions() -> None:
    gemeenten, regios = list(codelijst("gemeente")), codelijst("regio")
    assert (len(gemeenten), len(list(regios))) == (342, 40)
    assert {gemeente.extra["regio"] for gemeente in gemeenten} == {regio.code for regio in regios}
    assert all(len(gemeente.code) == 4 and gemeente.code.isdigit() for gemeente in gemeenten)


@pytest.mark.req("INS-24")
@pytest.mark.parametrize(
    ("code", "naam"), [("6030", "Nederland"), ("5010", "België"), ("9089", "Duitsland"), ("0000", "Onbekend")]
)
def test_country_codes(code: str, naam: str) -> None:
    assert codelijst("land").label(code) == naam
    assert codelijst("land").geldig(code, on=date(2026, 11, 21))


def test_ground_belongs_to_a_kind_of_exemption() -> None:
    assert all(grond.extra["soort"] in codelijst("soort_vrijstelling") for grond in codelijst("grond_vrijstelling"))


@pytest.mark.req("AUT-17")
def test_every_role_is_explained() -> None:
    assert {rol.code for rol in codelijst("rol")} == {str(rol) for rol in Rol}
    assert all(rol.extra["toelichting"] for rol in codelijst("rol"))


def test_every_channel_has_a_label() -> None:
    assert {kanaal.code for kanaal in codelijst("kanaal")} == {str(kanaal) for kanaal in Kanaal}
