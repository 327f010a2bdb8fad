"""The start set (A05) and the list (A04, A14) of a run, as set statements over the version tables.

One scan of the enrolments says of each person: which enrolment leads on t1, and what there is on t2. Source:
rapportages.md §2-4; MND-12…18.
"""

from typing import Any

from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.queries.bekend import just_before, known
from verzuimloket.rapportages.rules.definitie import born_between, definitie

_NIVEAU = """
CASE WHEN v.sector = 'MBO' THEN 'MBO' || coalesce(nullif(nullif(v.niveau, ''), '0'), '1')
     WHEN v.soort = 'VMBO' THEN 'VMBO' WHEN v.soort IN ('HAVO', 'VWO') THEN 'HAVOVWO' ELSE 'VOOND' END
"""

OVERLEDEN = "p.overlijdensdatum <= %({dag})s AND coalesce(p.overlijden_geregistreerd < %(cutoff)s, true)"
_OVERLEDEN_T1, _OVERLEDEN_T2 = OVERLEDEN.format(dag="t1"), OVERLEDEN.format(dag="t2")
_GEMEENTE = "CASE WHEN a.landcode = '6030' THEN a.gemeentecode ELSE '' END"

# Of everybody of the right age who lives in the Netherlands and is enrolled for the start set on t1.
# inschrijving, instelling_id, niveau: of that enrolment. houdt: an enrolment that counts on t2, begun on that day. uit:
# the last that ended. adres_versie, gemeente: on t2. Of more than one enrolment (inschrijvingen: too many for who has
# two addresses) or address (adressen) the right one is chosen afterwards. OFFSET 0: work out a cell once.
_KERN = f"""
CREATE TEMP TABLE vsv_kern ON COMMIT DROP AS
SELECT persoon_id, min(persoon_versie) AS persoon_versie, bool_or(overleden_t2) AS overleden_t2,
  count(inschrijving) AS inschrijvingen, min(inschrijving) AS inschrijving, min(instelling_id) AS instelling_id,
  min(niveau) AS niveau, max(houdt) AS houdt, bool_or(onbekostigd) AS onbekostigd, bool_or(examen) AS examen,
  max(uit) AS uit, min(adres_t2) AS adres_versie, min(adres_t2) < max(adres_t2) AS adressen, min(gemeente) AS gemeente
FROM (
  SELECT persoon_id, persoon_versie, overleden_t2, woont_t1, adres_t2,
    CASE WHEN start THEN versie_id END AS inschrijving, CASE WHEN start THEN instelling_id END AS instelling_id,
    CASE WHEN start THEN niveau END AS niveau, CASE WHEN telt AND op_t2 THEN begindatum END AS houdt,
    op_t2 AND NOT telt AND NOT examen AS onbekostigd, op_t2 AND NOT telt AND examen AS examen,
    CASE WHEN telt AND NOT op_t2 THEN ((einddatum - date '1900-01-01')::bigint << 40) + versie_id END AS uit,
    CASE WHEN adres_t2 IS NOT NULL THEN gemeente END AS gemeente
  FROM (
    SELECT w.*, (telt OR examen AND %(met_examendeelnemers)s) AND bekostigde_school AND begindatum <= %(t1)s
        AND sector = ANY(%(sectoren)s) AND soort <> ALL(%(soorten_niet)s) AS start
    FROM (
      SELECT v.versie_id, v.persoon_id, p.versie_id AS persoon_versie, coalesce({_OVERLEDEN_T2}, false) AS overleden_t2,
        v.instelling_id COLLATE "C" AS instelling_id, v.sector, v.soort, v.begindatum, v.einddatum,
        {_NIVEAU} COLLATE "C" AS niveau, i.bekostigd AS bekostigde_school,
        v.leertraject = %(leertraject_examen)s AS examen,
        NOT i.bekostigd OR v.sector = ANY(%(sectoren_altijd)s)
          OR v.bekostigd AND v.leertraject <> %(leertraject_examen)s AS telt,
        v.einddatum IS NULL OR v.einddatum >= %(t2)s AS op_t2,
        CASE WHEN a.einddatum IS NULL OR a.einddatum >= %(t2)s THEN a.versie_id END AS adres_t2,
        {_GEMEENTE} COLLATE "C" AS gemeente,
        a.landcode = '6030' AND a.gemeentecode <> '' AND a.begindatum <= %(t1)s AS woont_t1
      FROM personen_persoon_versie p
      JOIN inschrijvingen_inschrijving_versie v ON v.persoon_id = p.id AND {known("v")}
      JOIN instellingen_instelling i ON i.code = v.instelling_id
      JOIN personen_adres_versie a ON a.persoon_id = v.persoon_id AND {known("a")}
      WHERE v.begindatum <= %(t2)s AND (v.einddatum IS NULL OR v.einddatum >= %(t1)s) AND {known("p")}
        AND p.geboortedatum BETWEEN %(geboren_van)s AND %(geboren_tot)s AND NOT coalesce({_OVERLEDEN_T1}, false)
        AND a.begindatum <= %(t2)s AND (a.einddatum IS NULL OR a.einddatum >= %(t1)s)
      OFFSET 0
    ) w
    OFFSET 0
  ) z
) x
GROUP BY persoon_id HAVING count(inschrijving) > 0 AND bool_or(woont_t1)
"""

