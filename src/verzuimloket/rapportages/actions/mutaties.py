"""Who came on a list or went off it since the run before (A01, A02), per recipient, and why."""

from typing import Any

from verzuimloket.rapportages.actions.verzamelen import IS_SK, OVERLEDEN, parameters
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.queries.bekend import known

_ONTVANGERS = """
SELECT l.id, l.persoon_id, o.soort, o.code FROM rapportages_lijstregel l
CROSS JOIN LATERAL (VALUES ('I', l.instelling_id), ('G', l.gemeente), ('R', l.regio)) o(soort, code)
WHERE l.peiling_id = %({which})s
"""
_NU, _VORIGE = _ONTVANGERS.format(which="peiling"), _ONTVANGERS.format(which="vorige")
_INSERT = """
INSERT INTO rapportages_mutatie (peiling_id, rapport, soort_ontvanger, ontvanger, persoon_id, lijstregel_id, reden,
  datum)
"""

# datum: the day after the last counting enrolment, or the first day at the new place.
_ERBIJ = f"""
{_INSERT}
SELECT %(peiling)s, 'A01', n.soort, n.code, n.persoon_id, n.id,
  CASE WHEN o.persoon_id IS NULL THEN 'NIEUW' ELSE 'VERHUISD' END,
  CASE WHEN o.persoon_id IS NULL THEN u.einddatum + 1 ELSE a.begindatum END
FROM ({_NU}) n
JOIN rapportages_lijstregel l ON l.id = n.id
LEFT JOIN ({_VORIGE}) v ON (v.persoon_id, v.soort, v.code) = (n.persoon_id, n.soort, n.code)
LEFT JOIN rapportages_lijstregel o ON o.peiling_id = %(vorige)s AND o.persoon_id = n.persoon_id
LEFT JOIN inschrijvingen_inschrijving_versie u ON u.versie_id = l.uit_versie
LEFT JOIN personen_adres_versie a ON a.versie_id = l.adres_versie
WHERE v.persoon_id IS NULL
"""

# The first reason that applies (rapportages.md §4, REDEN_VERVALLEN). Somebody who is still on the list of another
# recipient has moved. The line is that of the run before: it tells who it was.
_ERAF = f"""
{_INSERT}
SELECT %(peiling)s, 'A02', v.soort, v.code, v.persoon_id, v.id, r.reden, r.datum
FROM ({_VORIGE}) v
LEFT JOIN ({_NU}) n ON (n.persoon_id, n.soort, n.code) = (v.persoon_id, v.soort, v.code)
JOIN vsv_reden r ON r.persoon_id = v.persoon_id
WHERE n.persoon_id IS NULL
"""
_REDEN = f"""
CREATE TEMP TABLE vsv_reden ON COMMIT DROP AS
SELECT o.persoon_id,
  CASE WHEN l.id IS NOT NULL THEN 'VERHUISD' WHEN p.overlijdensdatum IS NOT NULL THEN 'OVERLEDEN'
       WHEN s.persoon_id IS NULL THEN 'NIET MEER IN STARTSET' WHEN s.regio = '' THEN 'VERTROKKEN UIT NEDERLAND'
       WHEN s.heeft_sk THEN 'STARTKWALIFICATIE BEHAALD' WHEN k.houdt IS NULL THEN 'VRIJSTELLING'
       ELSE 'HERINSCHRIJVING' END AS reden,
  CASE WHEN l.id IS NOT NULL OR s.regio = '' AND p.overlijdensdatum IS NULL THEN a.begindatum
       WHEN p.overlijdensdatum IS NOT NULL THEN p.overlijdensdatum WHEN s.persoon_id IS NULL THEN NULL
       WHEN s.heeft_sk THEN d.datum WHEN k.houdt IS NULL THEN v.begindatum ELSE k.houdt END AS datum
FROM rapportages_lijstregel o
LEFT JOIN rapportages_lijstregel l ON l.peiling_id = %(peiling)s AND l.persoon_id = o.persoon_id
LEFT JOIN rapportages_startregel s ON s.peiling_id = %(peiling)s AND s.persoon_id = o.persoon_id
LEFT JOIN vsv_kern k ON k.persoon_id = o.persoon_id
LEFT JOIN personen_persoon_versie p ON p.id = o.persoon_id AND {known("p")} AND {OVERLEDEN.format(dag="t2")}
LEFT JOIN personen_adres_versie a ON a.versie_id = s.adres_versie
LEFT JOIN (
  SELECT d.persoon_id, min(d.datum) AS datum FROM inschrijvingen_diploma_versie d
  WHERE {IS_SK} AND {known("d")} GROUP BY d.persoon_id
) d ON d.persoon_id = o.persoon_id
LEFT JOIN (
  SELECT v.persoon_id, max(v.begindatum) AS begindatum FROM vrijstellingen_vrijstelling_versie v
  WHERE v.grond = ANY(%(gronden)s) AND v.begindatum <= %(t2)s AND coalesce(v.einddatum >= %(t2)s, true)
    AND {known("v")} GROUP BY v.persoon_id
) v ON v.persoon_id = o.persoon_id
WHERE o.peiling_id = %(vorige)s AND (l.id IS NULL OR (l.instelling_id, l.gemeente, l.regio) IS DISTINCT FROM
  (o.instelling_id, o.gemeente, o.regio))
"""


def compare(cursor: Any, peiling: Peiling, vorige: Peiling | None) -> None:
    """Fill the mutations of a new run. In the transaction in which its sets were collected."""
    values = parameters(peiling, vorige)
    for statement in (_ERBIJ, _REDEN, _ERAF):
        cursor.execute(statement, values)
