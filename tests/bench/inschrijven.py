"""Measures files of enrolments of several sizes: read, judge, store; next to a bare COPY of the same file.

    bin/bench inschrijven [--regels 10000 100000 1000000]

Of the lines 93 % are of pupils whom the register knows, 5 % of new ones without a number (at most 50,000:
the register has no more onderwijsnummers to give), 2 % are wrong. Prints a table for docs/prestaties.md.
"""

import argparse
import hashlib
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connections

from tests.bench.bench import _drop, _make, _point_at
from verzuimloket.aanleveringen.sjabloon import KOLOMMEN
from verzuimloket.channels.upload.aanleveren.inlezen import Keuze, Resultaat, inlezen
from verzuimloket.config.cli import tune
from verzuimloket.core import clock
from verzuimloket.personen import sleutels
from verzuimloket.personen.rules import bsn_klopt

NIEUW_MAX, SCHOLEN, BLOK = 50_000, 150, 65_536
_FEW = 100


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--regels", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--een", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.een:
        _measure(options.een)
        return
    print("| regels | kale COPY s | inlezen s | verhouding | regels/s | geheugen MB | controle s | nog eens s |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    for regels in options.regels:  # each in a process of its own, so that the memory is of that size alone
        subprocess.run([sys.executable, "-m", "tests.bench.inschrijven", "--een", str(regels)], check=True)


def _measure(regels: int) -> None:
    tune()
    before = connections["eigenaar"].settings_dict["NAME"]
    name = f"bench_inschrijven_{regels}"
    _make(name, _FEW)
    _point_at(name)
    try:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "bench.csv"
            _people(regels)
            _write(path, regels)
            kaal = _bare_copy(path)
            controle, _ = _read(path, proef=True)
            stored, uitkomst = _read(path)
            memory = _memory()
            nog_eens, again = _read(path)
    finally:
        _point_at(before)
        _drop(name)
    assert uitkomst.uitkomsten["NIEUW"] + uitkomst.fout == regels, uitkomst
    assert again.uitkomsten["ONGEWIJZIGD"] == uitkomst.uitkomsten["NIEUW"], again
    print(
        f"| {regels} | {kaal:.1f} | {stored:.1f} | {stored / kaal:.2f} | {regels / stored:.0f} | {memory}"
        f" | {controle:.1f} | {nog_eens:.1f} |",
        flush=True,
    )


def _memory() -> int:
    """Megabytes at most: of this process, and of the one that reads for it."""
    return sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024


def _read(path: Path, *, proef: bool = False) -> tuple[float, Resultaat]:
    """Seconds to handle the file as ``verzuimloket inlezen`` does, and what came of it."""
    start = time.perf_counter()
    with (path.parent / "fouten.csv").open("wb") as fouten:
        keuze = Keuze("", proef=proef, accepteer_goede=True)
        found = inlezen(path, keuze, fouten, on=clock.today(), progress=lambda done, most: None)
    return time.perf_counter() - start, found


def _bsns(count: int) -> Iterator[str]:
    """So many fictitious numbers that pass their check, the same every time."""
    found, base = 0, 10_000_000
    while found < count:
        base += 1
        for last in "0123456789":
            if bsn_klopt(f"{base}{last}"):
                found += 1
                yield f"{base}{last}"


def _people(regels: int) -> None:
    """The pupils whom the file names, with the index by which they are found. Their sealed number is no number."""
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute(
            "SELECT set_config('vl.actor', 'bench', false), set_config('vl.kanaal', 'bestand', false),"
            " set_config('vl.register', 'ja', false)"
        )
        with cursor.copy(
            "COPY personen_persoon (kenmerk, bsn, bsn_index, achternaam, voorvoegsel, voornamen, zoeknaam,"
            " geslacht, geboortedatum, geboorte_precisie) FROM STDIN"
        ) as copy:
            for n, nummer in enumerate(_bsns(regels)):
                kenmerk = hashlib.md5(nummer.encode()).hexdigest()
                names = (f"Achter{n % 9973}", "", "Voornaam", f"achter{n % 9973}")
                copy.write_row((kenmerk, b"verzegeld", sleutels.index(nummer), *names, "V", "2012-01-01", "D"))
        cursor.execute("INSERT INTO routering_postcodegebied (postcode, gemeente_id) VALUES ('3511AB', '0344')")
        cursor.execute("ANALYZE")


def _write(path: Path, regels: int) -> None:
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT code FROM instellingen_instelling ORDER BY code LIMIT %s", [SCHOLEN])
        codes = [row[0] for row in cursor.fetchall()]
    every = max(20, regels // NIEUW_MAX)
    with path.open("w", encoding="utf-8") as file:
        file.write(";".join(kolom.naam for kolom in KOLOMMEN) + "\n")
        for n, nummer in enumerate(_bsns(regels)):
            code = codes[n % len(codes)]
            if n % every == 7:
                file.write(f"{code};01-08-2025;;;;M;04-05-2013;Nieuw{n};;Kind;;3511AB;{1 + n % 900}" + ";" * 9 + "\n")
            elif n % 50 == 13:  # the last digit is another one
                wrong = f"{nummer[:8]}{(int(nummer[8]) + 1) % 10}"
                file.write(f"{code};01-08-2025;;{wrong};;V;01-01-2012" + ";" * 15 + "\n")
            else:
                file.write(f"{code};01-08-2025;;{nummer};;V;01-01-2012" + ";" * 15 + "\n")


def _bare_copy(path: Path) -> float:
    """The limit: the same file into a table with the same columns, indexes and version trigger, no question asked."""
    names = ", ".join(f'"{kolom.naam}"' for kolom in KOLOMMEN)
    columns = ", ".join(f'"{kolom.naam}" text' for kolom in KOLOMMEN)
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute(
            "CREATE TABLE kaal (id bigserial PRIMARY KEY, kenmerk uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,"
            f" {columns}); CREATE INDEX ON kaal (bsn, instellingscode); CREATE INDEX ON kaal (instellingscode, bsn);"
            " CALL vl_versioneer('kaal')"
        )
        start = time.perf_counter()
        with (
            path.open("rb") as file,
            cursor.copy(f"COPY kaal ({names}) FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)") as copy,
        ):
            while block := file.read(BLOK):
                copy.write(block)
        taken = time.perf_counter() - start
        cursor.execute("DROP TABLE kaal, kaal_versie")
    return taken


if __name__ == "__main__":
    main(sys.argv[1:])
