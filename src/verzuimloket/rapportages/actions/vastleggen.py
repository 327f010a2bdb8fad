"""What the files of a run need besides its lines: who gets them, under which name, and the diploma that came late."""

from typing import Any

from verzuimloket.rapportages.actions.verzamelen import IS_SK, parameters
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.queries.bekend import known
from verzuimloket.rapportages.queries.ontvangers import PRESENT

# Also who is named in a line only: an institution that was closed, a municipality that was merged.
_ONTVANGERS = f"""
INSERT INTO rapportages_peilingontvanger (peiling_id, soort, code, naam)
SELECT %(peiling)s, coalesce(o.soort, m.soort), coalesce(o.code, m.code),
  coalesce(o.naam, i.naam, g.naam, r.naam, m.code)
FROM ({PRESENT}) o
FULL JOIN (
  SELECT soort_ontvanger AS soort, ontvanger AS code FROM rapportages_mutatie WHERE peiling_id = %(peiling)s
  UNION SELECT 'I', instelling_id FROM rapportages_startregel WHERE peiling_id = %(peiling)s
  UNION SELECT 'I', l.instelling_id FROM rapportages_mutatie a JOIN rapportages_lijstregel l ON l.id = a.lijstregel_id
    WHERE a.peiling_id = %(peiling)s
) m ON (m.soort, m.code) = (o.soort, o.code)
LEFT JOIN instellingen_instelling i ON m.soort = 'I' AND i.code = m.code
LEFT JOIN routering_gemeente g ON m.soort = 'G' AND g.code = m.code
LEFT JOIN routering_regio r ON m.soort = 'R' AND r.code = m.code
"""
_VERLAAT = f"""
UPDATE rapportages_startregel s SET diploma_versie = d.versie_id
FROM (
  SELECT DISTINCT ON (d.persoon_id) d.persoon_id, d.versie_id, d.datum FROM inschrijvingen_diploma_versie d
  WHERE {IS_SK} AND {known("d")}
  ORDER BY d.persoon_id, d.datum, d.versie_id
) d WHERE s.peiling_id = %(peiling)s AND s.persoon_id = d.persoon_id AND s.heeft_sk AND d.datum > %(t2)s
"""


def keep(cursor: Any, peiling: Peiling, vorige: Peiling | None) -> None:
    """In the transaction in which the sets were collected and compared."""
    values = parameters(peiling, vorige)
    cursor.execute(_ONTVANGERS, values)
    if peiling.soort == "A14":
        cursor.execute(_VERLAAT, values)
