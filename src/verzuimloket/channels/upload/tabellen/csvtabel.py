"""CSV: the separator is the one that gives the best heading; quotes must be in order."""

import csv
from collections.abc import Iterator
from itertools import chain, count, islice

from verzuimloket.channels.upload.tabellen import weigeren
from verzuimloket.channels.upload.tabellen.soorten import Delen, KopKeuze, Rij
from verzuimloket.channels.upload.tabellen.tekst import Codering, herken_codering, regels

SCHEIDINGSTEKENS = {";": "puntkomma", ",": "komma", "\t": "tab", "|": "streepje (|)"}
_BEGIN = 20  # lines among which the heading is sought
_LANGSTE_CEL_REGELS = 20  # a cell of more lines has a quote that was forgotten


class CsvTabel:
    """A file of text. Satisfies Tabel."""

    soort = "CSV"

    def __init__(self, delen: Delen, codering: Codering, teken: str) -> None:
        self._delen, self._codering, self._teken = delen, codering, teken
        self.codering, self.scheidingsteken = codering.naam, SCHEIDINGSTEKENS[teken]
        self.aantal = codering.regels
        self.opmerkingen: tuple[str, ...] = ()

    def begin(self) -> Iterator[Rij]:
        return self.rijen()

    def rijen(self) -> Iterator[Rij]:
        """The rows; a row of which the quotes are out of order has no cells. Raises Rejected."""
        return _Rijen(self._delen, self._codering, self._teken).rijen()


class _Rijen:
    """One pass through the file. ``begin``: the line of the file on which the present row begins."""

    def __init__(self, delen: Delen, codering: Codering, teken: str) -> None:
        self._delen, self._codering, self._teken = delen, codering, teken
        self._begin, self._given = 1, 0

    def rijen(self) -> Iterator[Rij]:
        reader = csv.reader(chain.from_iterable(self._lines()), delimiter=self._teken, strict=True)
        for nummer in count(1):
            self._begin = reader.line_num + 1
            try:
                cellen = next(reader, None)
            except csv.Error as error:
                if reader.line_num != self._begin or "unexpected end" in str(error):
                    raise weigeren.aanhalingsteken(self._begin) from error
                yield nummer, []
                continue
            if cellen is None:
                return
            if reader.line_num - self._begin > _LANGSTE_CEL_REGELS:
                raise weigeren.aanhalingsteken(self._begin)
            yield nummer, cellen or [""]

    def _lines(self) -> Iterator[list[str]]:
        """The lines as the reader takes them. It asks for more while a row goes on: that may not last."""
        for handful in regels(self._delen, self._codering):
            if self._given - self._begin > _LANGSTE_CEL_REGELS:
                raise weigeren.aanhalingsteken(self._begin)
            self._given += len(handful)
            yield handful


def open_csv(delen: Delen, lijkt_op_kop: KopKeuze) -> CsvTabel:
    """Recognise encoding and separator. Raises Rejected."""
    codering = herken_codering(delen)
    begin = list(islice(chain.from_iterable(regels(delen, codering)), _BEGIN))
    if not any(line.strip() for line in begin):
        raise weigeren.leeg()
    return CsvTabel(delen, codering, _scheidingsteken(begin, lijkt_op_kop))


def _scheidingsteken(begin: list[str], lijkt_op_kop: KopKeuze) -> str:
    """The sign by which one of the first lines looks most like the heading; else the one that is used most."""

    def score(teken: str) -> tuple[int, int]:
        rows = [next(csv.reader([line], delimiter=teken), []) for line in begin]  # a line is shorter than a cell may be
        return max(map(lijkt_op_kop, rows)), max(map(len, rows))

    return max(SCHEIDINGSTEKENS, key=score)
