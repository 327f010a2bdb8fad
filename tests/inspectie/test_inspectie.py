"""Looking into files: what is good passes, every attack has an answer, and nothing ever raises (beveiliging.md 31)."""

import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.inspectie import maken
from verzuimloket.bestanden import inspectie
from verzuimloket.bestanden.inspectie import inspecteer
from verzuimloket.bestanden.inspectie.codes import Gebrek

pytestmark = pytest.mark.req("WNS-03")
SHEET, RELS, TYPES = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels", "[Content_Types].xml"


@pytest.mark.parametrize("soort", list(maken.GOED))
def test_good_files(soort: str) -> None:
    inhoud = maken.GOED[soort]()
    found = inspecteer(inhoud)
    assert (found.soort, found.gebrek) == (soort, Gebrek.GEEN)
    assert (found.inhoud == inhoud) is (soort in ("PDF", "XLSX"))


@pytest.mark.parametrize("soort", ["JPEG", "PNG"])
def test_a_picture_keeps_only_its_points(soort: str) -> None:
    inhoud = maken.beeld(soort)
    assert maken.TREFWOORD.encode() in inhoud
    kept = inspecteer(inhoud + b"PK\x03\x04 iets erachter").inhoud
    assert maken.TREFWOORD.encode() not in kept
    assert b"erachter" not in kept
    with Image.open(io.BytesIO(kept)) as beeld:
        assert not beeld.getexif()
        assert beeld.size == (40, 60)  # turned as the camera said
        assert beeld.format == soort


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_mode(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (5, 4)).save(out, "PNG")
    assert inspecteer(out.getvalue()).gebrek == Gebrek.GEEN


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_photos_of_every_mode(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (5, 4)).save(out, "JPEG")
    assert inspecteer(out.getvalue()).gebrek == Gebrek.GEEN


@pytest.mark.parametrize(
    "inhoud",
    [
        b"",
        b"gewone tekst",
        b"MZ\x90\x00 programma",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a\x01\x00\x01\x00\x00",
        b"\n%PDF-1.4",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 oude xls",
    ],
)
def test_other_kinds(inhoud: bytes) -> None:
    assert inspecteer(inhoud).soort == ""


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archief:
        for naam, inhoud in parts.items():
            archief.writestr(naam.replace("__", "/"), inhoud)
    return out.getvalue()


def test_another_archive_is_no_workbook() -> None:
    assert inspecteer(_zip(word__document=b"x")).soort == ""
    docx = {TYPES: (b"spreadsheetml.sheet.main", b"wordprocessingml.document.main")}
    assert inspecteer(maken.xlsx_met(anders=docx)).soort == ""


