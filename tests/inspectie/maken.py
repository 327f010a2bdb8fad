"""Good files of every kind, and parts to make bad ones of. Nothing here is about a real person."""

import io
import zipfile
import zlib
from collections.abc import Mapping

import xlsxwriter
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject

TREFWOORD = "Telefoon van Lotte"  # in the EXIF of the picture


def pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_met(**root: object) -> bytes:
    """With these entries in the catalogue, such as ``OpenAction={"S": "/JavaScript"}``; ``/x`` is a name."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    for naam, value in root.items():
        writer._root_object[NameObject(f"/{naam}")] = writer._add_object(_als_pdf(value))
    return _written(writer)


def _als_pdf(value: object) -> DictionaryObject:
    from pypdf.generic import ArrayObject, TextStringObject

    if isinstance(value, Mapping):
        return DictionaryObject({NameObject(f"/{key}"): _als_pdf(each) for key, each in value.items()})
    if isinstance(value, list):
        return ArrayObject(map(_als_pdf, value))  # type: ignore[return-value]
    text = str(value)
    return NameObject(text) if text.startswith("/") else TextStringObject(text)  # type: ignore[return-value]


def pdf_versleuteld() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("", "geheim")
    return _written(writer)


def pdf_kaal(extra: bytes = b"", catalogus: bytes = b"") -> bytes:
    """By hand, so that the bytes are ours: ``extra`` are objects from number 4, ``catalogus`` entries of the root."""
    parts = [
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R" + catalogus + b">>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n",
        *([extra] if extra else []),
    ]
    body, places = b"%PDF-1.5\n", []
    for part in parts:
        places.append(len(body))
        body += part
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(body))
    return body + head + table + tail


def objectstroom(tekst: bytes) -> bytes:
    """An object stream that no table names, with one object."""
    packed = zlib.compress(b"9 0 " + tekst)
    return b"4 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        len(packed),
        packed,
    )


def beeld(soort: str = "JPEG", *, maat: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    """A picture that tells where and with what it was made."""
    exif = Image.Exif()
    exif[0x010E] = TREFWOORD
    exif[0x8825] = {1: "N", 2: (52.0, 5.0, 3.0)}
    exif[0x0112] = 6  # turned a quarter
    out = io.BytesIO()
    Image.effect_noise(maat, 40).convert(mode).save(out, soort, exif=exif)
    return out.getvalue()


def bom() -> bytes:
    """A PNG of a few kilobytes that is 400 million points when it is opened."""

    def chunk(naam: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + naam + data + zlib.crc32(naam + data).to_bytes(4, "big")

    head = (20_000).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")
    )


def xlsx(formule: str = "=SUM(A1:A2)", adres: str = "https://voorbeeld.example/") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as boek:
        blad = boek.add_worksheet("Verzuim")
        blad.write_row(0, 0, ["datum", "lesuren", "a | b"])
        blad.write_formula(1, 1, formule)
        blad.write_url(2, 0, adres)
        blad.insert_image(4, 0, "plaatje.png", {"image_data": io.BytesIO(beeld("PNG"))})
    return out.getvalue()


def xlsx_met(erbij: Mapping[str, bytes] = {}, anders: Mapping[str, tuple[bytes, bytes]] = {}) -> bytes:
    """The good workbook with more parts, or with other words in a part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx())) as goed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for part in goed.infolist():
            old, new = anders.get(part.filename, (b"", b""))
            inhoud = goed.read(part)
            assert old in inhoud
            nieuw.writestr(part.filename, inhoud.replace(old, new, 1) if old else inhoud)
        for naam, inhoud in erbij.items():
            nieuw.writestr(naam, inhoud)
    return out.getvalue()


GOED = {"PDF": pdf, "JPG": beeld, "PNG": lambda: beeld("PNG"), "XLSX": xlsx}
