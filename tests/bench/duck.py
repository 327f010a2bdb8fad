"""The same sets by DuckDB, on parquet made of the same tables: the yardstick of ``bin/bench rapportages``."""

import time
from datetime import UTC
from pathlib import Path
from typing import Any

import duckdb
from django.db import connections

_VERSIE = {"van": "TIMESTAMP", "tot": "TIMESTAMP"}
_PERIODE = {"begindatum": "DATE", "einddatum": "DATE"}
_TABELLEN: dict[str, tuple[str, dict[str, str]]] = {
    "inschrijving": (
        "inschrijvingen_inschrijving_versie",
        {
            **{"persoon_id": "BIGINT", "instelling_id": "VARCHAR", "volgnummer": "VARCHAR", "sector": "VARCHAR"},
            **{"soort": "VARCHAR", "niveau": "VARCHAR", "leertraject": "VARCHAR", "bekostigd": "BOOLEAN"},
            **_PERIODE,
            **_VERSIE,
        },
    ),
    "persoon": (
        "personen_persoon_versie",
        {
            **{"id": "BIGINT", "geboortedatum": "DATE", "overlijdensdatum": "DATE"},
            **{"overlijden_geregistreerd": "TIMESTAMP"},
            **_VERSIE,
        },
    ),
    "adres": (
        "personen_adres_versie",
        {"persoon_id": "BIGINT", "gemeentecode": "VARCHAR", "landcode": "VARCHAR", **_PERIODE, **_VERSIE},
    ),
    "diploma": (
        "inschrijvingen_diploma_versie",
        {"persoon_id": "BIGINT", "soort": "VARCHAR", "niveau": "VARCHAR", "datum": "DATE", **_VERSIE},
    ),
    "vrijstelling": (
        "vrijstellingen_vrijstelling_versie",
        {"persoon_id": "BIGINT", "grond": "VARCHAR", **_PERIODE, **_VERSIE},
    ),
    "instelling": ("instellingen_instelling", {"code": "VARCHAR", "bekostigd": "BOOLEAN"}),
    "gemeente": ("routering_gemeente", {"code": "VARCHAR", "regio_id": "VARCHAR"}),
}
_UTC = "({}) AT TIME ZONE 'UTC' AS {}"  # DuckDB without extensions knows no time zones
_SQL = {
    "van": _UTC.format("coalesce(lower(geregistreerd), '1900-01-01')", "van"),
    "tot": _UTC.format("coalesce(upper(geregistreerd), '9999-01-01')", "tot"),
    "overlijden_geregistreerd": _UTC.format("overlijden_geregistreerd", "overlijden_geregistreerd"),
}
_K = "{0}.van < $cutoff AND {0}.tot >= $cutoff"

