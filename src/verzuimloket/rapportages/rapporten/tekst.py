"""Lines as CSV and as rows of a sheet. A line is one text with SCHEIDING between its cells.

Nearly every line is plain: nothing in it needs a quote or a mark. Plain lines are turned a handful at once, which is
many times faster than cell by cell. CSV as rapportages.md §1.4 proposes it: UTF-8 without a mark, ``;``, CRLF, quotes
only where needed. A cell that begins like a formula gets an apostrophe in CSV; in a sheet every text is typed as text
(beveiliging F1).
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from verzuimloket.rapportages.rapporten.vorm import SCHEIDING, Regel
from verzuimloket.uitvoer.tabel import guarded

EINDE = "\r\n"
Handvol = tuple[Sequence[str], bytes]  # some lines; and when all are plain their bytes, one line under the other
_HANDFUL = 20  # lines; with more of them the texts no longer fit near the processor
_SEP = SCHEIDING.encode()
# What makes a line not plain. A comma: a program that takes it for the separator must not find a formula behind it.
_BIJZONDER = bytes(set(range(_SEP[0])) - set(b"\n")) + b';",&<>=+@\x7f'
_WIDE = "＝＋－＠\ufffe\uffff"
_QUOTE = re.compile(r"[;\"\r\n]|[,\t][=+\-@＝＋－＠]")
_ONLEESBAAR = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold
# "str" is text too, and a third shorter than "inlineStr": less to squeeze.
_CEL, _SLUIT, _LEEG = b'<c t="str"><v xml:space="preserve">', b"</v></c>", b"<c/>"
_KORT = b'<c t="str"><v>'
_GETAL = re.compile(r"-?\d{1,15}(,\d{1,10})?")


def csv_of(koppen: Regel, handen: Iterable[Handvol]) -> bytes:
    """The whole file."""
    parts = [(";".join(koppen) + EINDE).encode()]
    for some, raw in handen:
        if raw:
            parts.append(raw.replace(_SEP, b";").replace(b"\n", b"\r\n") + b"\r\n")
        else:
            parts.append("".join(map(_csv, some)).encode())
    return b"".join(parts)


def _csv(regel: str) -> str:
    return ";".join(map(_quoted, regel.split(SCHEIDING))) + EINDE


def _quoted(cell: str) -> str:
    text = guarded(cell)
    return '"' + text.replace('"', '""') + '"' if _QUOTE.search(text) else text


def regels_of(content: bytes) -> list[str]:
    """The lines of a CSV that :func:`csv_of` made, without its heading."""
    rows = csv.reader(StringIO(content.decode(), newline=""), delimiter=";")
    next(rows, None)
    return [SCHEIDING.join(map(_unguarded, row)) for row in rows]


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and guarded(cell[1:]) == cell else cell


def rows_of(handen: Iterable[Handvol], getallen: frozenset[int] = frozenset()) -> Iterator[bytes]:
    """The lines as rows of a sheet; getallen: places of numbers."""
    for some, raw in handen:
        if raw and not getallen:
            cells = raw.replace(_SEP, _SLUIT + _KORT).replace(b"\n", _SLUIT + b"</row><row>" + _KORT)
            yield b"<row>" + (_KORT + cells + _SLUIT).replace(_KORT + _SLUIT, _LEEG) + b"</row>"
        else:
            yield b"".join(row_of(regel.split(SCHEIDING), getallen) for regel in some)


def row_of(cells: Sequence[str], getallen: frozenset[int] = frozenset()) -> bytes:
    """One row of a sheet."""
    return b"<row>" + b"".join(_cell(cell, place in getallen) for place, cell in enumerate(cells)) + b"</row>"


def _cell(cell: str, getal: bool) -> bytes:
    if not cell:
        return _LEEG
    if getal and _GETAL.fullmatch(cell):
        return f"<c><v>{cell.replace(',', '.')}</v></c>".encode()
    return (_CEL if cell.strip() != cell else _KORT) + legible(cell).encode() + _SLUIT


def legible(text: str) -> str:
    """Text as XML may hold it."""
    clean = _ONLEESBAAR.sub("", text)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def handfuls(regels: Sequence[str]) -> Iterator[Handvol]:
    """The lines, some at once."""
    for start in range(0, len(regels), _HANDFUL):
        some = regels[start : start + _HANDFUL]
        raw = _raw(some)
        if raw:
            yield some, raw
        else:
            yield from (([regel], _raw([regel])) for regel in some)


def _raw(regels: Sequence[str]) -> bytes:
    """The bytes of these lines, one under the other; none when one of them is not plain."""
    text = "\n".join(regels)
    raw = text.encode()
    return raw if _plain(text, raw, len(regels)) else b""


def _plain(text: str, raw: bytes, lines: int) -> bool:
    return (
        len(raw.translate(None, _BIJZONDER)) == len(raw)
        and raw.count(b"\n") == lines - 1
        and SCHEIDING + "-" not in text
        and "\n-" not in text
        and text[:1] != "-"
        and (raw.isascii() or not any(sign in text for sign in _WIDE))
    )
