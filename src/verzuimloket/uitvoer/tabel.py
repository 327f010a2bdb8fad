"""Tables as files: CSV and XLSX, safe to open, written row by row.

A cell that begins like a formula stays text (beveiliging F1). In XLSX each text is typed as text. CSV has no
types, so there such a text gets an apostrophe in front; and every text stands in quotes, so that a program
that takes another sign for the separator does not find a formula in the middle of one.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from verzuimloket.core import clock

Waarde = str | int | Decimal | date | datetime | None
Rij = Sequence[Waarde]
XLSX_RIJEN = 1_048_575  # what a sheet can hold below its heading
_BOM = "\ufeff"  # so that Excel reads the file as UTF-8
_DANGER = "=+-@\t\r\n＝＋－＠"  # the wide forms too: some programs make them narrow


@dataclass(frozen=True)
class Blad:
    """A sheet: its name, headings, how wide its columns are, and its rows."""

    naam: str
    koppen: Sequence[str]
    breedten: Sequence[int]
    rijen: Iterable[Rij]
    filter: bool = False


def guarded(text: str) -> str:
    """The text as it may stand in CSV."""
    return f"'{text}" if text[:1] and text[0] in _DANGER else text


def write_csv(target: BinaryIO, koppen: Sequence[str], rijen: Iterable[Rij]) -> int:
    """UTF-8 with a mark, semicolons, CRLF, dates as ISO. How many rows, without the heading."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=False)
    text.write(_BOM)
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(koppen)
    count = 0
    for count, rij in enumerate(rijen, 1):  # noqa: B007
        writer.writerow([_csv(waarde) for waarde in rij])
    text.detach()
    return count


def _csv(waarde: Waarde) -> str | int:
    if isinstance(waarde, datetime):
        return waarde.astimezone(clock.AMSTERDAM).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, int):
        return waarde
    if isinstance(waarde, Decimal):
        return f"{waarde}".replace(".", ",")
    return guarded(waarde or "")


def write_xlsx(target: BinaryIO, bladen: Iterable[Blad], *, at: datetime, tmpdir: str | None = None) -> list[int]:
    """A workbook of these sheets; how many rows each got. A row is forgotten when the next one comes.

    bladen: taken one after the other, so that a sheet can tell of the one before it.
    tmpdir: for the rows meanwhile; none for a small workbook that stays in memory.
    """
    options = {
        "constant_memory": True,
        "in_memory": tmpdir is None,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": tmpdir,
    }
    if tmpdir is None:
        del options["constant_memory"]  # it keeps its rows in files
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": "Verzuimloket", "created": at.astimezone(clock.AMSTERDAM).replace(tzinfo=None)})
    vorm = _Vorm(
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"num_format": "dd-mm-yyyy", "align": "left"}),
        book.add_format({"num_format": "dd-mm-yyyy hh:mm", "align": "left"}),
    )
    counts = [_sheet(book.add_worksheet(blad.naam), blad, vorm) for blad in bladen]
    book.close()
    return counts


@dataclass(frozen=True)
class _Vorm:
    kop: Format
    dag: Format
    moment: Format


def _sheet(sheet: Worksheet, blad: Blad, vorm: _Vorm) -> int:
    for place, breedte in enumerate(blad.breedten):
        sheet.set_column(place, place, breedte)
    for place, kop in enumerate(blad.koppen):
        sheet.write_string(0, place, kop, vorm.kop)
    sheet.freeze_panes(1, 0)
    count = 0
    for count, rij in enumerate(blad.rijen, 1):
        for place, waarde in enumerate(rij):
            _cell(sheet, count, place, waarde, vorm)
    if blad.filter:
        sheet.autofilter(0, 0, count, len(blad.koppen) - 1)
    return count


def _cell(sheet: Worksheet, row: int, column: int, waarde: Waarde, vorm: _Vorm) -> None:
    if isinstance(waarde, str) and waarde:
        sheet.write_string(row, column, waarde)
    elif isinstance(waarde, datetime):
        sheet.write_datetime(row, column, waarde.astimezone(clock.AMSTERDAM).replace(tzinfo=None), vorm.moment)
    elif isinstance(waarde, date):
        sheet.write_datetime(row, column, waarde, vorm.dag)
    elif isinstance(waarde, int | Decimal):
        sheet.write_number(row, column, waarde)
