"""A delivery on its way out, in one of two forms: bytes as they come, counted, with the hash of what went before."""

import hashlib
import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from verzuimloket.leveringen import codes
from verzuimloket.leveringen.bestand.blok import Record
from verzuimloket.leveringen.bestand.kolommen import ELEMENTEN, KOLOMMEN

CSV, XML = "csv", "xml"
MIME = {CSV: "text/csv; charset=utf-8", XML: "application/xml"}
_AANHALEN = re.compile(r'[;"\r\n]')
_NIET_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_VREEMD = re.compile(r"[^\w .,:;()/+-]")
_VRIJE_TEKST = {
    codes.PER: {"achternaam", "voorvoegsel", "voornamen", "straat", "toev", "locatie", "plaats"},
    codes.ISG: {"instellingsnaam"},
}


class Vorm(ABC):
    """One file of one recipient. ``begin`` first, then ``blok`` per person, then ``einde``; each gives its bytes."""

    extensie = ""

    def __init__(self) -> None:
        self.aantallen = Counter({soort: 0 for soort in codes.INHOUD})
        self._hash = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """Of all bytes that were given so far, the closing record not among them."""
        return self._hash.hexdigest()

    def begin(self, voorloop: Record) -> bytes:
        return self._counted(self._begin(voorloop), ())

    def blok(self, records: list[Record]) -> bytes:
        """All records of one person."""
        return self._counted(self._blok(records), records)

    def einde(self) -> bytes:
        """The closing record: how many of each, and the hash of what stands before it."""
        counts = (str(self.aantallen[soort]) for soort in codes.INHOUD)
        return self._einde(Record(codes.SLR, (*counts, self.sha256))).encode()

    def _counted(self, text: str, records: Iterable[Record]) -> bytes:
        content = text.encode()
        self._hash.update(content)
        self.aantallen.update(each.soort for each in records)
        return content

    @abstractmethod
    def _begin(self, voorloop: Record) -> str:
        """The first record as text."""

    @abstractmethod
    def _blok(self, records: list[Record]) -> str:
        """The records of one person as text."""

    @abstractmethod
    def _einde(self, slot: Record) -> str:
        """The closing record as text."""


class Csv(Vorm):
    """``;`` between values, no heading, UTF-8 without a mark, CRLF; quotes only where they are needed."""

    extensie = CSV

    def _begin(self, voorloop: Record) -> str:
        return _regel(voorloop)

    def _blok(self, records: list[Record]) -> str:
        return "".join(map(_regel, records))

    def _einde(self, slot: Record) -> str:
        return _regel(slot)


class Xml(Vorm):
    """The same, with an element per record inside its person."""

    extensie = XML

    def _begin(self, voorloop: Record) -> str:
        soort = voorloop.waarden[KOLOMMEN[codes.VLP].index("soort")]
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<Levering soort="{soort}">\n'
        return f"{head}  {_element(voorloop)}/>\n"

    def _blok(self, records: list[Record]) -> str:
        persoon, *rest = records
        lines = [f"  {_element(persoon)}>", *(f"    {_element(each)}/>" for each in rest), "  </Persoon>", ""]
        return "\n".join(lines)

    def _einde(self, slot: Record) -> str:
        return f"  {_element(slot)}/>\n</Levering>\n"


def vormen() -> tuple[Vorm, ...]:
    """A file in each form."""
    return Csv(), Xml()


def _regel(record: Record) -> str:
    vrij = _VRIJE_TEKST.get(record.soort, set())
    cells = (_cel(value, kolom in vrij) for kolom, value in zip(KOLOMMEN[record.soort], record.waarden, strict=True))
    return ";".join((record.soort, *cells)) + "\r\n"


def _cel(value: str, vrij: bool) -> str:
    """A free text that a spreadsheet would take for a formula, gets an apostrophe before it."""
    text = f"'{value}" if vrij and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
    return '"' + text.replace('"', '""') + '"' if _AANHALEN.search(text) else text


def _element(record: Record) -> str:
    return f"<{ELEMENTEN[record.soort]}" + "".join(_attributes(record))


def _attributes(record: Record) -> Iterator[str]:
    """What is empty is left out; inside a person its number is not said again."""
    for kolom, value in zip(KOLOMMEN[record.soort], record.waarden, strict=True):
        if value and (kolom != "pgn" or record.soort == codes.PER):
            yield f" {kolom}={quoteattr(_NIET_XML.sub('', value))}" if _VREEMD.search(value) else f' {kolom}="{value}"'
