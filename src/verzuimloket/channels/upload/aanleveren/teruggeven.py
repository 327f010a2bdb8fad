"""The lines that go back to the sender: as CSV while the file is handled, at the end in the kind that was sent.

Every text is quoted, and what begins like a formula gets an apostrophe (uitvoer/tabel.py). Who reads such a
file again takes that apostrophe away, and leaves out the two columns that are added here.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, BinaryIO

from verzuimloket.channels.upload.aanleveren.vormen import Klaar, Lezing
from verzuimloket.channels.upload.tabellen.csvtabel import SCHEIDINGSTEKENS
from verzuimloket.core.errors import Violation
from verzuimloket.uitvoer.tabel import Blad, guarded, write_xlsx

UITKOMST, FOUT = "Uitkomst", "Fout"
XLSX_REGELS = 200_000  # a longer Excel file goes back as CSV
_BOM = "\ufeff"  # so that Excel reads the file as UTF-8
_CEL = 32_000  # characters; Excel holds hardly more
_BREEDTE = 18
_TEKENS = {naam: teken for teken, naam in SCHEIDINGSTEKENS.items()}


class Terug:
    """Turns lines into those of the two files that go back."""

    def __init__(self, lezing: Lezing) -> None:
        added = (UITKOMST.lower(), FOUT.lower())
        self._keep = [place for place, kop in enumerate(lezing.kop) if kop.strip().lower() not in added]
        self._kop = [lezing.kop[place] for place in self._keep]
        self._teken = _TEKENS.get(lezing.leeswijze.scheidingsteken, ";")

    def heads(self) -> tuple[bytes, bytes]:
        """How both begin."""
        return (
            _BOM.encode() + self._written([[*self._kop, UITKOMST, FOUT]]),
            _BOM.encode() + self._written([[*self._kop, FOUT]]),
        )

    def all_lines(self, regels: Iterable[tuple[Klaar[Any], str, Sequence[Violation]]]) -> bytes:
        """Each line with its outcome and what was found in it."""
        return self._written([*self._cells(regel), outcome, _told(found)] for regel, outcome, found in regels)

    def wrong_lines(self, regels: Iterable[tuple[Klaar[Any], str, Sequence[Violation]]]) -> bytes:
        """Those in which something stands in the way, with what it is."""
        return self._written([*self._cells(regel), _told(found)] for regel, _, found in regels if _wrong(found))

    def _cells(self, regel: Klaar[Any]) -> list[str]:
        count = len(regel.waarden)
        return [guarded(regel.waarden[place][:_CEL]) if place < count else "" for place in self._keep]

    def _written(self, rijen: Iterable[Sequence[str]]) -> bytes:
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=self._teken, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerows(rijen)
        return text.getvalue().encode("utf-8", errors="replace")

    def as_xlsx(self, delen: Iterable[bytes], target: BinaryIO, *, at: datetime, tmpdir: str) -> None:
        """The same lines as a workbook."""
        lines = csv.reader(_lines(delen), delimiter=self._teken)
        koppen = next(lines)
        rijen = ([_bare(cell) for cell in rij] for rij in lines)
        blad = Blad("Terugmelding", koppen, [_BREEDTE] * len(koppen), rijen, filter=True)
        write_xlsx(target, [blad], at=at, tmpdir=tmpdir)


def _wrong(found: Sequence[Violation]) -> bool:
    return any(each.blocks for each in found)


def _told(found: Sequence[Violation]) -> str:
    """In sentences; what blocks comes first."""
    in_order = sorted(found, key=lambda each: not each.blocks)
    return " ".join(each.text if each.blocks else f"Let op: {each.text}" for each in in_order)[:_CEL]


def _bare(cell: str) -> str:
    """In a workbook a text is a text: it needs no apostrophe."""
    return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) == cell else cell


def _lines(delen: Iterable[bytes]) -> Iterator[str]:
    """The lines of our own CSV with their ends, without the mark; a part may break off anywhere."""
    left, mark = b"", _BOM.encode()
    for deel in delen:
        *whole, left = (left + deel).removeprefix(mark).split(b"\n")
        yield from (line.decode("utf-8") + "\n" for line in whole)
    if left:
        yield left.decode("utf-8")
