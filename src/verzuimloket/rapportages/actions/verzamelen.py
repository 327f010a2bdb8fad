"""The start set (A05) and the list (A04, A14) of a run, as set statements over the version tables.

One scan of the enrolments says of each person: which enrolment leads on t1, and what there is on t2. Source:
rapportages.md §2-4; MND-12…18.
"""

from typing import Any

from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.queries.bekend import known
from verzuimloket.rapportages.rules.definitie import born_between, definitie

_NIVEAU = """
CASE WHEN v.sector = 'MBO' THEN 'MBO' || coalesce(nullif(nullif(v.niveau, ''), '0'), '1')
     WHEN v.soort = 'VMBO' THEN 'VMBO' WHEN v.soort IN ('HAVO', 'VWO') THEN 'HAVOVWO' ELSE 'VOOND' END
"""

# inschrijving: of who is enrolled for the start set on t1. aantal: how many such enrolments; the leading one of more
# than one is chosen afterwards. houdt: an enrolment that counts on t2, begun on that day. uit: the last that ended.
_KERN = f"""
CREATE TEMP TABLE vsv_kern ON COMMIT DROP AS
SELECT persoon_id, count(*) FILTER (WHERE start) AS aantal, min(versie_id) FILTER (WHERE start) AS inschrijving,
  min(instelling_id) FILTER (WHERE start) AS instelling_id, min(niveau) FILTER (WHERE start) AS niveau,
  max(begindatum) FILTER (WHERE telt AND op_t2) AS houdt, bool_or(op_t2 AND NOT telt AND NOT examen) AS onbekostigd,
  bool_or(op_t2 AND NOT telt AND examen) AS examen,
  max(((einddatum - date '1900-01-01')::bigint << 40) + versie_id) FILTER (WHERE telt AND NOT op_t2) AS uit
FROM (
  SELECT w.*, (telt OR examen AND %(met_examendeelnemers)s) AND bekostigde_school AND begindatum <= %(t1)s
      AND sector = ANY(%(sectoren)s)
      AND soort <> ALL(%(soorten_niet)s) AS start,
    einddatum IS NULL OR einddatum >= %(t2)s AS op_t2
  FROM (
    SELECT v.versie_id, v.persoon_id, v.instelling_id COLLATE "C" AS instelling_id, v.sector, v.soort, v.begindatum,
      v.einddatum, {_NIVEAU} COLLATE "C" AS niveau, i.bekostigd AS bekostigde_school,
      v.leertraject = %(leertraject_examen)s AS examen,
      NOT i.bekostigd OR v.sector = ANY(%(sectoren_altijd)s)
        OR v.bekostigd AND v.leertraject <> %(leertraject_examen)s AS telt
    FROM inschrijvingen_inschrijving_versie v JOIN instellingen_instelling i ON i.code = v.instelling_id
    WHERE v.begindatum <= %(t2)s AND (v.einddatum IS NULL OR v.einddatum >= %(t1)s) AND {known("v")}
  ) w
) x
GROUP BY persoon_id HAVING bool_or(start)
"""

# §2.4: mbo before vo before the rest, then the latest begin, the highest level, the lowest code and number.
_LEIDEND = f"""
UPDATE vsv_kern k SET inschrijving = l.versie_id, instelling_id = l.instelling_id, niveau = l.categorie
FROM (
  SELECT DISTINCT ON (v.persoon_id) v.persoon_id, v.versie_id, v.instelling_id, {_NIVEAU} AS categorie
  FROM vsv_kern m JOIN inschrijvingen_inschrijving_versie v USING (persoon_id)
  JOIN instellingen_instelling i ON i.code = v.instelling_id
  WHERE m.aantal > 1 AND v.begindatum <= %(t1)s AND (v.einddatum IS NULL OR v.einddatum >= %(t1)s) AND {known("v")}
    AND i.bekostigd
    AND CASE WHEN v.leertraject = %(leertraject_examen)s THEN %(met_examendeelnemers)s ELSE v.bekostigd END
    AND v.sector = ANY(%(sectoren)s) AND v.soort <> ALL(%(soorten_niet)s)
  ORDER BY v.persoon_id, array_position(ARRAY['MBO', 'VO'], v.sector::text), v.begindatum DESC,
    nullif(v.niveau, '') DESC NULLS LAST, v.instelling_id COLLATE "C", v.volgnummer COLLATE "C", v.versie_id
) l WHERE l.persoon_id = k.persoon_id
"""