_SETS = f"""
CREATE OR REPLACE TABLE telt AS
SELECT v.*, NOT i.bekostigd OR v.sector IN ('HO', 'DJI', 'POL')
    OR v.bekostigd AND coalesce(v.leertraject, '') <> 'EX' AS telt, i.bekostigd AS school
FROM inschrijving v JOIN instelling i ON i.code = v.instelling_id
WHERE {_K.format("v")} AND v.begindatum <= $t2 AND (v.einddatum IS NULL OR v.einddatum >= $t1);
CREATE OR REPLACE TABLE sk AS
SELECT DISTINCT persoon_id FROM diploma d
WHERE (soort IN ('HAVO', 'VWO') OR soort = 'MBO' AND niveau >= '2') AND datum <= $sk_tot AND {_K.format("d")};
CREATE OR REPLACE TABLE startset AS
SELECT t.persoon_id, t.instelling_id, t.sector, t.soort, t.niveau, a2.gemeentecode, g.regio_id,
  sk.persoon_id IS NOT NULL AS heeft_sk
FROM telt t
JOIN persoon p ON p.id = t.persoon_id AND {_K.format("p")}
LEFT JOIN adres a2 ON a2.persoon_id = t.persoon_id AND {_K.format("a2")} AND a2.begindatum <= $t2
  AND (a2.einddatum IS NULL OR a2.einddatum >= $t2) AND a2.landcode = '6030'
LEFT JOIN gemeente g ON g.code = a2.gemeentecode
LEFT JOIN sk ON sk.persoon_id = t.persoon_id
WHERE t.begindatum <= $t1 AND t.telt AND t.school AND t.sector IN ('VO', 'MBO', 'VAVO')
  AND coalesce(t.soort, '') NOT IN ('PRO', 'ISK1', 'IB', 'ENGELS')
  AND p.geboortedatum BETWEEN $geboren_van AND $geboren_tot
  AND NOT coalesce(p.overlijdensdatum <= $t1 AND p.overlijden_geregistreerd < $cutoff, false)
  AND t.persoon_id IN (SELECT a.persoon_id FROM adres a WHERE {_K.format("a")} AND a.begindatum <= $t1
    AND (a.einddatum IS NULL OR a.einddatum >= $t1) AND a.landcode = '6030' AND a.gemeentecode IS NOT NULL)
QUALIFY row_number() OVER (PARTITION BY t.persoon_id ORDER BY
  CASE t.sector WHEN 'MBO' THEN 1 WHEN 'VO' THEN 2 ELSE 3 END, t.begindatum DESC, coalesce(t.niveau, '') DESC,
  t.instelling_id, t.volgnummer, a2.begindatum DESC) = 1;
CREATE OR REPLACE TABLE lijst AS
SELECT s.*, CASE WHEN r.onbekostigd THEN 'B' WHEN r.iets THEN 'E' ELSE 'G' END AS reden
FROM startset s
JOIN persoon p ON p.id = s.persoon_id AND {_K.format("p")}
LEFT JOIN (
  SELECT persoon_id, bool_or(telt) AS houdt, bool_or(coalesce(leertraject, '') <> 'EX') AS onbekostigd, true AS iets
  FROM telt WHERE einddatum IS NULL OR einddatum >= $t2 GROUP BY persoon_id
) r ON r.persoon_id = s.persoon_id
WHERE NOT s.heeft_sk AND s.regio_id IS NOT NULL AND NOT coalesce(r.houdt, false)
  AND NOT coalesce(p.overlijdensdatum <= $t2 AND p.overlijden_geregistreerd < $cutoff, false)
  AND s.persoon_id NOT IN (SELECT v.persoon_id FROM vrijstelling v WHERE v.grond IN ('5A', '5B', '5C', '15')
    AND v.begindatum <= $t2 AND (v.einddatum IS NULL OR v.einddatum >= $t2) AND {_K.format("v")});
"""


class Eend:
    """DuckDB with the tables of the register."""

    def __init__(self, folder: Path) -> None:
        self.duck = duckdb.connect(str(folder / "sets.duckdb"))
        for naam, (tabel, kolommen) in _TABELLEN.items():
            plain, parquet = folder / f"{naam}.csv", folder / f"{naam}.parquet"
            _export(tabel, kolommen, plain)
            source = f"read_csv('{plain}', header=true, columns={kolommen})"
            self.duck.execute(f"COPY (SELECT * FROM {source}) TO '{parquet}' (FORMAT parquet)")
            plain.unlink()
            self.duck.execute(f"CREATE VIEW {naam} AS SELECT * FROM '{parquet}'")

    def sets(self, values: dict[str, Any]) -> tuple[float, tuple[Any, ...]]:
        """Seconds for the start set and the list of a run; and how they came out, to compare."""
        values = values | {"cutoff": values["cutoff"].astimezone(UTC).replace(tzinfo=None)}
        start = time.perf_counter()
        for statement in filter(str.strip, _SETS.split(";")):
            used = {name: value for name, value in values.items() if f"${name}" in statement}
            self.duck.execute(statement, used)
        taken = time.perf_counter() - start
        found = self.duck.execute(
            "SELECT (SELECT count(*) FROM startset), (SELECT count(*) FILTER (WHERE heeft_sk) FROM startset),"
            " count(*), count(*) FILTER (WHERE reden = 'B'), count(*) FILTER (WHERE reden = 'E') FROM lijst"
        ).fetchone()
        assert found
        return taken, tuple(found)


def _export(tabel: str, kolommen: dict[str, str], plain: Path) -> None:
    wanted = ", ".join(_SQL.get(kolom, kolom) for kolom in kolommen)
    copy_out = f"COPY (SELECT {wanted} FROM {tabel}) TO STDOUT (FORMAT csv, HEADER)"
    with connections["eigenaar"].cursor() as cursor, plain.open("wb") as file, cursor.copy(copy_out) as copy:
        for block in copy:
            file.write(block)
