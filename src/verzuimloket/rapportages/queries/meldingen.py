"""Meldingen of a month for every institution, municipality and region at once (MND-07…09, MND-11).

A melding counts in the month in which it was registered (melddatum). It is for its institution, and for the
municipality and region in which the pupil lived on t2; all as known at the cutoff. Source: rapportages.md §4.2.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from verzuimloket.core.lezen import stream
from verzuimloket.rapportages.queries.bekend import just_before, known, midnight
from verzuimloket.rapportages.rules.kalender import Productie
from verzuimloket.verzuim.codes import OPEN, Status

Rij = tuple[Any, ...]
_AUGUSTUS = 8


class Gemeld(NamedTuple):
    """A melding for one recipient, with the pupil; the columns of _VAN_DE_MAAND. The numbers are sealed."""

    ontvanger: str
    code: str
    instelling: str
    naam: str
    bsn: bytes | None
    onderwijsnummer: bytes | None
    kenmerk: UUID
    achternaam: str
    voorvoegsel: str
    voornamen: str
    geboortedatum: date
    geboorte_precisie: str
    gemeente: str | None
    woongemeente: str | None
    regio: str | None
    nummer: int
    melddag: date
    soort: str
    begindatum: date
    einddatum: date | None
    status: str
    locatie: str | None


# Of two addresses on the day the one that began last, as in the monthly sets.
WOONPLAATS = f"""
SELECT DISTINCT ON (a.persoon_id) a.persoon_id, CASE WHEN a.landcode = '6030' THEN a.gemeentecode END AS gemeente
FROM personen_adres_versie a JOIN (SELECT DISTINCT persoon_id FROM gemeld) p USING (persoon_id)
WHERE a.begindatum <= %(dag)s AND (a.einddatum IS NULL OR a.einddatum >= %(dag)s) AND {known("a")}
ORDER BY a.persoon_id, a.begindatum DESC, a.versie_id DESC
"""
_GEPLAATST = f"""
WITH gemeld AS MATERIALIZED (
  SELECT m.persoon_id, m.nummer, m.instelling_id, m.locatie_id,
    m.melddatum AT TIME ZONE 'Europe/Amsterdam' AS meldmoment, m.soort, m.wet, m.status, m.begindatum, m.einddatum,
    %(meting)s - (m.status_sinds AT TIME ZONE 'Europe/Amsterdam')::date AS dagen
  FROM verzuim_melding_versie m WHERE m.melddatum >= %(van)s AND m.melddatum < %(tot)s AND {known("m")}
), geplaatst AS (
  SELECT m.*, g.code AS gemeente, g.naam AS woongemeente, g.regio_id AS regio, o.rang, o.ontvanger, o.code, o.naam
  FROM gemeld m
  JOIN instellingen_instelling i ON i.code = m.instelling_id
  LEFT JOIN ({WOONPLAATS}) w ON w.persoon_id = m.persoon_id
  LEFT JOIN routering_gemeente g ON g.code = w.gemeente
  LEFT JOIN routering_regio r ON r.code = g.regio_id
  CROSS JOIN LATERAL (VALUES (1, 'I', i.code, i.naam), (2, 'G', g.code, g.naam), (3, 'R', r.code, r.naam))
    o(rang, ontvanger, code, naam)
  WHERE o.code IS NOT NULL
)
"""
_ORDER = 'rang, code COLLATE "C"'

_STATUSSEN = ", ".join(f"count(*) FILTER (WHERE status = '{status}')" for status in Status)
_PER_STATUS = f"""
{_GEPLAATST}
SELECT ontvanger, code, naam, soort, wet, {_STATUSSEN}, count(*),
  round(avg(dagen) FILTER (WHERE status = ANY(%(open)s))), max(dagen) FILTER (WHERE status = ANY(%(open)s))
FROM geplaatst GROUP BY rang, ontvanger, code, naam, soort, wet ORDER BY {_ORDER}, soort COLLATE "C", wet COLLATE "C"
"""

_MAANDEN = ", ".join(
    f"count(*) FILTER (WHERE extract(month FROM meldmoment) = {maand})" for maand in (*range(8, 13), *range(1, 8))
)
_PER_MAAND = f"""
{_GEPLAATST}
SELECT ontvanger, code, naam, soort, {_MAANDEN}, count(*), count(*) FILTER (WHERE status = %(ingetrokken)s)
FROM geplaatst GROUP BY rang, ontvanger, code, naam, soort ORDER BY {_ORDER}, soort COLLATE "C"
"""

_VAN_DE_MAAND = f"""
{_GEPLAATST}
SELECT l.ontvanger, l.code, l.instelling_id, i.naam, p.bsn, p.onderwijsnummer, p.kenmerk, p.achternaam, p.voorvoegsel,
  p.voornamen, p.geboortedatum, p.geboorte_precisie, l.gemeente, l.woongemeente, l.regio, l.nummer, l.meldmoment::date,
  l.soort, l.begindatum, l.einddatum, l.status, l.locatie_id
FROM geplaatst l
JOIN instellingen_instelling i ON i.code = l.instelling_id
JOIN personen_persoon_versie p ON p.id = l.persoon_id AND {known("p")}
WHERE l.status <> %(ingetrokken)s
ORDER BY l.rang, l.code COLLATE "C", l.instelling_id COLLATE "C", l.nummer
"""


def schooljaar(productie: Productie) -> int:
    """The year in which the school year of the reporting month begins, on 1 August."""
    last = productie.t2 - timedelta(days=1)
    return last.year if last.month >= _AUGUSTUS else last.year - 1


def per_status(productie: Productie) -> Iterator[Rij]:
    """Per recipient, kind and law: how many of each status, in all, and how many days the open ones wait.

    All meldingen up to and including the reporting month, also of earlier years: it is a stock.
    """
    return stream(_PER_STATUS, _values(productie, date(1900, 1, 1)))


def per_maand(productie: Productie) -> Iterator[Rij]:
    """Per recipient and kind: how many in each month of the school year so far, in all, and withdrawn since."""
    return stream(_PER_MAAND, _values(productie, date(schooljaar(productie), _AUGUSTUS, 1)))


def van_de_maand(productie: Productie) -> Iterator[Gemeld]:
    """Per recipient: each melding of the reporting month that was not withdrawn, and whose it is."""
    first = (productie.t2 - timedelta(days=1)).replace(day=1)
    return (Gemeld(*row) for row in stream(_VAN_DE_MAAND, _values(productie, first)))


def _values(productie: Productie, van: date) -> dict[str, Any]:
    return {
        **just_before(productie.cutoff),
        "meting": productie.cutoff.date(),
        "dag": productie.t2,
        "van": midnight(van),
        "tot": midnight(productie.t2),
        "open": list(OPEN),
        "ingetrokken": Status.INGETROKKEN,
    }
