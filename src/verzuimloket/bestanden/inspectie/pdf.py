"""PDF: must be whole, without a password, and do nothing by itself.

Looked at twice, because readers disagree about broken files: every object as pypdf finds it, and the
bytes themselves, outside the streams and inside the object streams.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from verzuimloket.bestanden.inspectie.codes import Afgekeurd, Gebrek

MAX_OBJECTEN = 50_000
MAX_UITGEPAKT = 20_000_000  # bytes of one object stream
SCRIPT, BIJLAGE, FORMULIER, PROGRAMMA = (
    "een script",
    "een ander bestand",
    "een formulier dat gegevens verstuurt",
    "een opdracht die bij het openen wordt uitgevoerd",
)
MEDIA = "geluid, beeld of een ander bewegend deel"
_ACTIEF = {
    **dict.fromkeys(("/JavaScript", "/JS"), SCRIPT),
    **dict.fromkeys(("/EmbeddedFile", "/EmbeddedFiles", "/FileAttachment", "/GoToE"), BIJLAGE),
    **dict.fromkeys(("/XFA", "/SubmitForm", "/ImportData"), FORMULIER),
    **dict.fromkeys(("/Launch", "/GoToR"), PROGRAMMA),
    **dict.fromkeys(("/RichMedia", "/RichMediaExecute", "/Movie", "/Sound", "/Rendition", "/Screen"), MEDIA),
}
_IN_DE_BYTES = {name: wat for name, wat in _ACTIEF.items() if name not in ("/Screen", "/Sound", "/Movie")}
_ADRES = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_BEGIN, _EINDE = b"stream", b"endstream"
_VOORAF = 2_000  # bytes before a stream in which its dictionary stands
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAAM = re.compile(rb"/[A-Za-z0-9]+")


def lees(soort: str, inhoud: bytes) -> tuple[str, Gebrek, str, bytes]:
    """The file as it is. Raises Afgekeurd, and whatever pypdf raises at what it cannot read."""
    _is_whole(inhoud)
    reader = PdfReader(BytesIO(inhoud))
    if reader.is_encrypted:
        raise Afgekeurd(Gebrek.BEVEILIGD)
    _names_in_bytes(inhoud)
    for thing in _objects(reader):
        _judge(thing)
    if not len(reader.pages):
        raise Afgekeurd(Gebrek.ONLEESBAAR)
    return soort, Gebrek.GEEN, "", inhoud


def _is_whole(inhoud: bytes) -> None:
    """It ends as a PDF ends, with nothing behind it, and it is not an archive as well."""
    end = inhoud.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in inhoud:
        raise Afgekeurd(Gebrek.ONLEESBAAR)
    if inhoud[end + 5 :].strip(b"\r\n\t \0\x1a") or zipfile.is_zipfile(BytesIO(inhoud)):
        raise Afgekeurd(Gebrek.VASTGEPLAKT)


# the bytes


def _names_in_bytes(inhoud: bytes) -> None:
    """What stands between the streams and inside the object streams, whether or not a table names it."""
    between, at = [], 0
    for begin, end in _streams(inhoud):
        between.append(inhoud[at:begin])
        if b"ObjStm" in _plain(inhoud[max(at, begin - _VOORAF) : begin]):
            _refuse(_unpack(inhoud[begin:end].lstrip(b"\r\n")))
        at = end
    _refuse(b" ".join([*between, inhoud[at:]]))


def _streams(inhoud: bytes) -> Iterator[tuple[int, int]]:
    """Where each stream begins and ends, in one walk through the bytes."""
    at = 0
    while (begin := inhoud.find(_BEGIN, at)) >= 0 and (end := inhoud.find(_EINDE, begin)) >= 0:
        yield begin + len(_BEGIN), end
        at = end + len(_EINDE)


def _unpack(stroom: bytes) -> bytes:
    """What an object stream holds, as far as it can be unpacked here; pypdf judges the rest."""
    try:
        return zlib.decompressobj().decompress(stroom, MAX_UITGEPAKT)
    except zlib.error:
        return stroom


def _refuse(tekst: bytes) -> None:
    for found in set(_NAAM.findall(_plain(tekst))):
        wat = _IN_DE_BYTES.get(found.decode("ascii"))
        if wat:
            raise Afgekeurd(Gebrek.ACTIEF, wat)


def _plain(tekst: bytes) -> bytes:
    """With the letters that were written as a number: /J#53 is /JS."""
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), tekst)


# the objects


def _objects(reader: PdfReader) -> Iterator[Any]:
    """The trailer and every object that the tables of the file name."""
    numbers = {(number, generation) for generation, known in reader.xref.items() for number in known}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MAX_OBJECTEN:
        raise Afgekeurd(Gebrek.TE_VEEL)
    yield reader.trailer
    for number, generation in sorted(numbers):
        if number:
            yield reader.get_object(IndirectObject(number, generation, reader))


def _judge(thing: Any) -> None:
    """One object with all that stands inside it; what it only points at has its own turn."""
    todo = [thing]
    while todo:
        each = todo.pop()
        if isinstance(each, NameObject):
            _judge_names([each])
        elif isinstance(each, ArrayObject):
            todo.extend(_direct(list.__iter__(each)))
        elif isinstance(each, DictionaryObject):
            _judge_dictionary(each)
            todo.extend(_direct(dict.values(each)))


def _direct(values: Iterable[Any]) -> list[Any]:
    return [value for value in values if not isinstance(value, IndirectObject)]


def _judge_names(names: Iterable[Any]) -> None:
    for name in names:
        if str(name) in _ACTIEF:
            raise Afgekeurd(Gebrek.ACTIEF, _ACTIEF[str(name)])


def _judge_dictionary(each: DictionaryObject) -> None:
    _judge_names(dict.keys(each))
    if isinstance(_at(each, "/AA"), DictionaryObject):
        raise Afgekeurd(Gebrek.ACTIEF, PROGRAMMA)
    if isinstance(each, StreamObject) and "/F" in each:
        raise Afgekeurd(Gebrek.ACTIEF, BIJLAGE)
    opening = _at(each, "/OpenAction")
    if isinstance(opening, DictionaryObject) and _at(opening, "/S") not in ("/GoTo", None):
        raise Afgekeurd(Gebrek.ACTIEF, PROGRAMMA)
    if _at(each, "/S") == "/URI" and not _ADRES.match(str(_at(each, "/URI"))):
        raise Afgekeurd(Gebrek.ACTIEF, PROGRAMMA)


def _at(each: DictionaryObject, name: str) -> Any:
    """The value itself, also when the dictionary only points at it; None when there is none."""
    found = dict.get(each, name)
    return None if found is None else found.get_object()
