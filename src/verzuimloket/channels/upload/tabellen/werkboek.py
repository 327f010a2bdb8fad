"""Excel: the first sheet with the heading. A child process opens the file; here only texts arrive."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from verzuimloket.bestanden.inspectie.codes import Afgekeurd
from verzuimloket.bestanden.inspectie.werkboek import lees_cellen
from verzuimloket.channels.upload.tabellen import weigeren
from verzuimloket.channels.upload.tabellen.soorten import Delen, KopKeuze, Rij
from verzuimloket.core.parameters import param

_BEGIN = 20  # rows among which the heading is sought
_ALS_CSV = "Sla uw lijst op als CSV UTF-8 en verstuur dat bestand."


@dataclass(frozen=True)
class XlsxTabel:
    """One sheet of a workbook. Satisfies Tabel."""

    _delen: Delen
    _breedte: int
    _blad: int
    _begin: list[list[str]]
    aantal: int
    opmerkingen: tuple[str, ...]
    soort: str = "XLSX"
    codering: str = ""
    scheidingsteken: str = ""

    def begin(self) -> Iterator[Rij]:
        """What came along when the sheet was chosen: that spares opening the file once more."""
        return enumerate(self._begin, 1)

    def rijen(self) -> Iterator[Rij]:
        """The rows; all of the same width. Raises Rejected."""
        try:
            with closing(lees_cellen(self._delen(), self._breedte, self._blad)) as answers:
                next(answers)
                yield from enumerate(chain.from_iterable(answers), 1)
        except Afgekeurd as afgekeurd:
            raise weigeren.werkboek(afgekeurd.gebrek, afgekeurd.wat) from afgekeurd


def open_werkboek(delen: Delen, grootte: int, lijkt_op_kop: KopKeuze, *, on: date) -> XlsxTabel:
    """Recognise the sheet. Raises Rejected."""
    most_mb, breedte = param("upload_xlsx_max_mb", on=on), param("upload_max_kolommen", on=on)
    if grootte > most_mb * 1_000_000:
        raise weigeren.xlsx_te_groot(most_mb)
    try:
        with closing(lees_cellen(delen(), breedte)) as answers:
            bladen = next(answers)["bladen"]
            plaats, gekozen = _kies(answers, lijkt_op_kop, breedte)
    except Afgekeurd as afgekeurd:
        raise weigeren.werkboek(afgekeurd.gebrek, afgekeurd.wat) from afgekeurd
    _judge(gekozen, bladen[plaats][0], breedte, param("upload_xlsx_max_regels", on=on))
    opmerkingen = tuple(_opmerkingen(bladen, plaats))
    return XlsxTabel(delen, breedte, plaats, gekozen["rijen"], gekozen["hoogte"], opmerkingen)


def _kies(answers: Iterator[Any], lijkt_op_kop: KopKeuze, breedte: int) -> tuple[int, Any]:
    """The first sheet in which the heading stands; else the first one, of which the heading is then refused."""
    first = None
    for plaats, blad in enumerate(answers):
        first = first or blad
        if any(lijkt_op_kop(rij) >= 3 for rij in blad["rijen"][:_BEGIN]) or blad["breedte"] > breedte:
            return plaats, blad
    if first is None:
        raise weigeren.leeg()
    return 0, first


def _judge(blad: Any, naam: str, breedte: int, most: int) -> None:
    """Raises Rejected when this sheet cannot be read."""
    if blad["breedte"] > breedte:
        raise weigeren.te_veel_kolommen(breedte)
    if blad["hoogte"] > most + 1:
        raise weigeren.te_veel_regels(most, _ALS_CSV)
    cel, waarom = blad["bijzonder"]
    if cel:
        raise weigeren.formule(naam, cel) if waarom == "formule" else weigeren.celfout(naam, cel)
    if not blad["hoogte"]:
        raise weigeren.leeg()


def _opmerkingen(bladen: list[tuple[str, bool]], gekozen: int) -> Iterator[str]:
    naam, zichtbaar = bladen[gekozen]
    if len(bladen) > 1:
        others = ", ".join(naam[:40] for plaats, (naam, _) in enumerate(bladen) if plaats != gekozen)
        yield f"Wij lezen alleen werkblad {naam[:40]}. Deze werkbladen lezen wij niet: {others}."
    if not zichtbaar:
        yield f"Werkblad {naam[:40]} is verborgen in Excel. Controleer of u dit blad wilt versturen."
