"""Files that a school adds to a melding: each rule as a table (WNS-03). Looking into the file is tests/inspectie."""

from typing import Any

import pytest

from tests.rules.conftest import Judge
from verzuimloket.bestanden.inspectie.codes import Bevinding, Gebrek
from verzuimloket.verzuim.rules.bijlage import bewaarnaam, neutrale_naam

Row = dict[str, Any]
GEEN = {"naam": "", "inhoud": b""}
LEEG = {"naam": "verslag.pdf", "inhoud": b""}
MB = 1024 * 1024


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


def is_een(soort: str, gebrek: Gebrek = Gebrek.GEEN, wat: str = "") -> Row:
    return {"bevinding": Bevinding(soort, gebrek, wat)}


@table(*(({}, {"status": status}, status != "I") for status in ("", "R", "B", "G", "K", "D", "I")))
def test_BV_A_ingetrokken(bijlage: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert bijlage("BV_A_ingetrokken", given, facts) is holds


@table(*(({}, {"aantal": aantal}, aantal < 5) for aantal in (0, 4, 5, 6)))
def test_BV_A_aantal(bijlage: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert bijlage("BV_A_aantal", given, facts) is holds


@table(({}, {}, True), (LEEG, {}, True), (GEEN | {"te_lang": True}, {}, True), (GEEN, {}, False))
def test_BV_A_bestand_verplicht(bijlage: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert bijlage("BV_A_bestand_verplicht", given, facts) is holds


@table(({}, {}, True), (GEEN, {}, True), (LEEG | {"te_lang": True}, {}, True), (LEEG, {}, False))
def test_BV_A_leeg(bijlage: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert bijlage("BV_A_leeg", given, facts) is holds


@table(
    (LEEG, {}, True),
    ({"inhoud": b"x" * (5 * MB)}, {}, True),
    ({"inhoud": b"x" * (5 * MB + 1)}, {}, False),
    (LEEG | {"te_lang": True}, {}, False),
)
def test_BV_A_te_groot(bijlage: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert bijlage("BV_A_te_groot", given, facts) is holds


@table(
    *(({}, is_een(soort), True) for soort in ("PDF", "JPG", "PNG", "XLSX")),
    (LEEG, is_een(""), True),
    ({"inhoud": b"x" * (5 * MB + 1)}, is_een(""), True),
    ({}, is_een(""), False),
    ({}, is_een("EXE"), False),
)
def test_BV_A_soort(bijlage: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert bijlage("BV_A_soort", given, facts) is holds


@table(
    ({"naam": "Verslag 5 november.PDF"}, is_een("PDF"), True),
    ({"naam": "foto.jpeg"}, is_een("JPG"), True),
    ({"naam": "foto.jpg"}, is_een("JPG"), True),
    ({"naam": "C:\\Mijn documenten\\lijst.xlsx"}, is_een("XLSX"), True),
    ({"naam": "virus.exe"}, is_een(""), True),
    (LEEG, is_een("PNG"), True),
    ({"naam": "foto.png"}, is_een("JPG"), False),
    ({"naam": "verslag.pdf.exe"}, is_een("PDF"), False),
    ({"naam": "verslag"}, is_een("PDF"), False),
    ({"naam": "lijst.xlsm"}, is_een("XLSX"), False),
)
def test_BV_A_extensie(bijlage: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert bijlage("BV_A_extensie", given, facts) is holds


@table(({}, {}, True), (LEEG, is_een("PDF", Gebrek.BEVEILIGD), True), ({}, is_een("PDF", Gebrek.BEVEILIGD), False))
def test_BV_A_beveiligd(bijlage: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert bijlage("BV_A_beveiligd", given, facts) is holds


@table(({}, {}, True), ({}, is_een("PNG", Gebrek.TE_VEEL), True), ({}, is_een("PNG", Gebrek.ONLEESBAAR), False))
def test_BV_A_onleesbaar(bijlage: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert bijlage("BV_A_onleesbaar", given, facts) is holds


@table(
    ({}, {}, True),
    ({}, is_een("XLSX", Gebrek.ONLEESBAAR), True),
    ({}, is_een("XLSX", Gebrek.ACTIEF, "een macro"), False),
    ({}, is_een("PDF", Gebrek.ACTIEF), False),
)
def test_BV_A_actieve_inhoud(bijlage: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert bijlage("BV_A_actieve_inhoud", given, facts) is holds


@table(({}, {}, True), ({}, is_een("PNG", Gebrek.ONLEESBAAR), True), ({}, is_een("PNG", Gebrek.TE_VEEL), False))
def test_BV_A_te_veel_inhoud(bijlage: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert bijlage("BV_A_te_veel_inhoud", given, facts) is holds


@table(({}, {}, True), ({}, is_een("PDF", Gebrek.ACTIEF), True), ({}, is_een("PDF", Gebrek.VASTGEPLAKT), False))
def test_BV_A_vastgeplakt(bijlage: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert bijlage("BV_A_vastgeplakt", given, facts) is holds


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("verslag.pdf", "verslag.pdf"),
        ("../../etc/verslag.pdf", "verslag.pdf"),
        ("C:\\Users\\anna\\verslag.pdf", "verslag.pdf"),
        ("  veel   ruimte\n.pdf", "veel ruimte .pdf"),
        ("omgekeerd\u202efdp.exe", "omgekeerd fdp.exe"),
        ("", "bestand"),
        ("/", "bestand"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_name_as_it_is_shown(given: str, kept: str) -> None:
    assert bewaarnaam(given) == kept


def test_name_never_longer_than_fits() -> None:
    assert len(bewaarnaam("x." + "e" * 300)) == 120


def test_name_as_it_is_downloaded() -> None:
    assert [neutrale_naam(2, soort) for soort in ("PDF", "JPG", "PNG", "XLSX")] == [
        "bijlage-2.pdf",
        "bijlage-2.jpg",
        "bijlage-2.png",
        "bijlage-2.xlsx",
    ]
