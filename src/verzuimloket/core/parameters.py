"""Numbers from the law and from the manual, each with the day from which it holds and its source.

A changed law is a new line here, never a changed one: old cases keep the number of their own day.
Sources: domain rules §20 (LPW = Leerplichtwet 1969, WVO = Wet voortgezet onderwijs 2020).
"""

from datetime import date
from typing import NamedTuple


class Parameter(NamedTuple):
    """One dated value."""

    since: date
    value: int
    source: str


_LPW = date(2009, 8, 1)
_RELEASE_2017 = date(2017, 12, 18)

DATED: dict[str, list[Parameter]] = {
    "drempel_uren": [Parameter(_LPW, 16, "LPW art. 21a lid 1")],
    "venster_lesweken": [Parameter(_LPW, 4, "LPW art. 21a lid 1")],
    "herhaal_min_dagen": [Parameter(_LPW, 7, "duo.nl soorten verzuim")],
    "lrv_min_dagen": [Parameter(_LPW, 28, "S4 L55-57")],
    "leeftijd_meerderjarig": [Parameter(_LPW, 18, "LPW art. 4b")],
    "rmc_max_leeftijd": [
        Parameter(_LPW, 23, "WVO 2020 art. 8.20"),
        Parameter(date(2026, 1, 1), 27, "Wet van school naar duurzaam werk (36 667), to be verified"),
    ],
    "inschrijven_min_leeftijd": [Parameter(_LPW, 4, "S2 L1476-1478")],
    "intrek_maanden": [Parameter(_RELEASE_2017, 12, "S2 L1241")],
    "max_contactpersonen_leerling": [Parameter(_LPW, 5, "S2 L614")],
    "max_lesuren_per_dag": [Parameter(_LPW, 12, "EduArte client, domain rules §7.4")],
    "lesuur_max_minuten": [Parameter(_LPW, 60, "S4 L64-66")],
    "meldtermijn_werkdagen": [Parameter(_LPW, 5, "Inspectie van het Onderwijs")],
    "raadplegen_jaren": [Parameter(_LPW, 2, "S0 L83-85")],
    "concept_dagen": [Parameter(_LPW, 30, "own choice, ADR 0020")],
}


def param(name: str, *, on: date) -> int:
    """The value in force on that day. A day before the first line gets the first line."""
    rows = DATED[name]
    in_force = [row for row in rows if row.since <= on]
    return (in_force or rows[:1])[-1].value