@pytest.mark.parametrize(
    "inhoud", [maken.pdf_versleuteld(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")]
)
def test_passwords(inhoud: bytes) -> None:
    assert inspecteer(inhoud).gebrek == Gebrek.BEVEILIGD


def test_an_archive_with_a_password() -> None:
    inhoud = bytearray(maken.xlsx())
    inhoud[6] |= 1  # the flag of the first part, and in the directory
    inhoud[inhoud.find(b"PK\x01\x02") + 8] |= 1
    assert inspecteer(bytes(inhoud)).gebrek == Gebrek.BEVEILIGD


@pytest.mark.parametrize("soort", list(maken.GOED))
@pytest.mark.parametrize("deel", [0.3, 0.6, 0.95])
def test_half_a_file(soort: str, deel: float) -> None:
    inhoud = maken.GOED[soort]()
    assert inspecteer(inhoud[: int(len(inhoud) * deel)]).gebrek != Gebrek.GEEN


JS = {"S": "/JavaScript", "JS": "app.alert(1)"}


@pytest.mark.parametrize(
    "inhoud",
    [
        maken.pdf_met(OpenAction=JS),
        maken.pdf_met(OpenAction={"S": "/URI", "URI": "https://voorbeeld.example"}),
        maken.pdf_met(OpenAction={"S": "/Named", "N": "/Print"}),
        maken.pdf_met(AA={"WC": {"S": "/GoTo"}}),
        maken.pdf_met(Names={"JavaScript": {"Names": ["x", JS]}}),
        maken.pdf_met(Names={"EmbeddedFiles": {"Names": ["x"]}}),
        maken.pdf_met(X={"S": "/Launch", "F": "cmd.exe"}),
        maken.pdf_met(X={"Subtype": "/RichMedia"}),
        maken.pdf_met(X={"Type": "/EmbeddedFile"}),
        maken.pdf_met(AcroForm={"XFA": "x", "Fields": []}),
        maken.pdf_met(X={"S": "/SubmitForm", "F": "https://voorbeeld.example"}),
        maken.pdf_met(X={"S": "/URI", "URI": "javascript:alert(1)"}),
        maken.pdf_met(X={"S": "/URI", "URI": "file:///etc/passwd"}),
        maken.pdf_met(X=[{"Y": [{"S": "/Launch"}]}]),
        maken.pdf_kaal(catalogus=b"/OpenAction<</S/JavaScript/JS(x)>>"),
        maken.pdf_kaal(catalogus=b"/OpenAction<</S/J#61vaScript/J#53(x)>>"),
        maken.pdf_kaal(b"4 0 obj\n<</S/Launch/F(cmd.exe)>>\nendobj\n"),
        maken.pdf_kaal(maken.objectstroom(b"<</S/JavaScript/JS(x)>>")),
        maken.pdf_kaal(maken.objectstroom(b"<</S/L#61unch>>")),
        maken.pdf_kaal(b"4 0 obj\n<</F(\\\\\\\\elders\\\\x)/Length 1>>\nstream\nx\nendstream\nendobj\n"),
    ],
)
def test_a_pdf_that_does_something(inhoud: bytes) -> None:
    found = inspecteer(inhoud)
    assert found.gebrek == Gebrek.ACTIEF
    assert found.wat


@pytest.mark.parametrize(
    "inhoud",
    [
        maken.pdf_kaal(),
        maken.pdf_kaal(catalogus=b"/OpenAction[3 0 R/Fit]"),
        maken.pdf_met(OpenAction={"S": "/GoTo", "D": "begin"}),
        maken.pdf_met(X={"S": "/URI", "URI": "https://voorbeeld.example"}),
        maken.pdf_met(X={"S": "/URI", "URI": "mailto:naam@voorbeeld.example"}),
        maken.pdf_kaal(b"4 0 obj\n<</Length 14>>\nstream\n(/JavaScript)Tj\nendstream\nendobj\n"),
    ],
)
def test_a_pdf_that_only_points(inhoud: bytes) -> None:
    assert inspecteer(inhoud).gebrek == Gebrek.GEEN


@pytest.mark.parametrize(
    ("inhoud", "gebrek"),
    [
        (maken.pdf() + b"<html>", Gebrek.VASTGEPLAKT),
        (maken.pdf() + _zip(a=b"x"), Gebrek.VASTGEPLAKT),
        (maken.pdf() + b"\r\n\0\x1a", Gebrek.GEEN),
        (maken.xlsx() + b"staart", Gebrek.VASTGEPLAKT),
        (b"PK\x03\x04" + bytes(40) + maken.xlsx(), Gebrek.VASTGEPLAKT),
        (b"%PDF-1.4\nniets\n", Gebrek.ONLEESBAAR),
        (b"%PDF-1.4\nstartxref\n0\n%%EOF", Gebrek.ONLEESBAAR),
        (b"\xff\xd8\xff\xe0 geen foto", Gebrek.ONLEESBAAR),
        (b"\x89PNG\r\n\x1a\n geen afbeelding", Gebrek.ONLEESBAAR),
        (b"PK\x03\x04 geen archief", Gebrek.ONLEESBAAR),
        (maken.bom(), Gebrek.TE_VEEL),
    ],
)
def test_files_that_are_more_or_less_than_they_seem(inhoud: bytes, gebrek: Gebrek) -> None:
    assert inspecteer(inhoud).gebrek == gebrek


def _relatie(soort: str, doel: str) -> dict[str, tuple[bytes, bytes]]:
    extra = f'<Relationship Id="rId99" Type="http://x/{soort}" Target="{doel}" TargetMode="External"/></Relationships>'
    return {RELS: (b"</Relationships>", extra.encode())}


ENTITEIT = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    "inhoud",
    [
        maken.xlsx_met({"xl/vbaProject.bin": b"x"}),
        maken.xlsx_met({"xl/macrosheets/sheet1.xml": b"<x/>"}),
        maken.xlsx_met({"xl/activeX/activeX1.xml": b"<x/>"}),
        maken.xlsx_met({"xl/embeddings/oleObject1.bin": b"x"}),
        maken.xlsx_met({"xl/externalLinks/externalLink1.xml": b"<x/>"}),
        maken.xlsx_met({"xl/connections.xml": b"<x/>"}),
        maken.xlsx_met({"programma.exe": b"MZ"}),
        maken.xlsx_met({"customUI/customUI.xml": b"<x/>"}),
        maken.xlsx_met(anders={TYPES: (b"</Types>", b'<Default Extension="bin" ContentType="x.vbaProject"/></Types>')}),
        maken.xlsx_met(anders={SHEET: (b"<sheetData>", b"<oleObject/><sheetData>")}),
        maken.xlsx_met(anders=_relatie("hyperlink", "file:///c:/x.exe")),
        maken.xlsx_met(anders=_relatie("hyperlink", "\\\\elders\\deel")),
        maken.xlsx_met(anders=_relatie("image", "https://voorbeeld.example/x.png")),
        maken.xlsx_met(anders=_relatie("attachedTemplate", "https://voorbeeld.example/x")),
        maken.xlsx_met({"xl/bom.xml": ENTITEIT}),
        maken.xlsx_met(
            anders={SHEET: (b"<sheetData>", b"<sheetData>")}
            | {"docProps/app.xml": (b"", b"")}
            | {"xl/styles.xml": (b"<styleSheet", b"<!DOCTYPE x SYSTEM 'http://x/'><styleSheet")}
        ),
        *(
            maken.xlsx(formule)
            for formule in (
                "=cmd|'/C calc'!A0",
                '=DDE("cmd","x","y")',
                '=WEBSERVICE("https://voorbeeld.example/"&A1)',
                '=CALL("x","y")',
                '=rtd("x",,"y")',
                '=_xlfn.IMAGE("https://voorbeeld.example")',
            )
        ),
    ],
)
def test_a_workbook_that_does_something(inhoud: bytes) -> None:
    found = inspecteer(inhoud)
    assert found.gebrek == Gebrek.ACTIEF
    assert found.wat


def test_a_workbook_with_signs_that_only_look_alike() -> None:
    assert inspecteer(maken.xlsx("=\"a|b\"&'blad|2'!A1")).gebrek == Gebrek.GEEN
    assert inspecteer(maken.xlsx('="bel CALL(1)"')).gebrek == Gebrek.GEEN


def _part(naam: str, inhoud: bytes) -> bytes:
    return maken.xlsx_met({naam: inhoud})


@pytest.mark.parametrize(
    ("inhoud", "gebrek"),
    [
        (_part("xl/groot.xml", bytes(30_000_000)), Gebrek.TE_VEEL),
        (maken.xlsx_met({f"xl/{n}.xml": b"<x/>" for n in range(1_100)}), Gebrek.TE_VEEL),
        (_part("../../buiten.xml", b"<x/>"), Gebrek.ONLEESBAAR),
        (_part("/xl/buiten.xml", b"<x/>"), Gebrek.ONLEESBAAR),
        (_part("XL/WORKBOOK.xml", b"<x/>"), Gebrek.ONLEESBAAR),
        (_part("xl/kapot.xml", b"<x>"), Gebrek.ONLEESBAAR),
        (maken.xlsx_met(anders={"xl/workbook.xml": (b"<sheet name", b"<geenblad name")}), Gebrek.ONLEESBAAR),
    ],
)
def test_workbooks_too_large_or_broken(inhoud: bytes, gebrek: Gebrek) -> None:
    start = time.monotonic()
    assert inspecteer(inhoud).gebrek == gebrek
    assert time.monotonic() - start < inspectie.SECONDEN


def test_parts_that_share_bytes() -> None:
    """The directory names one part twice, under two names of the same length (a bomb of overlapping parts)."""
    inhoud = maken.xlsx_met({"xl/aaaa.xml": b"<x/>" * 1, "xl/bbbb.xml": b"<x/>"})
    a, b = inhoud.rfind(b"PK\x01\x02", 0, inhoud.rfind(b"xl/aaaa.xml")), inhoud.rfind(b"PK\x01\x02")
    changed = bytearray(inhoud)
    changed[b + 42 : b + 46] = changed[a + 42 : a + 46]
    assert inspecteer(bytes(changed)).gebrek in (Gebrek.VASTGEPLAKT, Gebrek.ONLEESBAAR)


def test_a_picture_that_grows_when_it_is_written_anew() -> None:
    """Squeezed hard it fits on the wire; as we would keep it, it is many times larger."""
    out = io.BytesIO()
    Image.effect_noise((4500, 4500), 120).save(out, "JPEG", quality=2)
    assert len(out.getvalue()) < 5 * 1024 * 1024
    assert inspecteer(out.getvalue()).gebrek == Gebrek.TE_VEEL


def test_a_child_that_gives_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspectie, "SECONDEN", 0.01)
    assert inspecteer(maken.pdf()).gebrek == Gebrek.TE_VEEL


def test_deep_nesting_and_long_loops() -> None:
    deep = b"[" * 200_000 + b"]" * 200_000
    for inhoud in (
        maken.pdf_kaal(b"4 0 obj\n" + deep + b"\nendobj\n"),
        maken.pdf_kaal(b"stream\n" * 300_000),
        maken.pdf_kaal(catalogus=b"/Pages 1 0 R"),
        _part("xl/diep.xml", b"<x>" * 300_000 + b"</x>" * 300_000),
    ):
        assert inspecteer(inhoud).soort in ("PDF", "XLSX")


SAMPLES = {soort: make() for soort, make in maken.GOED.items()}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(soort=st.sampled_from(list(SAMPLES)), data=st.data())
def test_a_changed_file_always_has_an_answer(soort: str, data: st.DataObject) -> None:
    inhoud = bytearray(SAMPLES[soort])
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(inhoud) - 1))
        inhoud[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
    start = time.monotonic()
    found = inspecteer(bytes(inhoud))
    assert found.gebrek in Gebrek
    assert time.monotonic() - start < inspectie.SECONDEN + 2
