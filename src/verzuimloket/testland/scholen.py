"""The schools: a fixed cast, which a larger country extends.

``scholen.csv`` holds the cast: all sectors, boards with several codes, one school under two boards,
one private school (B3) and one international school with a code for po and one for vo (B4, as in
S2 L1506). Codes begin with 41 or higher, far above the real ones.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from verzuimloket.testland.dagen import Dag, iso
from verzuimloket.testland.gemeenten import KLEIN_LAND, Gemeente
from verzuimloket.testland.kans import Kans, spread
from verzuimloket.testland.namen import namen

_LEERLINGEN_PER_SCHOOL = 900
_MEESTE_SCHOLEN = 1_500
_SCHOLEN = Path(__file__).with_name("scholen.csv")
_LETTERS = "ABCDEFGHJKLMNPRSTVWXZ"

_SECTOREN = spread({"PO": 60, "VO": 24, "SO": 4, "VSO": 5, "MBO": 4, "VAVO": 2, "HO": 1})
_NAAM_SOORT = {
    "PO": ("Basisschool De", "Openbare basisschool De", "Kindcentrum De"),
    "SO": ("School voor speciaal onderwijs De",),
    "VSO": ("Vso-school De",),
    "VO": ("Lyceum De", "Scholengemeenschap De", "Vakcollege De"),
    "MBO": ("ROC De", "Vakschool De"),
    "VAVO": ("Avondlyceum De",),
    "HO": ("Hogeschool De",),
}
_NAAM_EIGEN = tuple(
    naam + eind
    for _, naam in namen("school")
    for eind in ("brug", "bron", "gaard", "haven", "kamer", "poort", "spoor", "terp", "toren", "wimpel")
)


class School(NamedTuple):
    """An institution of the load, with what the load does not say: where it stands and its kind."""

    code: str
    naam: str
    sector: str
    bekostigd: bool
    opgericht: Dag
    bestuur: str
    gemeente: str
    schoolsoort: str

    def regel(self) -> str:
        """The line for instellingen.csv."""
        rest = f"{self.bekostigd:d};{iso(self.opgericht)};{self.bestuur}"
        return f"{self.code};{self.naam};{self.sector};{rest}"


class Scholen:
    """All schools, and which of them are near a family."""

    def __init__(self, scholen: Iterable[School], gemeenten: Iterable[Gemeente]) -> None:
        self._alle = tuple(scholen)
        self._regio = {gemeente.code: gemeente.regio for gemeente in gemeenten}
        self._near: dict[tuple[str, str, str], tuple[School, ...]] = {}

    def __iter__(self) -> Iterator[School]:
        return iter(self._alle)

    def __len__(self) -> int:
        return len(self._alle)

    def near(self, sector: str, gemeente: str, schoolsoort: str = "B1") -> tuple[School, ...]:
        """Schools of this sector in the municipality, else in the region, else anywhere."""
        key = sector, gemeente, schoolsoort
        if key not in self._near:
            self._near[key] = self._find(*key)
        return self._near[key]

    def _find(self, sector: str, gemeente: str, schoolsoort: str) -> tuple[School, ...]:
        alle = tuple(s for s in self._alle if (s.sector, s.schoolsoort) == (sector, schoolsoort))
        regio = tuple(s for s in alle if self._regio[s.gemeente] == self._regio[gemeente])
        return tuple(s for s in regio if s.gemeente == gemeente) or regio or alle


def make_scholen(kans: Kans, leerlingen: int, gemeenten: tuple[Gemeente, ...]) -> Scholen:
    """The cast, and above 20,000 pupils one more school for every 900."""
    cast = read_cast()
    gewenst = min(leerlingen // _LEERLINGEN_PER_SCHOOL, _MEESTE_SCHOLEN) if leerlingen > KLEIN_LAND else 0
    meer = [_make_school(kans, nummer, gemeenten) for nummer in range(max(0, gewenst - len(cast)))]
    return Scholen(cast + meer, gemeenten)


def read_cast() -> list[School]:
    """The schools that every country has."""
    with _SCHOLEN.open(encoding="utf-8", newline="") as file:
        return [
            School(
                row["instellingscode"],
                row["naam"],
                row["sector"],
                row["bekostigd"] == "1",
                date.fromisoformat(row["oprichtingsdatum"]).toordinal(),
                row["bestuur"],
                row["gemeentecode"],
                row["schoolsoort"],
            )
            for row in csv.DictReader(file, delimiter=";")
        ]


def _make_school(kans: Kans, nummer: int, gemeenten: tuple[Gemeente, ...]) -> School:
    """One more school; each board has about eight, spread over the country."""
    sector = kans.pick(_SECTOREN)
    gemeente = gemeenten[nummer % len(gemeenten)]
    eerste, tweede = divmod((nummer // 40 + nummer % 40 * 11) % 441, 21)
    code = f"{60 + nummer % 40}{_LETTERS[eerste]}{_LETTERS[tweede]}"
    naam = f"{kans.pick(_NAAM_SOORT[sector])} {kans.pick(_NAAM_EIGEN)}, {gemeente.woonplaats}"
    opgericht = date(kans.between(1960, 1999), 8, 1).toordinal()
    bestuur = f"{910 + nummer // 8 % 90}B{nummer // 720 + 1:03}"
    return School(code, naam, sector, True, opgericht, bestuur, gemeente.code, "B1")
