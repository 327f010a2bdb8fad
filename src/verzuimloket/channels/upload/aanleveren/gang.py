"""The way through a file: lines in numbers, each number judged or stored at once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from verzuimloket.aanleveringen.codes import FOUT
from verzuimloket.aanleveringen.inputs import AanleveringInput, Brok, Gelezen, Regelbevinding
from verzuimloket.channels.upload.aanleveren import leesproces
from verzuimloket.channels.upload.aanleveren.soorten import SOORTEN
from verzuimloket.channels.upload.aanleveren.teruggeven import Terug
from verzuimloket.channels.upload.aanleveren.voorlezen import Voorlezer
from verzuimloket.channels.upload.aanleveren.vormen import Bron, Delen, Klaar
from verzuimloket.core.actor import Actor
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Violation
from verzuimloket.core.parameters import param

EERSTE = 500  # lines that are handled first: a file that is wrong all over is soon stopped
CHUNK = 20_000  # lines that are handled together after those
APART = 20_000  # more lines than this are read by a process of their own: it takes a quarter of a second to start
VOORBEELD = 10  # lines that are shown
_CEL_VOORBEELD = 80
_WAARDE = 200  # characters of a value that stands with a finding
DREMPEL_VANAF = 100  # lines of which a percentage says something

Gevonden = tuple[Klaar[Any], str, Sequence[Violation]]  # a line, its outcome (regeluitkomst.csv) and what was found


class Gang:
    """One pass through one file. Opening raises Rejected when the file as a whole cannot be read.

    alle_regels: whether every line goes back with its outcome, or only the wrong ones.
    """

    def __init__(
        self, delen: Delen, grootte: int, given: AanleveringInput, *, by: Actor, on: date, alle_regels: bool = True
    ) -> None:
        self._soort, self._by, self._on, self._alle_regels = SOORTEN[given.soort], by, on, alle_regels
        self._bron = Bron(delen)
        self._lezing = self._soort.open(self._bron, grootte, given, on=on)
        self.terug = Terug(self._lezing)
        kolommen = self._lezing.leeswijze.kolommen
        self._plaats = {kolommen[kop]: place for place, kop in enumerate(self._lezing.kop) if kop in kolommen}

    @property
    def inhoud(self) -> str:
        """What the file is: CSV or XLSX."""
        return self._lezing.leeswijze.soort

    @property
    def aantal(self) -> int:
        """Its lines at most."""
        return self._lezing.aantal

    def gelezen(self) -> Gelezen:
        """How the file is read, with its first lines."""
        first = islice(self._lezing.regels(), VOORBEELD)
        voorbeeld = tuple(tuple(cell[:_CEL_VOORBEELD] for cell in regel.waarden) for regel in first)
        leeswijze = self._lezing.leeswijze.as_dict() | {"kop": list(self._lezing.kop)}
        return Gelezen(leeswijze, self._lezing.aantal, voorbeeld)

    def chunks(self, vanaf: int = 0) -> Iterator[list[Klaar[Any]]]:
        """The lines after the first ``vanaf``, which are only remembered, in numbers to handle together."""
        most = param("upload_max_regels_leerling", on=self._on)
        voorlezer = Voorlezer(self._lezing, self._soort.voorwerk, self._soort.wie, most, EERSTE, CHUNK)
        if self._soort.apart and self.aantal - vanaf > APART:
            return leesproces.blokken(voorlezer, self._bron, vanaf, self._soort.apart)
        return voorlezer.blokken(vanaf)

    def handle(self, regels: Sequence[Klaar[Any]], *, proef: bool, first: bool, voorlopig: bool = False) -> Brok:
        """Judge these lines and, unless it is a trial, store the good ones.

        first: nothing came before them. voorlopig: what is stored may still be undone by a line that comes later.
        """
        found = self._judged(regels, proef=proef, voorlopig=voorlopig)
        remarkable = [each for each in found if each[2]]
        heads = self.terug.heads() if first else (b"", b"")
        return Brok(
            regels=len(found),
            uitkomsten=Counter(outcome for _, outcome, _ in found),
            gewaarschuwd=sum(outcome != FOUT for _, outcome, _ in remarkable),
            bevindingen=tuple(self._finding(regel, each) for regel, _, seen in remarkable for each in seen),
            herstel=_repaired(regels),
            terug=heads[0] + self.terug.all_lines(_labelled(found)) if self._alle_regels else b"",
            foute_regels=heads[1] + self.terug.wrong_lines(remarkable),
        )

    def _judged(self, regels: Sequence[Klaar[Any]], *, proef: bool, voorlopig: bool) -> list[Gevonden]:
        """Each line with what came of it, in their order."""
        zaken = [self._soort.zaak(each, self._lezing) for each in regels if not each.fouten]
        judged = self._soort.judge(zaken, by=self._by, on=self._on, proef=proef) if zaken else ()
        outcome = {each.regel: each for each in judged}
        return [
            (each, FOUT, each.fouten)
            if each.fouten
            else (each, outcome[each.regel].uitkomst, self._at_columns(outcome[each.regel].bevindingen, voorlopig))
            for each in regels
        ]

    def _at_columns(self, found: Sequence[Violation], voorlopig: bool) -> tuple[Violation, ...]:
        """A rule names a field, a file has columns."""
        if not found:
            return ()
        told = self._soort.voorlopig(list(found)) if voorlopig else found
        return tuple(Violation(v.code, v.text, self._soort.kolom_van(v.field), v.blocks) for v in told)

    def _finding(self, regel: Klaar[Any], found: Violation) -> Regelbevinding:
        place = self._plaats.get(found.field, len(regel.waarden))
        waarde = regel.waarden[place][:_WAARDE] if place < len(regel.waarden) else ""
        return Regelbevinding(regel.regel, found.field, waarde, found.code, found.text, found.blocks)


def _repaired(regels: Sequence[Klaar[Any]]) -> dict[str, tuple[int, ...]]:
    """Column → lines in which a value was repaired."""
    found: dict[str, list[int]] = {}
    for regel in regels:
        for kolom in regel.herstel:
            found.setdefault(kolom, []).append(regel.regel)
    return {kolom: tuple(lines) for kolom, lines in found.items()}


def _labelled(found: Sequence[Gevonden]) -> Iterator[Gevonden]:
    labels = {code.code: code.naam for code in codelijst("regeluitkomst")}
    return ((regel, labels[outcome], seen) for regel, outcome, seen in found)


class Drempel:
    """Counts wrong lines, to stop when there are more of them than the sender accepts."""

    def __init__(self, percentage: int) -> None:
        self._percentage, self._regels, self._fout = percentage, 0, 0

    def passed(self, brok: Brok) -> Violation | None:
        """Why to stop after these lines."""
        self._regels, self._fout = self._regels + brok.regels, self._fout + brok.uitkomsten.get(FOUT, 0)
        few = self._regels < DREMPEL_VANAF or self._fout * 100 <= self._percentage * self._regels
        if few or self._percentage == 100:
            return None
        text = (
            f"Het controleren is gestopt: in {self._fout} van de eerste {self._regels} regels klopt iets niet. Er is"
            " niets vastgelegd. Verbeter het bestand en stuur het opnieuw."
        )
        return Violation("VORM_te_veel_foute_regels", text)
