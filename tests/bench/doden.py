"""Kills workers while they handle files, and counts afterwards: nothing lost, nothing doubled.

    .venv/bin/python -m tests.bench.doden [--bestanden 50] [--regels 2000] [--zaad 1]

Each file has pupils with a number, new pupils without, the same line twice and lines that are wrong. Half of the
files is stored all or nothing. A worker in a process of its own gets SIGKILL at a random moment, again and again.
"""

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection, connections
from procrastinate.contrib.django import app

from tests.actions import aanleveren as keten
from verzuimloket.aanleveringen import actions
from verzuimloket.aanleveringen.models import Aanlevering, Bevinding
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie

HOOFDMAP = Path(__file__).resolve().parents[2]
SCHOLEN = ("10AA", "11AA", "12AA", "13AA", "14AA")
OPSTARTEN = 20  # seconds at most before a worker takes jobs


@dataclass
class Uitslag:
    """What happened, and what was found wrong afterwards."""

    gedood: int = 0
    seconden: float = 0
    regels: int = 0
    tijdens: Counter[str] = field(default_factory=Counter)
    mis: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Verstuurd:
    aanlevering: Aanlevering
    by: Actor
    goed: int
    fout: int
    heel: bool


def prove(bestanden: int, regels: int, *, zaad: int, chunk: int, langst: float = 2.0) -> Uitslag:
    """Send, kill, repeat until everything was handled, and count."""
    kans, uitslag, start = random.Random(zaad), Uitslag(), time.perf_counter()
    senders = [keten.sender(f"ines{code.lower()}", kenmerk=code) for code in SCHOLEN]
    sent = [_send(senders[n % len(senders)], regels, n) for n in range(bestanden)]
    uitslag.regels = bestanden * regels
    while busy := _busy(sent):
        with _worker(chunk) as worker:
            deadline = time.monotonic() + kans.uniform(0, langst)
            while time.monotonic() < deadline and _busy(sent):
                time.sleep(0.05)
            uitslag.tijdens.update(each.stand for each in busy)
            os.kill(worker.pid, signal.SIGKILL)
        uitslag.gedood += 1
        _again()
        _go_on(sent)
    uitslag.seconden = time.perf_counter() - start
    uitslag.mis = [each for one in sent for each in _wrong(one)] + _doubled(sent)
    return uitslag


