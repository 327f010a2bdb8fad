"""Measures the files of a national month: 1,500 institutions, 342 municipalities and 40 regions.

    bin/bench bestanden [--lijst 130000] [--startset 1360000] [--startset-bestanden]

Prints seconds by the clock, and of the processor (of this process and of its connection to PostgreSQL), which tell more
when the machine is in use; and how many files and lines there are. The sets are made by SQL: what a line tells matters,
not whether its person is rightly on the list. Files stay until the end: ext4 takes ten times as long to make one where
others were removed a moment ago.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from uuid import uuid4

from django.db import connection, connections

from tests.bench.bench import _drop, _make, _point_at
from verzuimloket.config.cli import tune
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.personen import sleutels
from verzuimloket.rapportages.actions import publish_files
from verzuimloket.rapportages.rapporten import RAPPORTEN, schrijven
from verzuimloket.rapportages.rapporten.vorm import SCHEIDING
from verzuimloket.rapportages.rules.kalender import Productie
from verzuimloket.uitvoer.tabel import Blad, write_xlsx

_FOLDER = TemporaryDirectory()
MAART = Productie(date(2026, 3, 1))
CODES = ("A01", "A02", "A03", "A04", "A06")
_VERSIE = "geregistreerd, actor, organisatie_naam, kanaal, aanleiding, transactie"
_BEKEND = "tstzrange('2025-08-15', NULL), 'x', '', 'systeem', '', pg_current_xact_id()"
_GEMEENTE = "(SELECT array_agg(code ORDER BY code) FROM routering_gemeente)"
_FILL = f"""
INSERT INTO instellingen_instelling (code, naam, sector, bekostigd, oprichtingsdatum, bestuur)
SELECT lpad((n / 26)::text, 2, '0') || 'B' || chr(65 + n % 26), 'College Voorbeeld ' || n, 'MBO', true, '1990-08-01',
  '109B027'
FROM generate_series(0, 1499) n;
INSERT INTO personen_persoon_versie ({_VERSIE}, id, kenmerk, bsn, achternaam, voorvoegsel, voornamen,
  zoeknaam, geslacht, geboortedatum, geboorte_precisie)
SELECT {_BEKEND}, n, kenmerk, bsn, naam || n % 9973, CASE WHEN n % 5 = 0 THEN 'van den' ELSE '' END,
  'Jan Pieter ' || n % 97,
  lower(naam) || n % 9973, 'M', date '2004-01-01' + n % 2500, 'D'
FROM vul, LATERAL (SELECT (ARRAY['Jansen','Bakker','Çelik','Visser','Smit','Meijer','Mulder','Bos'])[n % 8 + 1])
  s(naam);
INSERT INTO personen_adres_versie ({_VERSIE}, id, persoon_id, begindatum, gemeentecode, landcode, postcode,
  huisnummer, huisletter, toevoeging, aanduiding, locatie, straat, plaats, regel1, regel2, regel3)
SELECT {_BEKEND}, n, n, '2020-01-01', ({_GEMEENTE})[n % 342 + 1], '6030', (1000 + n % 8999) || 'AB',
  (n % 300)::text, '', '', '', '', 'Dorpsstraat ' || n % 997, 'Plaatsnaam ' || n % 342, '', '', '' FROM vul;
INSERT INTO inschrijvingen_inschrijving_versie ({_VERSIE}, id, persoon_id, instelling_id, kenmerk, vestiging,
  volgnummer, sector, soort, niveau, leertraject, opleidingscode, bekostigd, begindatum, einddatum)
SELECT {_BEKEND}, n, n, lpad((n % 1500 / 26)::text, 2, '0') || 'B' || chr(65 + n % 1500 % 26), gen_random_uuid(),
  '00AA01', 'A1', 'MBO', '', '2', 'BOL', '25655', true, '2025-08-01', '2025-12-31' FROM vul;
INSERT INTO rapportages_peiling (kenmerk, soort, rapportjaar, t1, t2, cutoff, sk_tot, rapportagemaand, productiemaand,
  definitie, gepeild_at)
SELECT gen_random_uuid(), 'A04', 2025, '2025-10-01', t2::date, t2 + interval '6 days', t2::date, rm, pm, '{{}}', now()
FROM (VALUES (timestamp '2026-02-01', '202601', '202602'), ('2026-03-01', '202602', '202603')) p(t2, rm, pm);
INSERT INTO rapportages_startregel (peiling_id, persoon_id, instelling_id, gemeente, regio, niveau, persoon_versie,
  inschrijving_versie, adres_versie, heeft_sk)
SELECT 2, p.id, i.instelling_id, a.gemeentecode, g.regio_id, 'MBO' || p.id % 4 + 1, p.versie_id, i.versie_id,
  a.versie_id, false
FROM personen_persoon_versie p JOIN personen_adres_versie a ON a.id = p.id
JOIN inschrijvingen_inschrijving_versie i ON i.id = p.id JOIN routering_gemeente g ON g.code = a.gemeentecode;
INSERT INTO rapportages_lijstregel (peiling_id, persoon_id, instelling_id, gemeente, regio, niveau, persoon_versie,
  inschrijving_versie, adres_versie, reden, uit_versie, vanaf_instelling, vanaf_gemeente, vanaf_regio,
  wettelijk, niet_wettelijk)