# The pass goes as it is written: persons of the right age first, everything read once, and sorted to be grouped, since
# nearly everybody has one line. The planner cannot know this, and takes a quarter longer.
_AS_WRITTEN = """
SET LOCAL join_collapse_limit = 1; SET LOCAL enable_nestloop = off; SET LOCAL enable_hashagg = off
"""
_AS_PLANNED = """
SET LOCAL join_collapse_limit TO DEFAULT; SET LOCAL enable_nestloop = on; SET LOCAL enable_hashagg = on
"""

# §2.4: mbo before vo before the rest, then the latest begin, the highest level, the lowest code and number.
_LEIDEND = f"""
UPDATE vsv_kern k SET inschrijving = l.versie_id, instelling_id = l.instelling_id, niveau = l.categorie
FROM (
  SELECT DISTINCT ON (v.persoon_id) v.persoon_id, v.versie_id, v.instelling_id, {_NIVEAU} AS categorie
  FROM vsv_kern m JOIN inschrijvingen_inschrijving_versie v USING (persoon_id)
  JOIN instellingen_instelling i ON i.code = v.instelling_id
  WHERE m.inschrijvingen > 1 AND v.begindatum <= %(t1)s AND (v.einddatum IS NULL OR v.einddatum >= %(t1)s)
    AND {known("v")} AND i.bekostigd
    AND CASE WHEN v.leertraject = %(leertraject_examen)s THEN %(met_examendeelnemers)s ELSE v.bekostigd END
    AND v.sector = ANY(%(sectoren)s) AND v.soort <> ALL(%(soorten_niet)s)
  ORDER BY v.persoon_id, array_position(ARRAY['MBO', 'VO'], v.sector::text), v.begindatum DESC,
    nullif(v.niveau, '') DESC NULLS LAST, v.instelling_id COLLATE "C", v.volgnummer COLLATE "C", v.versie_id
) l WHERE l.persoon_id = k.persoon_id
"""

# Of two addresses on t2 the one that began last.
_LAATSTE_ADRES = f"""
UPDATE vsv_kern k SET adres_versie = l.versie_id, gemeente = l.gemeente
FROM (
  SELECT DISTINCT ON (a.persoon_id) a.persoon_id, a.versie_id, {_GEMEENTE} AS gemeente
  FROM vsv_kern m JOIN personen_adres_versie a USING (persoon_id)
  WHERE m.adressen AND a.begindatum <= %(t2)s AND (a.einddatum IS NULL OR a.einddatum >= %(t2)s) AND {known("a")}
  ORDER BY a.persoon_id, a.begindatum DESC, a.versie_id DESC
) l WHERE l.persoon_id = k.persoon_id
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

_LEEG = "DROP TABLE IF EXISTS vsv_kern, vsv_sk, vsv_reden"  # of a run earlier in this transaction
_ANALYZE = "SET LOCAL default_statistics_target = 10; ANALYZE vsv_kern, vsv_sk"
_START = """
INSERT INTO rapportages_startregel (peiling_id, persoon_id, instelling_id, gemeente, regio, niveau, persoon_versie,
  inschrijving_versie, adres_versie, heeft_sk)
