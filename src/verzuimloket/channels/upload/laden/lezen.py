"""Reading one file into its staging table, block by block; wrong lines are set apart, never half stored."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from verzuimloket.channels.upload.laden import verzegelen
from verzuimloket.channels.upload.laden.bestanden import Bestand
from verzuimloket.channels.upload.laden.velden import Kolom

Voortgang = Callable[[str, int], None]
Regel = list[str]
BLOK = 10_000  # lines that are read together, and after which progress is told
MEESTE_FOUTEN = 10_000
_ONTHOUDEN = 50_000  # values of a column


@dataclass(frozen=True)
class Fout:
    """One refused value: where it stands and what to do about it."""

    bestand: str
    regel: int
    kolom: str
    waarde: str
    code: str
    oplossing: str


def stage(cursor: Any, bestand: Bestand, pad: Path, voortgang: Voortgang) -> list[Fout]:
    """Make the staging table and fill it from the file, if there is one. The mistakes that a line shows itself."""
    definition = ", ".join(f"{naam} {soort}" for naam, soort in _columns(bestand).items())
    cursor.execute(f"CREATE TEMP TABLE {bestand.tabel} (regel integer, {definition}) ON COMMIT DROP")
    fouten: list[Fout] = []
    if not pad.exists():
        return fouten
    with pad.open(encoding="utf-8-sig", newline="") as file:
        regels = csv.reader(file, delimiter=";")
        kop = next(iter(_next(bestand, regels, 1, fouten)), [])
        gegeven = _as_given(bestand, kop)
        fouten = fouten or _wrong_header(gegeven, kop)
        if not fouten:
            _copy(cursor, Lezer(gegeven, fouten), regels, voortgang)
    cursor.execute(f"ANALYZE {bestand.tabel}")
    return fouten


def _next(bestand: Bestand, regels: Any, aantal: int, fouten: list[Fout]) -> list[Regel]:
    """The next lines; none when the rest of the file cannot be read, which is then added as a mistake."""
    try:
        return list(islice(regels, aantal))
    except (UnicodeDecodeError, csv.Error):
        tekst = "Dit is geen tekst in UTF-8, of een regel is te lang. Sla het bestand op als CSV in UTF-8."
        fouten.append(Fout(bestand.naam, regels.line_num + 1, "", "", "LD_tekens", tekst))
        return []


def _as_given(bestand: Bestand, kop: list[str]) -> Bestand:
    """The file with those optional columns that its first line has."""
    extra = tuple(kolom for kolom in bestand.optioneel if kolom.naam in kop)
    return replace(bestand, kolommen=bestand.kolommen + extra, optioneel=())


def _columns(bestand: Bestand) -> dict[str, str]:
    columns = {kolom.naam: kolom.type for kolom in (*bestand.kolommen, *bestand.optioneel)}
    return verzegelen.columns(columns) if bestand.verzegeld else columns


def _wrong_header(bestand: Bestand, kop: list[str]) -> list[Fout]:
    if kop == bestand.kop:
        return []
    oplossing = f"Zet in de eerste regel: {';'.join(bestand.kop)}"
    return [Fout(bestand.naam, 1, "", ";".join(kop)[:200], "LD_kop", oplossing)]


def _copy(cursor: Any, lezer: "Lezer", regels: Any, voortgang: Voortgang) -> None:
    bestand, nummer = lezer.bestand, 2
    names = ", ".join(_columns(bestand))
    with cursor.copy(f"COPY {bestand.tabel} (regel, {names}) FROM STDIN") as copy:
        while blok := _next(bestand, regels, BLOK, lezer.fouten):
            copy.write(lezer.read(nummer, blok))
            nummer += len(blok)
            voortgang(bestand.naam, nummer)
            if len(lezer.fouten) >= MEESTE_FOUTEN:
                break


class Lezer:
    """Reads the lines of one file. What it costs to judge a value is paid once per value, not per line.

    fouten: the mistakes so far.
    """

    def __init__(self, bestand: Bestand, fouten: list[Fout]) -> None:
        self.bestand, self.fouten = bestand, fouten
        self._gelezen: list[dict[str, str]] = [{} for _ in bestand.kolommen]

    def read(self, nummer: int, blok: list[Regel]) -> str:
        """The good lines as COPY takes them; ``nummer`` is that of the first."""
        nummers: Sequence[int] = range(nummer, nummer + len(blok))
        try:
            columns = self._columns(blok)
        except ValueError:
            good = [(n, regel) for n, regel in zip(nummers, blok, strict=True) if self._is_good(n, regel)]
            nummers, columns = [n for n, _ in good], self._columns([regel for _, regel in good])
        rows = zip(map(str, nummers), *columns, strict=True)
        return "".join([f"{row}\n" for row in map("\t".join, rows)])

    def _columns(self, blok: list[Regel]) -> list[list[str]]:
        """Column by column, as stored. Raises ValueError when any value is wrong, or a line has other columns."""
        kolommen = self.bestand.kolommen
        if any(len(regel) != len(kolommen) for regel in blok):
            raise ValueError
        given = list(zip(*blok, strict=True)) or [()] * len(kolommen)
        columns = [
            self._column(kolom, gelezen, waarden)
            for kolom, gelezen, waarden in zip(kolommen, self._gelezen, given, strict=True)
        ]
        return verzegelen.seal(self.bestand.kop, columns) if self.bestand.verzegeld else columns

    def _column(self, kolom: Kolom, gelezen: dict[str, str], waarden: Sequence[str]) -> list[str]:
        try:
            return [gelezen[waarde] for waarde in waarden]
        except KeyError:
            fresh = set(waarden) - gelezen.keys()
        if 2 * len(fresh) > len(waarden):  # keys and moments: hardly any value comes twice
            return [kolom.read(waarde) for waarde in waarden]
        if len(gelezen) > _ONTHOUDEN:
            gelezen.clear()
            fresh = set(waarden)
        for waarde in fresh:
            gelezen[waarde] = kolom.read(waarde)
        return [gelezen[waarde] for waarde in waarden]

    def _is_good(self, nummer: int, regel: Regel) -> bool:
        """Whether the line has no mistakes; those that it has are added."""
        naam, kolommen = self.bestand.naam, self.bestand.kolommen
        if len(regel) != len(kolommen):
            tekst = f"Deze regel heeft {len(regel)} kolommen. Het moeten er {len(kolommen)} zijn."
            self.fouten.append(Fout(naam, nummer, "", "", "LD_kolommen", tekst))
            return False
        before = len(self.fouten)
        for kolom, waarde in zip(kolommen, regel, strict=True):
            try:
                kolom.read(waarde)
            except ValueError:
                oplossing = kolom.oplossing if waarde else f"Vul deze kolom in. {kolom.oplossing}"
                self.fouten.append(Fout(naam, nummer, kolom.naam, waarde[:200], kolom.code, oplossing))
        return len(self.fouten) == before