def _send(by: Actor, regels: int, volgnummer: int) -> Verstuurd:
    """A file of an own school: a quarter new pupils, and unless it is all or nothing also wrong and double lines."""
    [school], heel = by.instellingen, volgnummer % 2 == 1
    fout = 0 if heel else max(1, regels // 20)
    new, known = regels // 4, regels - regels // 4 - 2 * fout
    numbers = keten.known(known)
    lines = [keten.line(nummer, instellingscode=school) for nummer in numbers]
    lines += [keten.new_pupil(f"Nieuw{volgnummer}x{n}", instellingscode=school) for n in range(new)]
    lines += [keten.line("123", instellingscode=school) for _ in range(fout)]
    lines += lines[:fout]
    made = keten.sent(keten.table(lines), by, instelling=school, naam=f"bestand{volgnummer}.csv")
    return Verstuurd(made, by, known + new, 2 * fout, heel)


def _busy(sent: list[Verstuurd]) -> list[Aanlevering]:
    with acting_as(SYSTEEM):
        rows = Aanlevering.objects.filter(pk__in=[each.aanlevering.pk for each in sent])
        return list(rows.filter(stand__in=("ONTVANGEN", "CONTROLEREN", "GECONTROLEERD", "VERWERKEN")))


def _go_on(sent: list[Verstuurd]) -> None:
    """The senders look at the check, and have the lines stored."""
    checked = {each.pk for each in _busy(sent) if each.stand == "GECONTROLEERD"}
    for each in sent:
        if each.aanlevering.pk in checked:
            with acting_as(each.by):
                actions.commit(each.aanlevering, alles_of_niets=each.heel, by=each.by, at=clock.now())


@contextmanager
def _worker(chunk: int) -> Iterator[subprocess.Popen[bytes]]:
    name = str(connections["default"].settings_dict["NAME"])
    command = [sys.executable, "-m", "tests.bench.doden_worker", name, str(chunk)]
    env = {**os.environ, "PYTHONPATH": f"{HOOFDMAP / 'src'}:{HOOFDMAP}"}
    before, patience = _last_worker(), time.monotonic() + OPSTARTEN
    worker = subprocess.Popen(command, cwd=HOOFDMAP, env=env, stderr=subprocess.DEVNULL)
    try:
        while _last_worker() == before and time.monotonic() < patience:
            time.sleep(0.05)
        yield worker
    finally:
        worker.kill()
        worker.wait()


def _last_worker() -> int:
    """A worker takes a number when it begins to look for jobs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM procrastinate_workers")
        return int(cursor.fetchone()[0])


def _again() -> None:
    """What ``vastgelopen_taken`` does, without the half minute before a worker counts as dead."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(_retry())).result()


async def _retry() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as busy:
        async with busy.open_async():
            for job in await busy.job_manager.list_jobs_async(status="doing"):
                await busy.job_manager.retry_job(job)


def _wrong(one: Verstuurd) -> list[str]:
    """What does not add up for one file."""
    made = keten.fresh(one.aanlevering)
    with acting_as(SYSTEEM):
        found = Bevinding.objects.filter(aanlevering=made, blokkeert=True)
        lines = found.values("regel").distinct().count()
        double = found.count() - found.values("regel", "code", "kolom").distinct().count()
    answers = len(keten.rows_of(made.terug, one.by)) if made.terug else 0
    checks = {
        "stand": (made.stand, "VERWERKT"),
        "goede regels": (made.nieuw + made.ongewijzigd, one.goed),
        "foute regels": (made.fout, one.fout),
        "regels met een bevinding": (lines, one.fout),
        "dubbele bevindingen": (double, 0),
        "regels terug": (answers, one.goed + one.fout),
        "al vastgelegd": (made.ongewijzigd, 0),
    }
    return [
        f"{made.bestand.naam} {wat}: {is_} in plaats van {hoort}"
        for wat, (is_, hoort) in checks.items()
        if is_ != hoort
    ]


def _doubled(sent: list[Verstuurd]) -> list[str]:
    """Rows of the register: one for each good line, with one version, for one pupil each."""
    hoort = sum(each.goed for each in sent)
    with acting_as(SYSTEEM):
        rows, pupils = Inschrijving.objects.count(), Inschrijving.objects.values("persoon").distinct().count()
        versions = InschrijvingVersie.objects.count()
    found = {"inschrijvingen": rows, "leerlingen": pupils, "versies": versions}
    return [f"{wat}: {is_} in plaats van {hoort}" for wat, is_ in found.items() if is_ != hoort]


def main() -> None:
    from tests.bench.bench import _drop, _point_at
    from verzuimloket.config.migreren import migrate
    from verzuimloket.routering.actions import load_reference

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bestanden", type=int, default=50)
    parser.add_argument("--regels", type=int, default=2_000)
    parser.add_argument("--chunk", type=int, default=500)
    parser.add_argument("--zaad", type=int, default=1)
    options = parser.parse_args()
    name, before = "bench_doden", connections["eigenaar"].settings_dict["NAME"]
    _drop(name)
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    _point_at(name)
    migrate()
    load_reference(mailbox="leerplicht.{code}@gemeente.example")
    uitslag = prove(options.bestanden, options.regels, zaad=options.zaad, chunk=options.chunk)
    connection.close()
    _point_at(before)
    _drop(name)
    done = f"{uitslag.gedood} keer SIGKILL in {uitslag.seconden:.0f} s"
    print(f"{options.bestanden} bestanden, {uitslag.regels} regels, {done}")
    print("waar de bestanden toen waren:", dict(uitslag.tijdens))
    print("\n".join(uitslag.mis) or "niets kwijt, niets dubbel")
    sys.exit(bool(uitslag.mis))


if __name__ == "__main__":
    main()
