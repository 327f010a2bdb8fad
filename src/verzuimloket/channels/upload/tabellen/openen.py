"""Which kind of file this is, by its content: the name of a file does not count."""

import re
from datetime import date

from verzuimloket.bestanden.inspectie.codes import Gebrek
from verzuimloket.channels.upload.tabellen import weigeren
from verzuimloket.channels.upload.tabellen.csvtabel import open_csv
from verzuimloket.channels.upload.tabellen.soorten import Delen, KopKeuze, Tabel
from verzuimloket.channels.upload.tabellen.tekst import begin_van
from verzuimloket.channels.upload.tabellen.werkboek import open_werkboek
from verzuimloket.core.errors import Rejected
from verzuimloket.core.parameters import param

_BEGIN = 512  # bytes by which the kind is recognised
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_VERSLEUTELD = "EncryptedPackage".encode("utf-16-le")
_GEEN_TABEL = re.compile(
    rb"(\xef\xbb\xbf)?\s*(%PDF|<[!?a-zA-Z]|\{\\rtf|\x89PNG|\xff\xd8\xff|GIF8|\x1f\x8b|Rar!|7z\xbc)"
)


def open_tabel(delen: Delen, grootte: int, lijkt_op_kop: KopKeuze, *, on: date) -> Tabel:
    """The table in the file. Raises Rejected (VORM_bestand_…)."""
    begin = begin_van(delen, _BEGIN)
    if not begin:
        raise weigeren.leeg()
    if begin.startswith(_OLE):
        raise _oud_excel(delen)
    if begin.startswith(_ZIP):
        return open_werkboek(delen, grootte, lijkt_op_kop, on=on)
    if _GEEN_TABEL.match(begin):
        raise weigeren.geen_tabel()
    tabel, most = open_csv(delen, lijkt_op_kop), param("upload_max_regels", on=on)
    if tabel.aantal > most + 1:
        raise weigeren.te_veel_regels(most, "Verdeel het bestand in kleinere bestanden.")
    return tabel


def _oud_excel(delen: Delen) -> Rejected:
    """The old container of Office: a file with a password, or of the time before .xlsx."""
    last = b""
    for deel in delen():
        if _VERSLEUTELD in last + deel:
            return weigeren.werkboek(Gebrek.BEVEILIGD, "")
        last = (last + deel)[-len(_VERSLEUTELD) :]
    return weigeren.oud_excel()
