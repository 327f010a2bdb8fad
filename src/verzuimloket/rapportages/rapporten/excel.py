"""A report as a workbook of one sheet, written directly: a month has tens of thousands of them.

XlsxWriter needs eight times as long (bin/bench bestanden). The same lines give the same bytes: there is no moment
of making in it, and the dates in the zip are fixed.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import cache

from verzuimloket.rapportages.rapporten.tekst import Handvol, legible, row_of, rows_of
from verzuimloket.rapportages.rapporten.vorm import Regel

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MIME = f"{_KIND}.sheet"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>"""
_RELS = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
_BOOK_RELS = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>"""
_BOOK = f"""<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>\
<sheet name="{{naam}}" sheetId="1" r:id="rId1"/></sheets></workbook>"""
_STYLES = f"""<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
_SHEET = f"""<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">\
<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>\
<cols>{{cols}}</cols>\
<sheetData>"""
_FOOT = b"""</sheetData><ignoredErrors><ignoredError sqref="A1:BZ1048576" numberStoredAsText="1"/></ignoredErrors>\
</worksheet>"""
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_VERSION, _DEFLATE, _DAY = 20, 8, 0x21  # 1 January 1980, midnight
_LEVEL = 1  # the rows are so alike that more of it takes time and saves little
_WIDEST, _NARROWEST = 40, 10


def book_of(naam: str, koppen: Regel, handen: Iterable[Handvol], getallen: frozenset[str] = frozenset()) -> bytes:
    """The whole workbook; naam: of its sheet."""
    squeeze, crc, size, parts = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15), 0, 0, []
    places = frozenset(place for place, kop in enumerate(koppen) if kop in getallen)
    for part in (_start(koppen), *rows_of(handen, places), _FOOT):
        crc, size = zlib.crc32(part, crc), size + len(part)
        parts.append(squeeze.compress(part))
    parts.append(squeeze.flush())
    return _zipped([*_fixed(naam), ("xl/worksheets/sheet1.xml", crc, size, b"".join(parts))])


@cache
def _start(koppen: Regel) -> bytes:
    widths = (min(max(len(kop) + 2, _NARROWEST), _WIDEST) for kop in koppen)
    cols = "".join(f'<col min="{place}" max="{place}" width="{wide}"/>' for place, wide in enumerate(widths, 1))
    return _HEAD + _SHEET.format(cols=cols).encode() + row_of(koppen).replace(b"<c ", b'<c s="1" ')


@cache
def _fixed(naam: str) -> tuple[tuple[str, int, int, bytes], ...]:
    """The parts that are the same in every workbook with this sheet."""
    texts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "xl/workbook.xml": _BOOK.format(naam=legible(naam)),
        "xl/_rels/workbook.xml.rels": _BOOK_RELS,
        "xl/styles.xml": _STYLES,
    }
    found = []
    for path, text in texts.items():
        content = _HEAD + text.encode()
        found.append((path, zlib.crc32(content), len(content), zlib.compress(content, _LEVEL, -15)))
    return tuple(found)


def _zipped(entries: Sequence[tuple[str, int, int, bytes]]) -> bytes:
    """These parts as a zip; each with its path, checksum, size and squeezed content."""
    body, index, place = [], [], 0
    for path, crc, size, content in entries:
        naam = path.encode()
        known = (_VERSION, 0, _DEFLATE, 0, _DAY, crc, len(content), size, len(naam), 0)
        body += [_LOCAL.pack(b"PK\3\4", *known), naam, content]
        index += [_CENTRAL.pack(b"PK\1\2", _VERSION, *known, 0, 0, 0, 0, place), naam]
        place += _LOCAL.size + len(naam) + len(content)
    room = sum(map(len, index))
    end = _END.pack(b"PK\5\6", 0, 0, len(entries), len(entries), room, place, 0)
    return b"".join((*body, *index, end))
