"""The child process that reads the cells of a workbook from standard input and answers in lines of JSON.

``{"bladen": [[name, visible], …]}``, then for what was asked: the begin of each sheet (``"hoogte"``, ``"breedte"``,
``"bijzonder"``, ``"rijen"``), or of one sheet all rows, some hundreds a line; at the end ``{"klaar": true}``. At a
defect ``{"gebrek": …, "wat": …}``. An answer that stops half-way tells that the process took too much.
"""

import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from pathlib import PurePosixPath
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from verzuimloket.bestanden.inspectie.codes import Afgekeurd, Gebrek
from verzuimloket.bestanden.inspectie.grenzen import close_in
from verzuimloket.bestanden.inspectie.groot import eerste_bijzonder
from verzuimloket.bestanden.inspectie.werkblad import TABEL, is_werkboek

GEHEUGEN = 700 * 1024 * 1024
REKENTIJD = 90  # seconds, for all that is asked of one child
MEESTE_BLADEN = 20
BEGIN = 2_000  # rows of each sheet, to recognise it by
_HANDVOL = 200  # rows in one line of the answer
_LANGSTE_CEL = 5_000  # characters; longer than any column takes
_LATER = ("encodings.cp437", "encodings.utf_8_sig", "encodings.ascii", "encodings.latin_1", "html.entities", "zlib")


def main() -> None:
    """argv: the most columns, and which sheet must be read whole (nothing: the begin of each)."""
    breedte, *blad = map(int, sys.argv[1:])
    inhoud = sys.stdin.buffer.read()
    close_in(_LATER, geheugen=GEHEUGEN, rekentijd=REKENTIJD)
    try:
        if not is_werkboek(inhoud, TABEL):
            raise Afgekeurd(Gebrek.ONLEESBAAR)
        _answer(inhoud, breedte, blad)
    except Afgekeurd as afgekeurd:
        _say({"gebrek": afgekeurd.gebrek, "wat": afgekeurd.wat})
    except (MemoryError, RecursionError):
        _say({"gebrek": Gebrek.TE_VEEL, "wat": ""})
    except BrokenPipeError:
        return  # nobody listens any more
    except Exception:  # a parser may stumble over a hostile file in any way
        _say({"gebrek": Gebrek.ONLEESBAAR, "wat": ""})


def _say(what: Any) -> None:
    sys.stdout.buffer.write(json.dumps(what).encode() + b"\n")
    sys.stdout.buffer.flush()


def _answer(inhoud: bytes, breedte: int, blad: list[int]) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(inhoud))
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet][:MEESTE_BLADEN]
    _say({"bladen": [[sheet.name, sheet.visible == SheetVisibleEnum.Visible] for sheet in sheets]})
    if blad:
        rows = _rows(book.get_sheet_by_name(sheets[blad[0]].name), breedte)
        while handful := list(islice(rows, _HANDVOL)):
            _say(handful)
    else:
        for sheet in sheets:
            _say(_begin(book.get_sheet_by_name(sheet.name), inhoud, breedte))
    _say({"klaar": True})


def _begin(sheet: CalamineSheet, inhoud: bytes, breedte: int) -> dict[str, Any]:
    height, width = (place + 1 for place in sheet.end or (-1, -1))
    rows = list(islice(_rows(sheet, breedte), BEGIN)) if width <= breedte else []
    return {"hoogte": height, "breedte": width, "rijen": rows, "bijzonder": _bijzonder(inhoud, sheet.name)}


def _rows(sheet: CalamineSheet, breedte: int) -> Iterator[list[str]]:
    """All rows from the first one on, empty ones included. Raises Afgekeurd at too many columns."""
    if sheet.end is None:
        return
    if sheet.end[1] >= breedte:
        raise Afgekeurd(Gebrek.TE_VEEL)
    left = [""] * (sheet.start or (0, 0))[1]
    for row in sheet.iter_rows():
        yield [*left, *map(_text, row)]


def _text(value: Any) -> str:
    """A cell as its sender would write it: whole numbers without a point, days as JJJJ-MM-DD."""
    if isinstance(value, str):
        return value[:_LANGSTE_CEL]
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, float):
        return str(int(value)) if abs(value) < 1e15 and value == int(value) else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


# where a sheet stands in the archive


def _bijzonder(inhoud: bytes, naam: str) -> tuple[str, str]:
    """The first cell of the sheet that is no plain value, and why."""
    with zipfile.ZipFile(BytesIO(inhoud)) as archief:
        part = _parts(archief).get(naam, "")
        if part not in archief.namelist():
            raise Afgekeurd(Gebrek.ONLEESBAAR)
        with archief.open(part) as stream:
            return eerste_bijzonder(stream)


def _parts(archief: zipfile.ZipFile) -> dict[str, str]:
    """Name of a sheet → its part of the archive."""
    rels = _elements(archief.read("xl/_rels/workbook.xml.rels"), "Relationship")
    targets = {rel.get("Id", ""): rel.get("Target", "") for rel in rels}
    sheets = _elements(archief.read("xl/workbook.xml"), "sheet")
    return {sheet.get("name", ""): _path(targets.get(_id(sheet), "")) for sheet in sheets}


def _path(target: str) -> str:
    return target[1:] if target.startswith("/") else str(PurePosixPath("xl") / target)


def _id(sheet: dict[str, str]) -> str:
    """The relation of a sheet: its attribute is called id in a namespace, whatever the prefix."""
    return next((value for key, value in sheet.items() if key.endswith(" id")), "")


def _elements(xml: bytes, name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(" ")[2] == name:
            found.append(attributes)

    parser.StartElementHandler = start
    parser.Parse(xml, True)
    return found


if __name__ == "__main__":
    main()
