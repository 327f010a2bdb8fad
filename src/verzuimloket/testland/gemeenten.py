"""The municipalities of the country, each with one block of postcodes of its own.

Codes and RMC regions come from ``codelijsten/gemeente.csv``. ``postcodes.csv`` gives the largest
place of each and the four-digit postcodes of that place (facts after the 4PP table of Bob den
Otter, MIT licence); no two municipalities share one. The size of the block also says how many
families live there, close enough to the real proportions.
"""

import csv
from datetime import date
from pathlib import Path
from typing import NamedTuple

from verzuimloket.core.codelijsten import codelijst

# Six in three regions: Utrecht (19), Eem en Vallei (16), Rijnmond (29).
DEMO = ("0344", "0355", "0307", "0327", "0599", "0606")
KLEIN_LAND = 20_000
_POSTCODES = Path(__file__).with_name("postcodes.csv")


class Gemeente(NamedTuple):
    """A municipality: where its families live and to which region it belongs."""

    code: str
    regio: str
    woonplaats: str
    postcode_van: int
    postcode_tot: int

    @property
    def omvang(self) -> int:
        return self.postcode_tot - self.postcode_van + 1


def read_gemeenten(vandaag: date) -> dict[str, Gemeente]:
    """All municipalities that exist on this day, by code."""
    lijst = codelijst("gemeente")
    with _POSTCODES.open(encoding="utf-8", newline="") as file:
        return {
            row["gemeentecode"]: Gemeente(
                row["gemeentecode"],
                lijst[row["gemeentecode"]].extra["regio"],
                row["woonplaats"],
                int(row["postcode_van"]),
                int(row["postcode_tot"]),
            )
            for row in csv.DictReader(file, delimiter=";")
            if lijst.geldig(row["gemeentecode"], on=vandaag)
        }


def choose_gemeenten(leerlingen: int, vandaag: date) -> tuple[Gemeente, ...]:
    """The six of the demo; in a larger country one more for each thousand pupils, largest first."""
    alle = read_gemeenten(vandaag)
    demo = [alle[code] for code in DEMO if code in alle]
    meer = max(0, leerlingen - KLEIN_LAND) // 1000
    overige = sorted((g for g in alle.values() if g.code not in DEMO), key=lambda g: (-g.omvang, g.code))
    return tuple(demo + overige[:meer])


def by_omvang(gemeenten: tuple[Gemeente, ...]) -> tuple[Gemeente, ...]:
    """A row in which each stands according to its size, to draw families from."""
    return tuple(gemeente for gemeente in gemeenten for _ in range(2 * gemeente.omvang + 6))
