"""Excel workbooks (XLSX): an archive of XML that must stay small, and must only hold values and formulas.

What may be in the archive is a closed list; so a macro, an embedded object or an unknown part is
refused because it is not on the list, not because we thought of it.
"""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any
from xml.parsers import expat

from verzuimloket.bestanden.inspectie.codes import Afgekeurd, Gebrek
from verzuimloket.bestanden.inspectie.groot import kijk_door

MAX_ONDERDELEN = 1_000
MAX_VERHOUDING = 150  # unpacked : packed, of one part that is larger than _KLEIN
_KLEIN = 1_000_000
_STUK = 1 << 20
_WERKBOEK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TYPES, _BOEK = "[Content_Types].xml", "xl/workbook.xml"
MACRO, OBJECT, KOPPELING = "een macro", "een ander bestand", "een koppeling met een ander bestand of programma"
_VERBODEN = (
    (re.compile(r"vbaproject|macrosheets/|dialogsheets/|intlmacrosheet|customui", re.IGNORECASE), MACRO),
    (re.compile(r"embeddings/|activex/|ctrlprops/|oleobject", re.IGNORECASE), OBJECT),
    (re.compile(r"externallinks/|connections\.xml|querytables/|xl/model/|webextensions/", re.IGNORECASE), KOPPELING),
)
_TOEGESTAAN = re.compile(
    r".*\.(xml|rels|vml)|(xl/media/|docProps/).*\.(png|jpe?g|gif|emf|wmf)|xl/printerSettings/.*\.bin|.*/", re.IGNORECASE
)
_GROOT = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml", re.IGNORECASE)
_FORMULES = {"f", "formula", "formula1", "formula2", "definedName", "oldFormula", "calculatedColumnFormula"}
_TEKST = re.compile(r"\"[^\"]*\"|'[^']*'")
_ROEPT = re.compile(r"\||\b(CALL|REGISTER(\.ID)?|EXEC|WEBSERVICE|RTD|IMAGE|DDE(INIT|EXECUTE)?)\s*\(", re.IGNORECASE)
_ADRES = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)


@dataclass(frozen=True)
class Grenzen:
    """uitgepakt: bytes of all parts together; vlug: whether large sheets are looked through, not parsed."""

    uitgepakt: int
    vlug: bool = False


BIJLAGE, TABEL = Grenzen(60_000_000), Grenzen(600_000_000, vlug=True)


def lees(soort: str, inhoud: bytes) -> tuple[str, Gebrek, str, bytes]:
    """The file as it is; without a kind when it is another archive. Raises Afgekeurd."""
    return (soort, Gebrek.GEEN, "", inhoud) if is_werkboek(inhoud, BIJLAGE) else ("", Gebrek.GEEN, "", b"")


def is_werkboek(inhoud: bytes, grenzen: Grenzen) -> bool:
    """Whether this is a workbook without anything but values and formulas. Raises Afgekeurd."""
    with zipfile.ZipFile(BytesIO(inhoud)) as archief:
        parts = archief.infolist()
        _is_sound(parts, inhoud, grenzen)
        names = {part.filename for part in parts}
        if not {_TYPES, _BOEK} <= names:
            return False
        for part in parts:
            _name_is_allowed(part.filename)
        found = {part.filename: _found(archief, part, grenzen) for part in parts if _is_xml(part.filename)}
    if _WERKBOEK not in found[_TYPES].types:
        return False
    if not found[_BOEK].bladen:
        raise Afgekeurd(Gebrek.ONLEESBAAR)
    return True


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


# the archive