# Where somebody lives on both days. Of two addresses on t2 the one that began last.
_ADRES = f"""
CREATE TEMP TABLE vsv_adres ON COMMIT DROP AS
SELECT persoon_id, bool_or(nederlands AND op_t1) AS woont_t1, count(*) FILTER (WHERE op_t2) AS aantal,
  min(versie_id) FILTER (WHERE op_t2) AS versie_id, min(gemeente) FILTER (WHERE op_t2) AS gemeente
FROM (
  SELECT a.persoon_id, a.versie_id, a.landcode = '6030' AND a.gemeentecode <> '' AS nederlands,
    CASE WHEN a.landcode = '6030' THEN a.gemeentecode ELSE '' END COLLATE "C" AS gemeente,
    a.begindatum <= %(t1)s AS op_t1, a.einddatum IS NULL OR a.einddatum >= %(t2)s AS op_t2
  FROM personen_adres_versie a
  WHERE a.begindatum <= %(t2)s AND (a.einddatum IS NULL OR a.einddatum >= %(t1)s) AND {known("a")}
) x
GROUP BY persoon_id HAVING bool_or(nederlands AND op_t1)
"""
_LAATSTE_ADRES = f"""
UPDATE vsv_adres w SET versie_id = l.versie_id, gemeente = l.gemeente
FROM (
  SELECT DISTINCT ON (a.persoon_id) a.persoon_id, a.versie_id,
    CASE WHEN a.landcode = '6030' THEN a.gemeentecode ELSE '' END AS gemeente
  FROM vsv_adres m JOIN personen_adres_versie a USING (persoon_id)
  WHERE m.aantal > 1 AND a.begindatum <= %(t2)s AND (a.einddatum IS NULL OR a.einddatum >= %(t2)s) AND {known("a")}
  ORDER BY a.persoon_id, a.begindatum DESC, a.versie_id DESC
) l WHERE l.persoon_id = w.persoon_id
"""

# A diploma d that is a startkwalificatie in time: the one home in SQL of what rules/definitie.py tells.
IS_SK = """
(d.soort = ANY(%(sk_soorten)s) OR d.soort = 'MBO' AND d.niveau >= %(sk_niveau)s) AND d.datum <= %(sk_tot)s
"""
_SK = f"""
CREATE TEMP TABLE vsv_sk ON COMMIT DROP AS
SELECT DISTINCT d.persoon_id FROM inschrijvingen_diploma_versie d
WHERE {IS_SK} AND {known("d")}
"""

# The walls hide from the planner how many rows there are: a row at a time would be a thousand times too slow.
_WHOLE_TABLES, _SOME_ROWS = "SET LOCAL enable_nestloop = off", "SET LOCAL enable_nestloop = on"
_LEEG = "DROP TABLE IF EXISTS vsv_kern, vsv_adres, vsv_sk, vsv_reden"  # of a run earlier in this transaction
_ANALYZE = "ANALYZE vsv_kern, vsv_adres, vsv_sk"
_START = f"""
INSERT INTO rapportages_startregel (peiling_id, persoon_id, instelling_id, gemeente, regio, niveau, persoon_versie,
  inschrijving_versie, adres_versie, heeft_sk)
SELECT %(peiling)s, k.persoon_id, k.instelling_id, coalesce(a.gemeente, ''), coalesce(g.regio_id, ''), k.niveau,
  p.versie_id, k.inschrijving, a.versie_id, s.persoon_id IS NOT NULL
FROM vsv_kern k
JOIN personen_persoon_versie p ON p.id = k.persoon_id AND {known("p")}
JOIN vsv_adres a ON a.persoon_id = k.persoon_id
LEFT JOIN routering_gemeente g ON g.code = a.gemeente
LEFT JOIN vsv_sk s ON s.persoon_id = k.persoon_id
WHERE p.geboortedatum BETWEEN %(geboren_van)s AND %(geboren_tot)s AND NOT coalesce({{overleden_t1}}, false)
"""
OVERLEDEN = "p.overlijdensdatum <= %({dag})s AND coalesce(p.overlijden_geregistreerd < %(cutoff)s, true)"
_START = _START.format(overleden_t1=OVERLEDEN.format(dag="t1"))