SELECT %(peiling)s, k.persoon_id, k.instelling_id, coalesce(k.gemeente, ''), coalesce(g.regio_id, ''), k.niveau,
  k.persoon_versie, k.inschrijving, k.adres_versie, s.persoon_id IS NOT NULL
FROM vsv_kern k
LEFT JOIN routering_gemeente g ON g.code = k.gemeente
LEFT JOIN vsv_sk s ON s.persoon_id = k.persoon_id
ORDER BY k.persoon_id
"""

_LIJST = f"""
INSERT INTO rapportages_lijstregel (peiling_id, persoon_id, instelling_id, gemeente, regio, niveau, persoon_versie,
  inschrijving_versie, adres_versie, reden, uit_versie, vanaf_instelling, vanaf_gemeente, vanaf_regio, wettelijk,
  niet_wettelijk)
SELECT %(peiling)s, k.persoon_id, k.instelling_id, k.gemeente, g.regio_id, k.niveau, k.persoon_versie,
  k.inschrijving, k.adres_versie, CASE WHEN k.onbekostigd THEN 'B' WHEN k.examen THEN 'E' ELSE 'G' END,
  k.uit & ((1::bigint << 40) - 1),
  CASE WHEN v.instelling_id = k.instelling_id THEN v.vanaf_instelling ELSE %(rm)s END,
  CASE WHEN v.gemeente = k.gemeente THEN v.vanaf_gemeente ELSE %(rm)s END,
  CASE WHEN v.regio = g.regio_id THEN v.vanaf_regio ELSE %(rm)s END,
  coalesce(m.wettelijk, false), coalesce(m.niet_wettelijk, false)
FROM vsv_kern k
JOIN routering_gemeente g ON g.code = k.gemeente
LEFT JOIN rapportages_lijstregel v ON v.peiling_id = %(vorige)s AND v.persoon_id = k.persoon_id
LEFT JOIN (
  SELECT v.persoon_id, bool_or(v.soort = ANY(%(wettelijk)s)) AS wettelijk,
    bool_or(v.soort <> ALL(%(wettelijk)s)) AS niet_wettelijk
  FROM verzuim_melding_versie v
  WHERE v.status <> 'I' AND v.melddatum >= %(schooljaar)s AND v.melddatum < %(cutoff)s AND {known("v")}
  GROUP BY v.persoon_id
) m ON m.persoon_id = k.persoon_id
WHERE k.houdt IS NULL AND NOT k.overleden_t2
  AND NOT EXISTS (SELECT FROM vsv_sk s WHERE s.persoon_id = k.persoon_id)
  AND NOT EXISTS (
    SELECT FROM vrijstellingen_vrijstelling_versie v WHERE v.persoon_id = k.persoon_id AND v.grond = ANY(%(gronden)s)
      AND v.begindatum <= %(t2)s AND coalesce(v.einddatum >= %(t2)s, true) AND {known("v")})
"""
_STEPS = (_LEEG, _AS_WRITTEN, _KERN, _AS_PLANNED, _SK, _ANALYZE, _LEIDEND, _LAATSTE_ADRES, _START, _LIJST)


def collect(cursor: Any, peiling: Peiling, vorige: Peiling | None) -> None:
    """Fill the start set and the list of a new run. Leaves ``vsv_kern`` until the transaction ends, for the reasons."""
    values = parameters(peiling, vorige)
    for statement in _STEPS:
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
        **just_before(peiling.cutoff),
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
