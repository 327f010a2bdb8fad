"""Counts of meldingen for the dashboards: of the school year up to t2, as known at the cutoff.

Which meldingen are whose: as in R02 (queries/meldingen.py). Withdrawn ones do not count.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.queries.bekend import just_before, known, midnight
from verzuimloket.rapportages.queries.dashboard import Bereik, counted
from verzuimloket.rapportages.queries.meldingen import WOONPLAATS, schooljaar
from verzuimloket.rapportages.rules.kalender import Productie
from verzuimloket.verzuim.codes import Status

_AUGUSTUS = 8


@dataclass(frozen=True)
class Aantal:
    """meldingen, and the persons that they are about."""

    meldingen: int
    personen: int


@dataclass(frozen=True)
class Gemeld:
    """Per (soort, month), per soort, per month, and all. Persons of parts may add up to more: one may be in two."""

    per_maand: dict[tuple[str, int], Aantal]
    per_soort: dict[str, Aantal]
    per_kalendermaand: dict[int, Aantal]
    totaal: Aantal


@dataclass(frozen=True)
class Termijnen:
    """How many meldingen per number of days: until the first reaction (None: none yet), and since the absence began."""

    reactie: dict[int | None, int]
    melden: dict[int, int]


_EIGEN = f"""
WITH gemeld AS MATERIALIZED (
  SELECT m.id, m.persoon_id, m.instelling_id, m.soort, m.begindatum,
    m.melddatum AT TIME ZONE 'Europe/Amsterdam' AS meldmoment
  FROM verzuim_melding_versie m
  WHERE m.melddatum >= %(van)s AND m.melddatum < %(tot)s AND m.status <> %(ingetrokken)s AND {known("m")}
    {{school}}
), geplaatst AS ({{geplaatst}}), eigen AS MATERIALIZED (SELECT m.* FROM geplaatst m WHERE {{only}})
"""
_BIJ_ADRES = f"""
SELECT m.*, coalesce(g.code, '') AS gemeente, coalesce(g.regio_id, '') AS regio FROM gemeld m
LEFT JOIN ({WOONPLAATS}) w ON w.persoon_id = m.persoon_id
LEFT JOIN routering_gemeente g ON g.code = w.gemeente
"""
_SOORTEN = """
SELECT soort, maand, count(*), count(DISTINCT persoon_id)
FROM (SELECT soort, extract(month FROM meldmoment)::int AS maand, persoon_id FROM eigen) m
GROUP BY GROUPING SETS ((soort, maand), (soort), (maand), ())
"""
# The first moment at which the municipality did something with it: any status but registered.
_TERMIJNEN = """
, eerste AS (
  SELECT v.id, min(v.status_sinds AT TIME ZONE 'Europe/Amsterdam')::date AS dag FROM verzuim_melding_versie v
  JOIN eigen USING (id)
  WHERE v.status = ANY(%(reacties)s) AND coalesce(lower(v.geregistreerd) < %(cutoff)s, true) GROUP BY v.id
), dagen AS (
  SELECT e.dag - m.meldmoment::date AS reactie, m.meldmoment::date - m.begindatum AS melden
  FROM eigen m LEFT JOIN eerste e USING (id)
)
SELECT 'reactie', reactie, count(*) FROM dagen GROUP BY 2
UNION ALL SELECT 'melden', melden, count(*) FROM dagen GROUP BY 2
"""


def gemeld(bereik: Bereik, peiling: Peiling) -> Gemeld:
    """Meldingen and persons, per kind and month of the school year."""
    rows = counted(_sql(bereik, _SOORTEN), _values(bereik, peiling))
    counts = {(soort, maand): Aantal(*numbers) for soort, maand, *numbers in rows}
    return Gemeld(
        {(soort, maand): count for (soort, maand), count in counts.items() if soort and maand},
        {soort: count for (soort, maand), count in counts.items() if soort and not maand},
        {maand: count for (soort, maand), count in counts.items() if maand and not soort},
        counts.get((None, None), Aantal(0, 0)),
    )


def termijnen(bereik: Bereik, peiling: Peiling) -> Termijnen:
    """How long a melding waited for a reaction, and how long the school waited with it."""
    found = Termijnen({}, {})
    for wat, dagen, aantal in counted(_sql(bereik, _TERMIJNEN), _values(bereik, peiling)):
        getattr(found, wat)[dagen] = aantal
    return found


def vanaf(peiling: Peiling) -> date:
    """The first day of the school year of this run."""
    return date(schooljaar(productie_of(peiling)), _AUGUSTUS, 1)


def productie_of(peiling: Peiling) -> Productie:
    """The production month of a run."""
    return Productie(date(int(peiling.productiemaand[:4]), int(peiling.productiemaand[4:]), 1))


def _sql(bereik: Bereik, what: str) -> str:
    """For a school it does not matter where a pupil lives."""
    school, placed = "", _BIJ_ADRES
    if bereik.soort == "I":
        school, placed = "AND m.instelling_id = ANY(%(codes)s)", "SELECT * FROM gemeld"
    eigen = _EIGEN.replace("{school}", school).replace("{geplaatst}", placed)
    return eigen.replace("{only}", bereik.only("m")) + what


def _values(bereik: Bereik, peiling: Peiling) -> dict[str, Any]:
    productie = productie_of(peiling)
    return bereik.values() | {
        **just_before(productie.cutoff),
        "dag": productie.t2,
        "van": midnight(vanaf(peiling)),
        "tot": midnight(productie.t2),
        "ingetrokken": Status.INGETROKKEN,
        "reacties": [Status.IN_BEHANDELING, Status.AFGESLOTEN, Status.TER_KENNISGEVING, Status.OVERGEDRAGEN],
    }


def laatste_dag(peiling: Peiling) -> date:
    """The last day of the reporting month: a melding up to and including this day counts."""
    return productie_of(peiling).t2 - timedelta(days=1)
