"""From bytes to lines of text. The encoding is recognised by reading the whole file once: it is certain, not a guess.

Without a mark there are two candidates, UTF-8 and the Windows set. What is UTF-8 from begin to end is UTF-8. What
is not, is the Windows set, unless it also holds letters that only UTF-8 writes so: then two files were pasted into
one, and names would be damaged.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from verzuimloket.channels.upload.tabellen import weigeren
from verzuimloket.channels.upload.tabellen.soorten import Delen

MAX_REGEL = 100_000  # characters
UTF8, UTF8_BOM, WINDOWS = "UTF-8", "UTF-8 met BOM", "Windows-1252"
_MARKS = {
    codecs.BOM_UTF8: (UTF8_BOM, "utf-8-sig"),
    codecs.BOM_UTF16_LE: ("UTF-16 LE", "utf-16"),
    codecs.BOM_UTF16_BE: ("UTF-16 BE", "utf-16"),
}
_UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")  # é, ë, ö… in UTF-8; in the Windows set no name reads like this
# Places in the Windows set that no Dutch text uses. In the sets of DOS and the old Macintosh they are é, ë, ü…
_OTHER_SET = re.compile(rb"[\x81-\x84\x86-\x89\x8b\x8d\x8f\x90\x98\x9b\x9d]")


@dataclass(frozen=True)
class Codering:
    """How bytes are text. regels: line ends that were counted."""

    naam: str
    codec: str
    regels: int


def herken_codering(delen: Delen) -> Codering:
    """Reads the file once. Raises Rejected when it is no text, or text of two kinds."""
    begin = begin_van(delen, 4)
    for mark, (naam, codec) in _MARKS.items():
        if begin.startswith(mark):
            return Codering(naam, codec, _scan(delen, codec).ends)
    scan = _scan(delen, "utf-8")
    if not scan.fout_op:
        return Codering(UTF8, "utf-8", scan.ends)
    if scan.letters or scan.utf8_letter:
        raise weigeren.gemengd(scan.fout_op)
    if scan.andere_set:
        raise weigeren.andere_tekenset(scan.andere_set)
    return Codering(WINDOWS, "cp1252", scan.ends)


def begin_van(delen: Delen, size: int) -> bytes:
    """The first bytes of a file, whatever the size of its parts."""
    begin = b""
    for deel in delen():
        begin += deel[: size - len(begin)]
        if len(begin) >= size:
            break
    return begin


class _Scan:
    """What one pass through the bytes finds out.

    letters: whether there are letters beyond ASCII; fout_op: the line where the codec gave up, or 0;
    utf8_letter, andere_set: whether, and on which line, such bytes stand after that.
    """

    def __init__(self, codec: str) -> None:
        self.letters, self.fout_op, self.utf8_letter, self.andere_set = False, 0, False, 0
        self._lf, self._cr, self._last = 0, 0, b""
        self._decoder, self._has_mark = codecs.getincrementaldecoder(codec)(), codec != "utf-8"

    @property
    def ends(self) -> int:
        """Line ends so far: those of Unix and Windows, or else those of the old Macintosh."""
        return self._lf or self._cr

    def add(self, deel: bytes, *, final: bool = False) -> None:
        """Raises Rejected at a null byte."""
        if self.fout_op:
            self._other(deel)
            return
        before = self._decoder.getstate()[0]
        try:
            text = self._decoder.decode(deel, final)
        except UnicodeDecodeError as error:
            good, bad = error.object[: error.start], (before + deel)[error.start :]
            self.letters = self.letters or not good.isascii()
            self._lf, self._cr = self._lf + good.count(b"\n"), self._cr + good.count(b"\r")
            self.fout_op = self.ends + 1
            self._other(bad)
        else:
            self._good(text)

    def _good(self, text: str) -> None:
        if (null := text.find("\0")) >= 0:
            raise weigeren.geen_tekst(self.ends + 1 + text.count("\n", 0, null))
        self.letters = self.letters or not text.isascii()
        self._lf, self._cr = self._lf + text.count("\n"), self._cr + text.count("\r")

    def _other(self, deel: bytes) -> None:
        """Judge the bytes as the Windows set; the last one of the part before comes along for pairs."""
        if self._has_mark:
            return
        if (null := deel.find(b"\0")) >= 0:
            raise weigeren.geen_tekst(self.ends + 1 + deel.count(b"\n", 0, null))
        self.utf8_letter = self.utf8_letter or bool(_UTF8_LETTER.search(self._last + deel))
        found = None if self.andere_set else _OTHER_SET.search(deel)
        if found:
            self.andere_set = self.ends + 1 + deel.count(b"\n", 0, found.start())
        self._lf, self._cr = self._lf + deel.count(b"\n"), self._cr + deel.count(b"\r")
        self._last = deel[-1:]


def _scan(delen: Delen, codec: str) -> _Scan:
    """Raises Rejected at a null byte, and at a wrong byte after a mark."""
    scan = _Scan(codec)
    for deel in delen():
        scan.add(deel)
    scan.add(b"", final=True)
    if scan.fout_op and codec != "utf-8":
        raise weigeren.gemengd(scan.fout_op)
    return scan


def regels(delen: Delen, codering: Codering) -> Iterator[list[str]]:
    """The lines with their end, which is always \\n, in handfuls. Raises Rejected at a line that has no end."""
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(codering.codec)(), translate=True)
    rest, gehad = "", 0
    for deel in delen():
        lines = (rest + decoder.decode(deel)).split("\n")
        _not_too_long(lines, gehad)
        rest = lines.pop()
        gehad += len(lines)
        if lines:
            yield [line + "\n" for line in lines]
    rest += decoder.decode(b"", final=True)
    if rest:
        yield [rest]


def _not_too_long(lines: list[str], gehad: int) -> None:
    if max(map(len, lines)) > MAX_REGEL:
        place = next(place for place, line in enumerate(lines, gehad + 1) if len(line) > MAX_REGEL)
        raise weigeren.regel_te_lang(place)
