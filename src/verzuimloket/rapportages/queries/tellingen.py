"""Numbers per recipient of the runs of a month: A01, A02 and their sums since 1 October, start set and list."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from verzuimloket.core.lezen import stream
from verzuimloket.rapportages.models import Peiling

_ONTVANGERS = """
SELECT soort, code, min(naam) AS naam FROM rapportages_peilingontvanger
WHERE peiling_id = ANY(%(peilingen)s) GROUP BY soort, code
"""
_ORDER = "array_position(ARRAY['I', 'G', 'R'], o.soort::text), o.code COLLATE \"C\""


def _per_recipient(tabel: str, *by: str) -> str:
    """How many lines of a set per run and recipient, in one scan."""
    also = "".join(f", {column}" for column in by)
    return f"""
    SELECT peiling_id,
      CASE grouping(instelling_id, gemeente, regio) WHEN 3 THEN 'I' WHEN 5 THEN 'G' ELSE 'R' END AS soort,
      coalesce(instelling_id, gemeente, regio) AS code{also}, count(*) AS aantal
    FROM {tabel} WHERE peiling_id = ANY(%(peilingen)s)
    GROUP BY GROUPING SETS ((peiling_id, instelling_id{also}), (peiling_id, gemeente{also}), (peiling_id, regio{also}))
    """


_CUMULATIEF = f"""
WITH m AS (
  SELECT r.id AS peiling_id, m.soort_ontvanger AS soort, m.ontvanger AS code,
    count(*) FILTER (WHERE m.rapport = 'A01' AND e.id = r.id) AS a01,
    count(*) FILTER (WHERE m.rapport = 'A02' AND e.id = r.id) AS a02,
    count(*) FILTER (WHERE m.rapport = 'A01') AS cum_a01, count(*) FILTER (WHERE m.rapport = 'A02') AS cum_a02
  FROM rapportages_peiling r
  JOIN rapportages_peiling e ON e.rapportjaar = r.rapportjaar AND e.productiemaand <= r.productiemaand
  JOIN rapportages_mutatie m ON m.peiling_id = e.id
  WHERE r.id = ANY(%(peilingen)s) GROUP BY r.id, m.soort_ontvanger, m.ontvanger
)
SELECT o.soort, o.code, o.naam, coalesce(m.a01, 0), coalesce(m.a02, 0), coalesce(m.cum_a01, 0), coalesce(m.cum_a02, 0),
  coalesce(s.aantal, 0)
FROM ({_ONTVANGERS}) o
JOIN rapportages_peiling r ON r.id = ANY(%(peilingen)s)
LEFT JOIN m ON (m.peiling_id, m.soort, m.code) = (r.id, o.soort, o.code)
LEFT JOIN ({_per_recipient("rapportages_startregel")}) s ON (s.peiling_id, s.soort, s.code) = (r.id, o.soort, o.code)
ORDER BY {_ORDER}, r.soort
"""
_PER_NIVEAU = f"""
SELECT o.soort, o.code, o.naam, coalesce(s.niveau, ''), coalesce(s.aantal, 0), coalesce(l.aantal, 0)
FROM ({_ONTVANGERS}) o
LEFT JOIN ({_per_recipient("rapportages_startregel", "niveau")}) s ON (s.soort, s.code) = (o.soort, o.code)
LEFT JOIN ({_per_recipient("rapportages_lijstregel", "niveau")}) l
  ON (l.soort, l.code, l.niveau) = (s.soort, s.code, s.niveau)
ORDER BY {_ORDER}, s.niveau COLLATE "C"
"""


class Stand(NamedTuple):
    """What a recipient has in one run."""

    soort: str
    code: str
    naam: str
    a01: int
    a02: int
    cum_a01: int
    cum_a02: int
    startset: int


class Niveau(NamedTuple):
    """Start set and list of a recipient at one niveau of vsv_niveau.csv; empty when it has nobody."""

    soort: str
    code: str
    naam: str
    niveau: str
    startset: int
    lijst: int


def cumulatief(peilingen: Sequence[Peiling]) -> Iterator[Stand]:
    """Per recipient a line of each run, that of the running year first."""
    return (Stand(*row) for row in stream(_CUMULATIEF, {"peilingen": [each.pk for each in peilingen]}))


def per_niveau(peiling: Peiling) -> Iterator[Niveau]:
    """Per recipient a line of each niveau that it has."""
    return (Niveau(*row) for row in stream(_PER_NIVEAU, {"peilingen": [peiling.pk]}))
