"""Writes the country to a folder, ready for ``verzuimloket laad``."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from verzuimloket.testland.adressen import adresregels
from verzuimloket.testland.bestanden import KOPPEN, Bestand, Sorteerbak
from verzuimloket.testland.dagen import iso, iso_or_empty, stempel
from verzuimloket.testland.gezinnen import Kind
from verzuimloket.testland.land import Land
from verzuimloket.testland.nummers import bsn_reeks, onderwijsnummer_reeks

EERSTE_MELDINGSNUMMER = 100
MEESTE_LEERLINGEN = 5_000_000
_TUSSENSTAND = 1_000


@dataclass(frozen=True)
class Samenvatting:
    """What was written. ``regels``: lines per file, without the header."""

    map: Path
    leerlingen: int
    personen: int
    meldingen: int
    regels: dict[str, int]


def schrijf(
    map: Path,
    leerlingen: int,
    zaad: int,
    vandaag: date,
    voortgang: Callable[[int], None] = lambda leerlingen: None,
) -> Samenvatting:
    """Write a country with exactly this many pupils enrolled on this day; leavers come on top.

    ``voortgang`` hears now and then how many pupils have been written.
    """
    if not 1 <= leerlingen <= MEESTE_LEERLINGEN:
        raise ValueError(f"Kies een aantal leerlingen van 1 tot en met {MEESTE_LEERLINGEN}.")
    map.mkdir(parents=True, exist_ok=True)
    land = Land(leerlingen, zaad, vandaag)
    with ExitStack() as stack:
        bestanden = {naam: stack.enter_context(closing(Bestand(map, naam))) for naam in KOPPEN}
        schrijver = Schrijver(land, bestanden, zaad, stack.enter_context(closing(Sorteerbak())))
        schrijver.write_all(voortgang)
    regels = {naam: bestand.regels for naam, bestand in bestanden.items()}
    return Samenvatting(map, land.leerlingen, regels["personen"], schrijver.meldingen, regels)


class Schrijver:
    """Turns children into lines, numbers them, and puts the meldingen in order of melddatum."""

    def __init__(self, land: Land, bestanden: dict[str, Bestand], zaad: int, bak: Sorteerbak) -> None:
        self._land, self._kans, self._bestanden, self._bak = land, land.kans, bestanden, bak
        self._bsn, self._onderwijsnummer = bsn_reeks(zaad), onderwijsnummer_reeks(zaad)
        self._nummers = {"personen": 0, "inschrijvingen": 0, "diplomas": 0, "vrijstellingen": 0}
        self.meldingen = 0

    def write_all(self, voortgang: Callable[[int], None]) -> None:
        """All files."""
        for school in self._land.scholen:
            self._bestanden["instellingen"].write(school.regel())
        for kind in self._land.kinderen():
            self._write_kind(kind)
            if self._nummers["personen"] % _TUSSENSTAND == 0:
                voortgang(self._land.leerlingen)
        self._write_meldingen()
        voortgang(self._land.leerlingen)

    def _write_kind(self, kind: Kind) -> None:
        kans, persoon = self._kans, self._next("personen")
        self._bestanden["personen"].write(f"{persoon};{self._persoon(kind)}")
        for regel in adresregels(kans, kind.gezin.verblijven, kind.in_nederland_vanaf):
            self._bestanden["adressen"].write(f"{persoon};{regel}")
        for inschrijving in kind.loopbaan.inschrijvingen:
            self._write_versies("inschrijvingen", persoon, inschrijving.regels(kans))
        for diploma in kind.loopbaan.diplomas:
            regel = f"{diploma.soort};{diploma.niveau};{iso(diploma.datum)};{stempel(kans, diploma.bekend)};"
            self._write_versies("diplomas", persoon, [regel])
        for vrijstelling in kind.vrijstellingen:
            self._write_versies("vrijstellingen", persoon, vrijstelling.regels(kans))
        for melding in kind.meldingen:
            melddatum, regels = melding.regels(kans, persoon)
            self._bak.add("\t".join([melddatum, *regels]))

    def _persoon(self, kind: Kind) -> str:
        """The line for personen.csv, without the key."""
        nummers = f"{next(self._bsn)};" if kind.gezin.met_bsn else f";{next(self._onderwijsnummer)}"
        voorvoegsel, naam = kind.gezin.achternaam
        bekend = "" if kind.overleden_bekend is None else stempel(self._kans, kind.overleden_bekend)
        return (
            f"{nummers};{naam};{voorvoegsel};{kind.voornamen};{kind.geslacht};{kind.geboortedatum};"
            f"{iso_or_empty(kind.overleden)};{bekend}"
        )

    def _write_versies(self, naam: str, persoon: int, regels: list[str]) -> None:
        nummer = self._next(naam)
        for regel in regels:
            self._bestanden[naam].write(f"{nummer};{persoon};{regel}")

    def _write_meldingen(self) -> None:
        for nummer, text in enumerate(self._bak, start=EERSTE_MELDINGSNUMMER):
            self.meldingen += 1
            for regel in text.split("\t")[1:]:
                self._bestanden["meldingen"].write(f"{nummer}{regel}")

    def _next(self, naam: str) -> int:
        self._nummers[naam] += 1
        return self._nummers[naam]
