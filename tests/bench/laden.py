"""Measures ``verzuimloket laad`` of registers of several sizes, next to a bare COPY of the same files.

    bin/bench laden [--personen 15000 150000 1500000] [--land MAP]

The registers come from testland, which makes so many pupils, and those who left school on top; --land keeps
them for another time. Prints a table for docs/prestaties.md: seconds by the clock, and of the processor (of this
process and its connection to PostgreSQL), which tell more when the machine is in use.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connections

from tests.bench.bench import _drop, _make, _point_at
from verzuimloket import testland
from verzuimloket.channels.upload.laden import laad
from verzuimloket.channels.upload.laden.bestanden import BESTANDEN, Bestand
from verzuimloket.config.cli import tune

BLOK, ZAAD, VANDAAG = 65_536, 7, date(2026, 11, 22)
_NONE = 0
# The indexes of the register's own tables, by the columns of the file; the table and its version table have a key.
_INDEXEN = {
    "instellingen": ("UNIQUE (instellingscode)", "(bestuur)"),
    "personen": ("UNIQUE (kenmerk)", "UNIQUE (bsn)", "UNIQUE (onderwijsnummer)", "(achternaam, geboortedatum)"),
    "adressen": ("(persoon, begindatum)",),
    "inschrijvingen": ("UNIQUE (kenmerk)", "(persoon, instellingscode)", "(instellingscode, persoon)"),
    "diplomas": ("(persoon)",),
    "vrijstellingen": ("(persoon)",),
    "meldingen": ("UNIQUE (kenmerk)", "(persoon)", "(instellingscode, status)", "(meldingsnummer)"),
}


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--personen", type=int, nargs="+", default=[15_000, 150_000, 1_500_000])
    parser.add_argument("--land", type=Path, help="folder in which the registers are kept")
    parser.add_argument("--een", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.een:
        _measure(options.een, options.land)
        return
    print("| leerlingen | regels | testland s | kale COPY s | laad s | verhouding | cpu COPY | cpu laad | cpu | MB |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    for count in options.personen:  # each in a process of its own, so that the memory is of that size alone
        with nullcontext(options.land) if options.land else TemporaryDirectory() as land:
            args = ["--een", str(count), "--land", str(land)]
            subprocess.run([sys.executable, "-m", "tests.bench.laden", *args], check=True)


def _measure(count: int, land: Path) -> None:
    tune()
    made, folder = _made(count, land)
    before = connections["eigenaar"].settings_dict["NAME"]
    name = f"bench_laden_{count}"
    _make(name, _NONE)
    _point_at(name)
    try:
        bare = [_bare_copy(bestand, folder / f"{bestand.naam}.csv") for bestand in BESTANDEN]
        kaal = Duur(sum(each.klok for each in bare), sum(each.cpu for each in bare))
        with _timed() as taken:
            resultaat = laad(folder)
    finally:
        _point_at(before)
        _drop(name)
    assert resultaat.gelukt, resultaat.fouten[:5]
    regels = sum(resultaat.regels.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"| {count} | {regels} | {made:.1f} | {kaal.klok:.1f} | {taken.klok:.1f} | {taken.klok / kaal.klok:.2f}"
        f" | {kaal.cpu:.1f} | {taken.cpu:.1f} | {taken.cpu / kaal.cpu:.2f} | {memory} |",
        flush=True,
    )


@dataclass
class Duur:
    """Seconds by the clock, and of the processor."""

    klok: float = 0.0
    cpu: float = 0.0


@contextmanager
def _timed() -> Iterator[Duur]:
    taken, klok, cpu = Duur(), time.perf_counter(), _cpu()
    yield taken
    taken.klok, taken.cpu = time.perf_counter() - klok, _cpu() - cpu


def _cpu() -> float:
    """Of this process and of the one in PostgreSQL that works for it, on this machine (Linux)."""
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        fields = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _made(count: int, land: Path) -> tuple[float, Path]:
    """Seconds it took to make this register, in a process of its own; and its folder."""
    folder = land / f"land_{count}"
    start = time.perf_counter()
    if not (folder / "meldingen.csv").exists():
        make = f"testland.schrijf(Path({str(folder)!r}), {count}, {ZAAD}, {VANDAAG!r})"
        code = f"import datetime; from pathlib import Path; from {testland.__name__} import schrijf\n"
        subprocess.run([sys.executable, "-c", code + make.removeprefix("testland.")], check=True)
    return time.perf_counter() - start, folder


def _bare_copy(bestand: Bestand, path: Path) -> Duur:
    """The limit: the same file into a table of the same columns, indexes and version trigger, no question asked."""
    columns = ", ".join(f"{kolom.naam} text" for kolom in bestand.kolommen)
    indexen = _INDEXEN[bestand.naam]
    kenmerk = " kenmerk uuid NOT NULL DEFAULT gen_random_uuid()," if "UNIQUE (kenmerk)" in indexen else ""
    unique = "".join(f", {index}" for index in indexen if index.startswith("UNIQUE"))
    others = "".join(f"CREATE INDEX ON kaal {index};" for index in indexen if not index.startswith("UNIQUE"))
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT set_config('vl.actor', 'bench', false)")
        cursor.execute(
            f"CREATE TABLE kaal (id bigserial PRIMARY KEY,{kenmerk} {columns}{unique}); {others}"
            " CALL vl_versioneer('kaal')"
        )
        with (
            _timed() as taken,
            path.open("rb") as file,
            cursor.copy(f"COPY kaal ({', '.join(bestand.kop)}) FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)") as copy,
        ):
            while block := file.read(BLOK):
                copy.write(block)
        cursor.execute("DROP TABLE kaal, kaal_versie")
    return taken


if __name__ == "__main__":
    main(sys.argv[1:])
