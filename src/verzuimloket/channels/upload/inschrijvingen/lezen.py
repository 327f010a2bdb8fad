"""From a file, in parts of bytes, to lines of enrolments.

Opening reads the file through once, to be sure of its encoding, and looks at its first lines. The lines
themselves are read when they are asked for, and forgotten again: memory does not grow with the file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from verzuimloket.aanleveringen.sjabloon import KOLOMMEN, Soort
from verzuimloket.channels.upload.inschrijvingen import datums
from verzuimloket.channels.upload.inschrijvingen.cellen import ontdaan
from verzuimloket.channels.upload.inschrijvingen.datums import Volgorde
from verzuimloket.channels.upload.inschrijvingen.kop import Kop, lijkt_op_kop, zoek_kop
from verzuimloket.channels.upload.inschrijvingen.regels import Herstel, Leesregel, Regellezer
from verzuimloket.channels.upload.tabellen import Delen, Rij, Tabel, geweigerd, open_tabel
from verzuimloket.inschrijvingen.inputs import InschrijvingInput

__all__ = ["Herstel", "Leesregel", "Leeswijze", "Lezing", "open_bestand"]
_STEEKPROEF = 2_000  # lines by which the notation of days is recognised
_BEGIN = 20  # rows among which the heading is sought


@dataclass(frozen=True)
class Leeswijze:
    """How the file is read, to show to the sender; never a value of a line.

    kolommen:     heading in the file → column of the template; onbekende_kolommen: headings that are not read.
    datumnotatie: column of the template → how its days are written.
    opmerkingen:  sentences about what the sender should check.
    """

    soort: str
    codering: str
    scheidingsteken: str
    datumnotatie: dict[str, str]
    kolommen: dict[str, str]
    onbekende_kolommen: tuple[str, ...] = ()
    opmerkingen: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For ``Aanlevering.leeswijze``."""
        return asdict(self)


@dataclass(frozen=True)
class Lezing:
    """A file that can be read.

    kop:    its own heading.
    aantal: lines at most, empty ones included; to show progress.
    """

    leeswijze: Leeswijze
    kop: tuple[str, ...]
    aantal: int
    _tabel: Tabel
    _kop: Kop
    _volgordes: dict[str, Volgorde]
    _keuzes: tuple[str, bool]

    def regels(self) -> Iterator[Leesregel]:
        """The lines from the begin on, each time it is called. Empty lines are left out.

        Raises Rejected (VORM_bestand_…) where the file turns out not to go on as it began.
        """
        lezer = self._nieuwe_lezer()
        for regel, cellen in _na_kop(self._tabel.rijen(), self._kop):
            yield lezer.lees(regel, cellen)

    def opnieuw(self, regel: int, waarden: tuple[str, ...]) -> InschrijvingInput:
        """What a line tells, from its ``waarden``: keeping what a million lines tell takes longer than this."""
        return self._lezer.lees(regel, waarden).given

    @cached_property
    def _lezer(self) -> Regellezer:
        return self._nieuwe_lezer()

    def _nieuwe_lezer(self) -> Regellezer:
        return Regellezer(self._kop, self._volgordes, *self._keuzes)


def open_bestand(delen: Delen, grootte: int, *, instelling: str, vervang_bestaande: bool, on: date) -> Lezing:
    """Recognise a file. Raises Rejected with one violation (VORM_bestand_…) when it cannot be read as a whole.

    delen:      starts the bytes anew each time it is called; the parts may have any size.
    instelling: the chosen code; empty when each line names one.
    """
    tabel = open_tabel(delen, grootte, lijkt_op_kop, on=on)
    kop = zoek_kop(islice(tabel.begin(), _BEGIN), instelling, on=on)
    steekproef = [cellen for _, cellen in islice(_na_kop(tabel.begin(), kop), _STEEKPROEF)]
    if not steekproef and not any(True for _ in _na_kop(tabel.rijen(), kop)):
        raise geweigerd(
            "VORM_bestand_zonder_regels",
            "Onder de namen van de kolommen staat niets. Zet daar uw leerlingen, 1 leerling per regel.",
        )
    dagen = _dagen(steekproef, kop)
    volgordes = datums.herken_volgordes(dagen)
    return Lezing(
        _leeswijze(tabel, kop, dagen, volgordes),
        kop.cellen,
        max(0, tabel.aantal - kop.regel),
        tabel,
        kop,
        volgordes,
        (instelling, vervang_bestaande),
    )


def _na_kop(rijen: Iterable[Rij], kop: Kop) -> Iterator[Rij]:
    """The rows below the heading in which something stands, or which could not be divided."""
    for rij in rijen:
        regel, cellen = rij
        if regel > kop.regel and (not cellen or "".join(cellen).strip()):
            yield rij


def _dagen(steekproef: list[list[str]], kop: Kop) -> dict[str, list[str]]:
    """Column with days → what stands in it."""
    found: dict[str, list[str]] = {}
    for kolom in KOLOMMEN:
        plaats = kop.plaatsen.get(kolom.naam)
        if plaats is not None and kolom.soort in (Soort.DATUM, Soort.GEBOORTEDATUM):
            found[kolom.naam] = [ontdaan(cellen[plaats]) for cellen in steekproef if len(cellen) > plaats]
    return found


def _leeswijze(tabel: Tabel, kop: Kop, dagen: dict[str, list[str]], volgordes: dict[str, Volgorde]) -> Leeswijze:
    notaties = {naam: datums.notatie(teksten, volgordes[naam]) for naam, teksten in dagen.items()}
    return Leeswijze(
        tabel.soort,
        tabel.codering,
        tabel.scheidingsteken,
        {naam: notatie for naam, notatie in notaties.items() if notatie},
        kop.kolommen,
        kop.onbekend,
        (*tabel.opmerkingen, *_opmerkingen(kop, notaties)),
    )


def _opmerkingen(kop: Kop, notaties: dict[str, str]) -> Iterator[str]:
    for naam, notatie in notaties.items():
        if Volgorde.MAAND_EERST.value in notatie:
            yield f"In de kolom {naam} staat de maand vooraan: 08-31-2026 is 31 augustus 2026. Controleer of dat klopt."
    if kop.onbekend:
        names = ", ".join(cel[:40] for cel in kop.onbekend[:10])
        more = f" en nog {len(kop.onbekend) - 10}" if len(kop.onbekend) > 10 else ""
        yield f"Deze kolommen kennen wij niet en lezen wij niet: {names}{more}."
