"""Measures the monthly run over registers of several sizes: the sets, next to DuckDB; the files of all recipients.

    bin/bench rapportages [--leerlingen 358000 3580000] [--runs 3] [--land MAP]

The files of all recipients are written for the last of the months: A05 as CSV, A01-A04 and A06 as CSV and Excel.
Of the pupils of a testland 38 % is in the start set: 3,580,000 pupils make the national 1,360,000. The sets of
both engines must be alike; of each the median of three is told. Prints a table for docs/prestaties.md.
"""

import argparse
import resource
import subprocess
import sys
import time
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection, connections, transaction

from tests.bench.bench import _drop, _make, _point_at
from tests.bench.duck import Eend
from tests.bench.laden import _made
from verzuimloket.channels.upload.laden import laad
from verzuimloket.config.cli import tune
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as, whole_register
from verzuimloket.rapportages import queries
from verzuimloket.rapportages.actions import peilen, publish_month, verzamelen
from verzuimloket.rapportages.models import Lijstregel, Peiling, Startregel
from verzuimloket.rapportages.rapporten import schrijven
from verzuimloket.rapportages.rules import kalender

JAAR = 2025
_TURNS = 3
CODES = ("A01", "A02", "A03", "A04", "A06")


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leerlingen", type=int, nargs="+", default=[358_000, 3_580_000])
    parser.add_argument("--runs", type=int, default=3, help="how many months are made and timed")
    parser.add_argument("--land", type=Path, help="folder in which the registers are kept")
    parser.add_argument("--een", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.een:
        _measure(options.een, options.runs, options.land)
        return
    print("| leerlingen | startset | lijst | laden s | sets s | DuckDB s | verhouding | hele run s | A05 s | overige")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    for count in options.leerlingen:
        with nullcontext(options.land) if options.land else TemporaryDirectory() as land:
            args = ["--een", str(count), "--runs", str(options.runs), "--land", str(land)]
            subprocess.run([sys.executable, "-m", "tests.bench.rapporteren", *args], check=True)


def _measure(count: int, runs: int, land: Path) -> None:
    tune()
    _, folder = _made(count, land)
    before = connections["eigenaar"].settings_dict["NAME"]
    name = f"bench_rapportages_{count}"
    _make(name, 0)
    _point_at(name)
    try:
        start = time.perf_counter()
        assert not laad(folder).fouten
        loaded = time.perf_counter() - start
        with TemporaryDirectory(dir=land) as tmp:
            eend = Eend(Path(tmp))
            for n, t2 in enumerate(kalender.months_of(JAAR)[:runs], 1):
                row = _month(t2, eend)
                row += _all_files(t2, Path(tmp)) if n == runs else ["", ""]
                print(f"| {count} | {row[0]} | {row[1]} | {loaded:.0f} | {' | '.join(row[2:])} |", flush=True)
        print(f"geheugen {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB", flush=True)
    finally:
        _point_at(before)
        _drop(name)


def _month(t2: date, eend: Eend) -> list[str]:
    """The sets alone by both engines in turn, then the whole run with mutations and invariants."""
    (run,) = (each for each in kalender.runs(t2) if each.rapportjaar == JAAR)
    taken = []
    for _ in range(_TURNS):
        ours, values, seen = _sets(run)
        theirs, duck_seen = eend.sets(values)
        assert seen == duck_seen, (seen, duck_seen)
        taken.append((ours, theirs))
    ours, theirs = (median(seconds) for seconds in zip(*taken, strict=True))
    with acting_as(SYSTEEM):
        whole, _ = _timed(lambda: publish_month(t2, by=SYSTEEM, at=clock.now()))
    times = (ours, theirs, ours / theirs, whole)
    return [str(seen[0]), str(seen[2]), *(f"{value:.2f}" for value in times)]


def _all_files(t2: date, folder: Path) -> list[str]:
    return [f"{_files(t2, folder, codes):.1f}" for codes in (["A05"], list(CODES))]


def _sets(run: kalender.Run) -> tuple[float, dict[str, Any], tuple[Any, ...]]:
    """The start set and the list, as a run makes them; undone, so that the whole run can be timed after it."""
    with acting_as(SYSTEEM), transaction.atomic():
        peiling, vorige = peilen._peiling(run, clock.now()), queries.previous_of(run)
        peiling.save()
        with whole_register(), connection.cursor() as cursor:
            cursor.execute(peilen._ROOM)
            taken, _ = _timed(lambda: verzamelen.collect(cursor, peiling, vorige))
        seen = _seen(peiling)
        transaction.set_rollback(True)
    return taken, verzamelen.parameters(peiling, vorige), seen


def _seen(peiling: Peiling) -> tuple[Any, ...]:
    start, lijst = Startregel.objects.filter(peiling=peiling), Lijstregel.objects.filter(peiling=peiling)
    counts = (start.filter(heeft_sk=True), lijst, lijst.filter(reden="B"), lijst.filter(reden="E"))
    return (start.count(), *(rows.count() for rows in counts))


def _files(t2: date, folder: Path, codes: list[str]) -> float:
    """All recipients, CSV and XLSX; of the start set CSV alone."""
    vormen = ("csv",) if codes == ["A05"] else ("csv", "xlsx")
    target = folder / f"{t2}{codes[0]}"
    target.mkdir()
    with acting_as(SYSTEEM):
        taken, _ = _timed(lambda: schrijven.write_folder(kalender.Productie(t2), target, codes=codes, vormen=vormen))
    return taken


def _timed(run: Any) -> tuple[float, Any]:
    start = time.perf_counter()
    answer = run()
    return time.perf_counter() - start, answer


if __name__ == "__main__":
    main(sys.argv[1:])