_LIJST = f"""
INSERT INTO rapportages_lijstregel (peiling_id, persoon_id, instelling_id, gemeente, regio, niveau, persoon_versie,
  inschrijving_versie, adres_versie, reden, uit_versie, vanaf_instelling, vanaf_gemeente, vanaf_regio, wettelijk,
  niet_wettelijk)
SELECT %(peiling)s, s.persoon_id, s.instelling_id, s.gemeente, s.regio, s.niveau, s.persoon_versie,
  s.inschrijving_versie, s.adres_versie, CASE WHEN k.onbekostigd THEN 'B' WHEN k.examen THEN 'E' ELSE 'G' END,
  k.uit & ((1::bigint << 40) - 1),
  CASE WHEN v.instelling_id = s.instelling_id THEN v.vanaf_instelling ELSE %(rm)s END,
  CASE WHEN v.gemeente = s.gemeente THEN v.vanaf_gemeente ELSE %(rm)s END,
  CASE WHEN v.regio = s.regio THEN v.vanaf_regio ELSE %(rm)s END,
  coalesce(m.wettelijk, false), coalesce(m.niet_wettelijk, false)
FROM rapportages_startregel s
JOIN vsv_kern k USING (persoon_id)
JOIN personen_persoon_versie p ON p.versie_id = s.persoon_versie
LEFT JOIN rapportages_lijstregel v ON v.peiling_id = %(vorige)s AND v.persoon_id = s.persoon_id
LEFT JOIN (
  SELECT v.persoon_id, bool_or(v.soort = ANY(%(wettelijk)s)) AS wettelijk,
    bool_or(v.soort <> ALL(%(wettelijk)s)) AS niet_wettelijk
  FROM verzuim_melding_versie v
  WHERE v.status <> 'I' AND v.melddatum >= %(schooljaar)s AND v.melddatum < %(cutoff)s AND {known("v")}
  GROUP BY v.persoon_id
) m ON m.persoon_id = s.persoon_id
WHERE s.peiling_id = %(peiling)s AND NOT s.heeft_sk AND s.regio <> '' AND k.houdt IS NULL
  AND NOT coalesce({OVERLEDEN.format(dag="t2")}, false)
  AND NOT EXISTS (
    SELECT FROM vrijstellingen_vrijstelling_versie v WHERE v.persoon_id = s.persoon_id AND v.grond = ANY(%(gronden)s)
      AND v.begindatum <= %(t2)s AND coalesce(v.einddatum >= %(t2)s, true) AND {known("v")})
"""


def collect(cursor: Any, peiling: Peiling, vorige: Peiling | None) -> None:
    """Fill the start set and the list of a new run.

    Leaves, until the transaction ends: ``vsv_kern`` for the reasons, and the planner set to whole tables.
    """
    values = parameters(peiling, vorige)
    for statement in (
        *(_LEEG, _WHOLE_TABLES, _KERN, _ADRES, _SK, _ANALYZE),
        *(_SOME_ROWS, _LEIDEND, _LAATSTE_ADRES),
        *(_WHOLE_TABLES, _START, _LIJST),
    ):
        cursor.execute(statement, values)


def parameters(peiling: Peiling, vorige: Peiling | None) -> dict[str, Any]:
    """What the statements want to know of a run."""
    what = definitie(peiling.rapportjaar)
    van, tot = born_between(what, peiling.t1)
    return what.as_dict() | {
        "peiling": peiling.pk,
        "vorige": vorige.pk if vorige else None,
        "t1": peiling.t1,
        "t2": peiling.t2,
        "cutoff": peiling.cutoff,
        "rm": peiling.rapportagemaand,
        "sk_tot": peiling.sk_tot,
        "sectoren": list(what.sectoren),
        "soorten_niet": list(what.soorten_niet),
        "sectoren_altijd": list(what.sectoren_altijd),
        "sk_soorten": list(what.sk_soorten),
        "sk_niveau": str(what.sk_niveau),
        "gronden": list(what.gronden),
        "geboren_van": van,
        "geboren_tot": tot,
        "wettelijk": [code.code for code in codelijst("soort") if code.extra["wettelijk"] == "J"],
        "schooljaar": peiling.cutoff.astimezone(AMSTERDAM).replace(
            year=peiling.rapportjaar, month=8, day=1, hour=0, minute=0
        ),
    }