SELECT p.id, s.persoon_id, s.instelling_id, s.gemeente, s.regio, s.niveau, s.persoon_versie, s.inschrijving_versie,
  s.adres_versie, 'G', s.inschrijving_versie, '202601', '202601', '202602', true, false
FROM rapportages_startregel s JOIN rapportages_peiling p ON true WHERE s.persoon_id <= LIJST;
INSERT INTO rapportages_mutatie (peiling_id, rapport, soort_ontvanger, ontvanger, persoon_id, lijstregel_id, reden,
  datum)
SELECT 2, CASE WHEN l.peiling_id = 2 THEN 'A01' ELSE 'A02' END, o.soort, o.code, l.persoon_id, l.id, 'NIEUW',
  '2026-02-10'
FROM rapportages_lijstregel l
CROSS JOIN LATERAL (VALUES ('I', l.instelling_id), ('G', l.gemeente), ('R', l.regio)) o(soort, code)
WHERE l.persoon_id % 16 = CASE WHEN l.peiling_id = 2 THEN 1 ELSE 2 END;
INSERT INTO rapportages_peilingontvanger (peiling_id, soort, code, naam)
SELECT 2, 'I', code, naam FROM instellingen_instelling UNION ALL SELECT 2, 'G', code, naam FROM routering_gemeente
UNION ALL SELECT 2, 'R', code, naam FROM routering_regio;
"""


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lijst", type=int, default=130_000)
    parser.add_argument("--startset", type=int, default=1_360_000)
    parser.add_argument(
        "--startset-bestanden", action="store_true", help="also the files of A05, and putting all ready"
    )
    options = parser.parse_args(argv)
    tune()
    _make("bench_bestanden", 0)
    _point_at("bench_bestanden")
    _fill(options.lijst, options.startset)
    print("| wat | bestanden | regels | s | cpu Python | cpu PostgreSQL | MB |\n|---|---:|---:|---:|---:|---:|---:|")
    for vormen in (["csv"], ["csv", "xlsx"]):
        _measured(f"{', '.join(CODES)} als {' en '.join(vormen)}", partial(_write, CODES, vormen))
    _measured("A04 als xlsx, met XlsxWriter", _with_xlsxwriter)
    _measured("A04 als xlsx, zo geschreven", lambda: _write(["A04"], ["xlsx"]))
    if options.startset_bestanden:
        _measured("A05 als csv en xlsx", lambda: _write(["A05"], ["csv", "xlsx"]))
        _measured("alles klaarzetten, met A05", _publish)
    _FOLDER.cleanup()
    for alias in ("default", "eigenaar"):
        connections[alias].close()
    _point_at("postgres")
    _drop("bench_bestanden")


def _fill(lijst: int, startset: int) -> None:
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SET vl.actor = 'bench'; SET session_replication_role = replica")
        cursor.execute("CREATE TABLE vul (n integer, kenmerk uuid, bsn bytea)")
        with cursor.copy("COPY vul FROM STDIN") as copy:
            for n in range(1, startset + 1):
                kenmerk = uuid4()
                copy.write_row((n, kenmerk, sleutels.seal(f"{n:09}", kenmerk).tekst))
        cursor.execute(_FILL.replace("LIJST", str(lijst)))
        cursor.execute("ANALYZE")


def _measured(wat: str, work: Callable[[], tuple[int, int]]) -> None:
    start, before, backend = time.perf_counter(), _cpu(), _backend()
    files, lines = work()
    clocked, used, served = time.perf_counter() - start, _cpu() - before, _backend() - backend
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| {wat} | {files} | {lines} | {clocked:.1f} | {used:.1f} | {served:.1f} | {most} |", flush=True)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _backend() -> float:
    """Seconds of the processor that the other side of this connection used."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone() or (0,)
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _write(codes: list[str] | tuple[str, ...], vormen: list[str]) -> tuple[int, int]:
    folder = Path(mkdtemp(dir=_FOLDER.name))
    with acting_as(SYSTEEM):
        counts = schrijven.write_folder(MAART, folder, codes=codes, vormen=vormen)
    return len(os.listdir(folder)), sum(counts.values())


def _with_xlsxwriter() -> tuple[int, int]:
    rapport, files, lines = RAPPORTEN["A04"], 0, 0
    folder = Path(mkdtemp(dir=_FOLDER.name))
    with acting_as(SYSTEEM):
        for gevuld in schrijven.filled(rapport, MAART):
            rows = [regel.split(SCHEIDING) for regel in gevuld.regels]
            sheet = Blad(rapport.code, rapport.kolommen, [10] * len(rapport.kolommen), rows)
            with (folder / gevuld.naam).open("wb") as target:
                write_xlsx(target, [sheet], at=clock.now())
            files, lines = files + 1, lines + len(rows)
    return files, lines


def _publish() -> tuple[int, int]:
    with acting_as(SYSTEEM):
        return publish_files(MAART, by=SYSTEEM, at=MAART.cutoff), 0


if __name__ == "__main__":
    main(sys.argv[1:])