def _is_sound(parts: list[zipfile.ZipInfo], inhoud: bytes, grenzen: Grenzen) -> None:
    """Parts stand one after the other from the first byte on, each once, within the limits, nothing behind them."""
    if len(parts) > MAX_ONDERDELEN or sum(part.file_size for part in parts) > grenzen.uitgepakt:
        raise Afgekeurd(Gebrek.TE_VEEL)
    if any(part.file_size > max(_KLEIN, MAX_VERHOUDING * part.compress_size) for part in parts):
        raise Afgekeurd(Gebrek.TE_VEEL)
    if any(part.flag_bits & 1 for part in parts):
        raise Afgekeurd(Gebrek.BEVEILIGD)
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise Afgekeurd(Gebrek.ONLEESBAAR)
    if not inhoud[-22:].startswith(b"PK\x05\x06") or _overlap(parts):
        raise Afgekeurd(Gebrek.VASTGEPLAKT)


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether the first part does not stand at the begin, or two parts share bytes."""
    ordered = sorted(parts, key=lambda part: part.header_offset)
    ends = [part.header_offset + 30 + part.compress_size for part in ordered]
    starts = [part.header_offset for part in ordered]
    return starts[:1] != [0] or any(end > start for end, start in zip(ends, starts[1:], strict=False))


def _name_is_allowed(name: str) -> None:
    for verboden, wat in _VERBODEN:
        if verboden.search(name):
            raise Afgekeurd(Gebrek.ACTIEF, wat)
    if name.startswith("/") or "\\" in name or ".." in name.split("/"):
        raise Afgekeurd(Gebrek.ONLEESBAAR)
    if not _TOEGESTAAN.fullmatch(name):
        raise Afgekeurd(Gebrek.ACTIEF, OBJECT)


def _found(archief: zipfile.ZipFile, part: zipfile.ZipInfo, grenzen: Grenzen) -> "_Gevonden":
    """What is in the part, no longer than it says it is: zipfile stops there, and checks the sum."""
    large = part.file_size > _KLEIN and _GROOT.fullmatch(part.filename)
    with archief.open(part) as stream:
        if grenzen.vlug and large:
            kijk_door(stream, _ROEPT, KOPPELING)
            return _Gevonden()
        return _Lezing(stream).found


# the XML


class _Gevonden:
    def __init__(self) -> None:
        self.types: set[str] = set()
        self.bladen = 0


class _Lezing:
    """One part, read from begin to end. Raises Afgekeurd at the first thing that is not allowed."""

    def __init__(self, xml: IO[bytes]) -> None:
        self.found = _Gevonden()
        self._formule: list[str] | None = None
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        while stuk := xml.read(_STUK):
            parser.Parse(stuk, False)
        parser.Parse(b"", True)

    def _doctype(self, *_: Any) -> None:
        raise Afgekeurd(Gebrek.ACTIEF, KOPPELING)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name in ("Override", "Default"):
            self._type(attributes.get("ContentType", ""))
        elif name == "Relationship":
            _relation_is_allowed(attributes)
        elif name == "sheet":
            self.found.bladen += 1
        elif name in ("ddeLink", "oleLink", "oleObject", "externalReference"):
            raise Afgekeurd(Gebrek.ACTIEF, KOPPELING)
        elif name in _FORMULES:
            self._formule = []

    def _type(self, soort: str) -> None:
        self.found.types.add(soort)
        if re.search(r"macroEnabled|vbaProject|macrosheet|activeX|oleObject", soort, re.IGNORECASE):
            raise Afgekeurd(Gebrek.ACTIEF, MACRO)

    def _text(self, tekst: str) -> None:
        if self._formule is not None:
            self._formule.append(tekst)

    def _end(self, name: str) -> None:
        if self._formule is None or name.rpartition(" ")[2] not in _FORMULES:
            return
        if _ROEPT.search(_TEKST.sub("", "".join(self._formule))):
            raise Afgekeurd(Gebrek.ACTIEF, KOPPELING)
        self._formule = None


def _relation_is_allowed(attributes: dict[str, str]) -> None:
    """A link that a person clicks may go to a site or an address; nothing else may reach outside the file."""
    if attributes.get("TargetMode", "").lower() != "external":
        return
    link = attributes.get("Type", "").endswith("/hyperlink")
    if not link or not _ADRES.match(attributes.get("Target", "")):
        raise Afgekeurd(Gebrek.ACTIEF, KOPPELING)
