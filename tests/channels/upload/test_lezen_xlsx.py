"""Excel: cells as they were meant, the right sheet, and every attack answered with a sentence."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
import xlsxwriter

from tests.channels.upload.bestand import GOED, KOP, VANDAAG, geweigerd, open_, regels
from tests.inspectie import maken
from verzuimloket.aanleveringen import sjabloon
from verzuimloket.channels.upload.tabellen import werkboek
from verzuimloket.core.parameters import DATED
from verzuimloket.personen.inputs import Geboortedatum

pytestmark = pytest.mark.req("BST-02")
RIJ = [GOED.get(naam, "") for naam in KOP]
DEEL = 65_536
SHEET = "xl/worksheets/sheet1.xml"


def xlsx(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    """A workbook as ``fill`` makes it of the book and its first sheet, with the heading in it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True} | options) as boek:
        blad = boek.add_worksheet("Leerlingen")
        blad.write_row(0, 0, KOP)
        fill(boek, blad)
    return out.getvalue()


def met(inhoud: bytes, erbij: dict[str, bytes]) -> bytes:
    """The workbook with other or more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            nieuw.writestr(naam, erbij.get(naam, oud.read(naam)))
        for naam in erbij.keys() - set(oud.namelist()):
            nieuw.writestr(naam, erbij[naam])
    return out.getvalue()


@pytest.mark.parametrize("stelsel", [False, True], ids=["1900", "1904"])
def test_cells_as_they_were_meant(stelsel: bool) -> None:
    def fill(boek: Any, blad: Any) -> None:
        dag = boek.add_format({"num_format": "dd-mm-yyyy"})
        blad.write_row(1, 0, RIJ)
        blad.write_datetime(1, KOP.index("datumInschrijving"), datetime(2026, 8, 1), dag)
        blad.write_number(1, KOP.index("bsn"), 12345672)
        blad.write_number(1, KOP.index("geboortedatum"), 2012)
        blad.write_number(1, KOP.index("huisnummer"), 12.0)
        blad.write_boolean(1, KOP.index("plaatsnaam"), True)
        blad.write_row(3, 0, RIJ)
        blad.write_number(3, KOP.index("huisnummer"), 12.5)

    lezing = open_(xlsx(fill, date_1904=stelsel), deel=DEEL)
    first, second = lezing.regels()
    assert (first.given.begindatum, first.given.geboortedatum) == (date(2026, 8, 1), Geboortedatum(2012))
    assert (first.given.bsn, first.herstel) == ("012345672", (("bsn", "12345672", "012345672"),))
    assert first.given.adres is not None
    assert (first.given.adres.huisnummer, first.given.adres.plaats) == ("12", "WAAR")
    assert (first.regel, second.regel, second.waarden[KOP.index("huisnummer")]) == (2, 4, "12.5")
    assert (lezing.leeswijze.soort, lezing.aantal, lezing.leeswijze.opmerkingen) == ("XLSX", 3, ())
    assert (first.fouten, second.fouten) == ((), ())


def test_a_table_that_does_not_begin_in_the_corner_and_other_sheets() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as boek:
        boek.add_worksheet("Voorblad").write(0, 0, "Onze leerlingen")
        boek.add_worksheet("Leeg").hide()
        blad = boek.add_worksheet("Lijst")
        blad.write(0, 2, "Lijst van 22 november")
        blad.write_row(3, 2, KOP)
        blad.write_row(4, 2, RIJ)
        blad.hide()
    lezing = open_(out.getvalue(), deel=DEEL)
    (found,) = lezing.regels()
    assert (found.regel, found.given.bsn, found.fouten) == (5, GOED["bsn"], ())
    about = " ".join(lezing.leeswijze.opmerkingen)
    assert "alleen werkblad Lijst" in about
    assert "Voorblad, Leeg" in about
    assert "verborgen" in about


@pytest.mark.parametrize(
    ("fill", "code", "woord"),
    [
        (lambda _, blad: blad.write_formula(4, 2, "=B5"), "VORM_bestand_formule", "cel C5 van werkblad Leerlingen"),
        (lambda _, blad: blad.write_array_formula(1, 0, 2, 0, "{=B2:B3}"), "VORM_bestand_formule", "cel A2"),
        (lambda _, blad: blad.write_formula(4, 2, "=WEBSERVICE(A1)"), "VORM_bestand_actief", "koppeling"),
        (lambda _, blad: blad.write_row(1, 0, [""] * 22), "VORM_bestand_zonder_regels", "leerlingen"),
        (lambda _, blad: blad.write(1, 500, "x"), "VORM_bestand_te_veel_kolommen", "500"),
        (lambda _, blad: blad.write(1_048_575, 16_383, "x"), "VORM_bestand_te_", ""),
        (lambda _, blad: blad.write(300_000, 0, "x"), "VORM_bestand_te_veel_regels", "200.000"),
        (lambda _, blad: blad.write_url(1, 0, "file://server/deel"), "VORM_bestand_actief", "koppeling"),
    ],
)
def test_workbooks_that_are_refused(fill: Callable[[Any, Any], None], code: str, woord: str) -> None:
    found = geweigerd(xlsx(fill), deel=DEEL)
    assert found[0].startswith(code)
    assert woord in found[1]


def test_a_pasted_error_is_no_empty_cell() -> None:
    inhoud = xlsx(lambda _, blad: blad.write_row(1, 0, RIJ))
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        xml = archief.read(SHEET)
    row = b'<row r="3"><c r="C3" s="1" t="e"><v>#N/A</v></c></row></sheetData>'
    found = geweigerd(met(inhoud, {SHEET: xml.replace(b"</sheetData>", row)}), deel=DEEL)
    assert found[0] == "VORM_bestand_celfout"
    assert "cel C3" in found[1]


def _bom() -> bytes:
    """Small on the wire, hundreds of megabytes when unpacked."""
    return met(xlsx(lambda *_: None), {SHEET: b'<?xml version="1.0"?><worksheet>' + b" " * 200_000_000})


@pytest.mark.parametrize(
    ("inhoud", "code"),
    [
        (lambda: maken.xlsx_met({"xl/vbaProject.bin": b"x"}), "VORM_bestand_actief"),
        (lambda: maken.xlsx_met({"xl/externalLinks/externalLink1.xml": b"<a/>"}), "VORM_bestand_actief"),
        (lambda: maken.xlsx_met({"xl/embeddings/a.bin": b"x"}), "VORM_bestand_actief"),
        (lambda: xlsx(lambda *_: None)[:-40], "VORM_bestand_beschadigd"),
        (lambda: b"PK\x03\x04" + bytes(99), "VORM_bestand_beschadigd"),
        (lambda: b"PK\x05\x06" + bytes(18), "VORM_bestand_geen_tekst"),
        (lambda: xlsx(lambda *_: None) + b"%PDF-1.7", "VORM_bestand_beschadigd"),
        (lambda: met(xlsx(lambda *_: None), {SHEET: b"<worksheet><sheetData>"}), "VORM_bestand_"),
        (
            lambda: met(xlsx(lambda *_: None), {SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "VORM_bestand_actief",
        ),
        (lambda: met(xlsx(lambda *_: None), {"xl/_rels/workbook.xml.rels": b"<a/>"}), "VORM_bestand_beschadigd"),
        (_bom, "VORM_bestand_te_zwaar"),
    ],
)
def test_attacks(inhoud: Callable[[], bytes], code: str) -> None:
    assert geweigerd(inhoud(), deel=DEEL)[0].startswith(code)


@cache
def _groot() -> bytes:
    return xlsx(lambda _, blad: [blad.write_row(rij, 0, RIJ) for rij in range(1, 7_000)])


@pytest.mark.parametrize(
    ("vulling", "code"),
    [
        (b"<x:f>CALL(1)</x:f>", "VORM_bestand_actief"),
        (b"<f>WEB&#83;ERVICE(A1)</f>", "VORM_bestand_actief"),
        (b"<formula1>CALL(1)</formula1>", "VORM_bestand_actief"),
        (b"<!-- -->", "VORM_bestand_actief"),
        (b"<y:oleObject />", "VORM_bestand_actief"),
        (b'<c r="XF7"><f>A1</f></c>', "VORM_bestand_formule"),
    ],
)
def test_large_sheets_are_looked_through_by_pattern(vulling: bytes, code: str) -> None:
    """The dangerous thing stands beyond the first megabyte, cut at any place."""
    inhoud = _groot()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        xml = archief.read(SHEET)
    assert (
        geweigerd(met(inhoud, {SHEET: xml.replace(b"</sheetData>", vulling + b"</sheetData>")}), deel=DEEL)[0] == code
    )


def test_a_large_sheet_is_read_and_only_in_utf_8() -> None:
    inhoud = _groot()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        xml = archief.read(SHEET)
    assert len(xml) > 1_000_000
    assert len(regels(inhoud, deel=DEEL)) == 6_999
    vreemd = xml.replace(b"UTF-8", b"UTF-7", 1)
    assert geweigerd(met(inhoud, {SHEET: vreemd}), deel=DEEL)[0] == "VORM_bestand_beschadigd"


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    inhoud = xlsx(lambda _, blad: blad.write_row(1, 0, RIJ))
    monkeypatch.setitem(DATED, "upload_xlsx_max_mb", [DATED["upload_xlsx_max_mb"][0]._replace(value=0)])
    assert geweigerd(inhoud, deel=DEEL)[0] == "VORM_bestand_te_zwaar"


def test_a_child_that_dies_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    inhoud = xlsx(lambda _, blad: blad.write_row(1, 0, RIJ))
    lezing = open_(inhoud, deel=DEEL)
    answers = iter([{"bladen": [["Leerlingen", True]]}])

    def lees_cellen(*_: object) -> Any:
        from verzuimloket.bestanden.inspectie.codes import Afgekeurd, Gebrek

        yield from answers
        raise Afgekeurd(Gebrek.TE_VEEL)

    monkeypatch.setattr(werkboek, "lees_cellen", lees_cellen)
    from verzuimloket.core.errors import Rejected

    with pytest.raises(Rejected, match="VORM_bestand_te_zwaar"):
        list(lezing.regels())


def test_the_reader_may_stop_half_way() -> None:
    inhoud = xlsx(lambda _, blad: [blad.write_row(rij, 0, RIJ) for rij in range(1, 1_500)])
    found = open_(inhoud, deel=DEEL).regels()
    assert next(found).regel == 2
    found.close()  # type: ignore[attr-defined]


@pytest.mark.req("BST-15")
def test_the_filled_in_template_is_read_back() -> None:
    """The sheet with examples of the template, as a school would copy it to the first sheet."""
    out = io.BytesIO()
    sjabloon.write_xlsx(out, ["99XA"], datetime.combine(VANDAAG, datetime.min.time(), UTC))
    assert geweigerd(out.getvalue(), deel=DEEL)[0] == "VORM_bestand_zonder_regels"
    with zipfile.ZipFile(out) as archief:
        voorbeeld = archief.read("xl/worksheets/sheet3.xml")
    found = regels(met(out.getvalue(), {SHEET: voorbeeld}), deel=DEEL)
    csv = io.BytesIO()
    sjabloon.write_example_csv(csv)
    assert [each.given for each in found] == [each.given for each in regels(csv.getvalue())]
    assert not any(each.fouten or each.herstel for each in found)
