"""What becomes of one line of a file."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from verzuimloket.aanleveringen.sjabloon import KOLOMMEN, Kolom, Soort
from verzuimloket.channels.upload.inschrijvingen.cellen import Cel, lees_cel
from verzuimloket.channels.upload.inschrijvingen.datums import Volgorde
from verzuimloket.channels.upload.inschrijvingen.kop import Kop
from verzuimloket.core.errors import Violation
from verzuimloket.inschrijvingen.inputs import InschrijvingInput
from verzuimloket.personen.inputs import NEDERLAND, AdresInput

_ADRES = next(place for place, kolom in enumerate(KOLOMMEN) if kolom.veld.startswith("adres."))
_OPRUIMEN_NA = 10_000  # lines
_ONTHOUDEN = 200_000  # different cells: some tens of megabytes


class Herstel(NamedTuple):
    """A cell that a spreadsheet damaged, and what the register made of it. kolom: of the template."""

    kolom: str
    van: str
    naar: str


class Leesregel(NamedTuple):
    """One line. A NamedTuple: there may be a million.

    regel:   its row in the file, the heading included, as a spreadsheet numbers them.
    waarden: the cells as text, in the order of the file; of a line that could not be divided: none.
    given:   what it tells. What could not be read is empty in it, so it may only be stored without ``fouten``.
    fouten:  VORM_… at a column of the template (empty: the whole line). All of them block.
    herstel: what was repaired.
    """

    regel: int
    waarden: tuple[str, ...]
    given: InschrijvingInput
    fouten: tuple[Violation, ...] = ()
    herstel: tuple[Herstel, ...] = ()


class _Kolomlezer(dict[str, Any]):
    """The value of each text that was met in a column. What is not plain about it stands in ``bijzonder``."""

    def __init__(self, kolom: Kolom, volgorde: Volgorde, instelling: str, overal: set[str]) -> None:
        super().__init__()
        self.kolom, self._volgorde, self._instelling, self._overal = kolom, volgorde, instelling, overal
        self._nummer = kolom.soort == Soort.NUMMER
        self.bijzonder: dict[str, Cel] = {}

    def __missing__(self, text: str) -> Any:
        if self._nummer and len(text) == 9 and text.isascii() and text.isdigit():
            return text  # not remembered: hardly a number comes twice
        cel = lees_cel(text, self.kolom, self._volgorde, self._instelling)
        self[text] = cel.waarde
        if cel.fout or cel.hersteld:
            self.bijzonder[text] = cel
            self._overal.add(text)
        return cel.waarde

    def vergeet(self) -> None:
        self.clear()
        self.bijzonder.clear()


class Regellezer:
    """Reads the lines of one file. ``_bijzonder``: all texts of which some column has something to tell."""

    def __init__(self, kop: Kop, volgordes: Mapping[str, Volgorde], instelling: str, vervang_bestaande: bool) -> None:
        self._instelling, self._vervang = instelling, vervang_bestaande
        self._breedte = len(kop.cellen)
        self._plaatsen = [kop.plaatsen.get(kolom.naam, self._breedte) for kolom in KOLOMMEN]
        self._bijzonder: set[str] = set()
        self._lezers = [
            _Kolomlezer(kolom, volgordes.get(kolom.naam, Volgorde.DAG_EERST), instelling, self._bijzonder)
            for kolom in KOLOMMEN
        ]
        self._gelezen = 0

    def lees(self, regel: int, cellen: Sequence[str]) -> Leesregel:
        """The line with these cells."""
        self._opruimen()
        breedte = self._breedte
        if len(cellen) != breedte and not _leeg_erachter(cellen, breedte):
            return Leesregel(regel, tuple(cellen), self._niets(), (_verdeeld(cellen, breedte),))
        waarden = tuple(cellen[:breedte])
        cells = (*waarden, "")  # the last one stands in for columns that the file does not have
        texts = [cells[plaats] for plaats in self._plaatsen]
        given = self._given([lezer[text] for lezer, text in zip(self._lezers, texts, strict=True)])
        if self._bijzonder.isdisjoint(texts):
            return Leesregel(regel, waarden, given)
        return Leesregel(regel, waarden, given, *self._vertel(texts))

    def _given(self, values: list[Any]) -> InschrijvingInput:
        instelling, begin, eind, bsn, onderwijsnummer, *rest = values
        geslacht, geboortedatum, achternaam, voorvoegsel, voornamen = rest[:5]
        adres = _adres(values[_ADRES:])
        met_nummer = bool(bsn or onderwijsnummer)
        told = (bsn, onderwijsnummer, geslacht, geboortedatum, achternaam, voorvoegsel, voornamen, adres)
        return InschrijvingInput(instelling or self._instelling, begin, eind, met_nummer, *told, self._vervang)

    def _vertel(self, texts: list[str]) -> tuple[tuple[Violation, ...], tuple[Herstel, ...]]:
        """What is wrong with the cells of this line, and what was repaired."""
        found = [
            (lezer.kolom.naam, text, lezer.bijzonder[text])
            for lezer, text in zip(self._lezers, texts, strict=True)
            if text in lezer.bijzonder
        ]
        fouten = tuple(cel.fout for _, _, cel in found if cel.fout)
        return fouten, tuple(Herstel(naam, text, cel.hersteld) for naam, text, cel in found if cel.hersteld)

    def _niets(self) -> InschrijvingInput:
        return InschrijvingInput(self._instelling, None, None, met_nummer=False, vervang_bestaande=self._vervang)

    def _opruimen(self) -> None:
        """Forget what was met when it becomes much. Between two lines: within one it must stay."""
        self._gelezen += 1
        if self._gelezen % _OPRUIMEN_NA == 0 and sum(map(len, self._lezers)) > _ONTHOUDEN:
            for lezer in self._lezers:
                lezer.vergeet()
            self._bijzonder.clear()


def _adres(values: list[str]) -> AdresInput | None:
    """None when there is nothing about it. Without a land it is Dutch, unless only the lines of abroad are there."""
    land, *rest = values
    if not any(rest):
        return AdresInput(land) if land and land != NEDERLAND else None
    return AdresInput(land or (NEDERLAND if any(rest[:-3]) else ""), *rest)


def _leeg_erachter(cellen: Sequence[str], breedte: int) -> bool:
    return len(cellen) > breedte and not any(cel.strip() for cel in cellen[breedte:])


def _verdeeld(cellen: Sequence[str], breedte: int) -> Violation:
    """The line has no cells, too many or too few."""
    if not cellen:
        text = "Op deze regel staat een aanhalingsteken op een verkeerde plaats. Haal het weg."
        return Violation("VORM_aanhalingsteken", text)
    count = "1 cel" if len(cellen) == 1 else f"{len(cellen)} cellen"
    text = f"Deze regel heeft {count}. Het moeten er {breedte} zijn, net zo veel als er kolommen zijn."
    return Violation("VORM_cellen", text)
