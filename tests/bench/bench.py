"""Measures pages and submits on a register of several sizes, next to the bare SQL in the same run.

    bin/bench [--meldingen 10000 1000000] [--rondes 60]

Prints a table for docs/prestaties.md. Times are of the server: from request to response in one
process, without a browser. Each size is made anew in a database of its own, and removed after.
"""

import argparse
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from tempfile import TemporaryDirectory, TemporaryFile

from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.bench.meten import Meting, page, times
from tests.bench.register import SCHOLEN, fill
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.config.migreren import migrate
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen import sleutels
from verzuimloket.personen.models import Persoon
from verzuimloket.routering.actions import load_reference
from verzuimloket.routering.models import Instantie
from verzuimloket.uitvoer.meldingen import KOLOMMEN
from verzuimloket.uitvoer.opdracht import CSV, XLSX, Opdracht
from verzuimloket.uitvoer.uitvoeren import export
from verzuimloket.verzuim import actions, queries
from verzuimloket.verzuim.models import Melding
from verzuimloket.verzuim.queries import Zoekvraag

SCHOOL, INSTANTIE = "00AA", "G0344"
CRITERIA = {
    "soort en maand van melden": "soort=V3&gemeld_van=01-10-2026&gemeld_tot=31-10-2026",
    "verzuim in een periode": "status=alle&verzuim_van=01-03-2026&verzuim_tot=31-03-2026",
    "zonder einddatum, met prioriteit": "status=alle&zonder_einddatum=ja&prioriteit=ja",
    "zonder locatie": "status=alle&locatie=-",
    "geteld per maand": "status=alle&groep=maand",
    "geteld per locatie": "status=alle&groep=locatie",
}
UITVOER = 100_000  # rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meldingen", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--rondes", type=int, default=60)
    parser.add_argument("--bewaar", action="store_true", help="keep the databases, and use those that were kept")
    options = parser.parse_args()
    metingen = [meting for aantal in options.meldingen for meting in _measure(aantal, options)]
    print("| wat | meldingen | p50 ms | p95 ms | queries |\n|---|---:|---:|---:|---:|")
    for meting in metingen:
        count = meting.queries if meting.queries is not None else ""
        print(f"| {meting.wat} | {meting.meldingen} | {meting.p50:.1f} | {meting.p95:.1f} | {count} |")


def _measure(aantal: int, options: argparse.Namespace) -> Iterator[Meting]:
    rondes = options.rondes
    with _register(aantal, keep=options.bewaar):
        melder, behandelaar = (
            _client(Rol.MELDER, "instelling", SCHOOL),
            _client(Rol.BEHANDELAAR, "instantie", INSTANTIE),
        )
        asked = melder.post("/verzuim/?aantal=25", {"achternaam": "achterb", "status": ["R", "B"]})
        yield page("lijst van de school", aantal, rondes, melder, "/verzuim/?aantal=25")
        yield page("lijst, deel van achternaam", aantal, rondes, melder, asked.url)
        yield page("lijst, alle statussen", aantal, rondes, melder, "/verzuim/?status=alle&aantal=25")
        for wat, query in CRITERIA.items():
            yield page(f"lijst, {wat}", aantal, rondes, melder, f"/verzuim/?aantal=25&{query}")
        yield from _one_pupil(aantal, rondes, melder)
        yield page("werklijst van de gemeente", aantal, rondes, behandelaar, "/gemeente/?aantal=25")
        asked = behandelaar.post("/gemeente/?aantal=25", {"achternaam": "achterb", "status": ["R", "B"]})
        yield page("werklijst, deel van achternaam", aantal, rondes, behandelaar, asked.url)
        yield _large_scope(aantal, rondes)
        yield _bare_list(aantal, rondes)
        yield _submit(aantal, rondes)
        yield _bare_submit(aantal, rondes)
        yield from _exports(aantal)


@contextmanager
def _register(aantal: int, *, keep: bool = False) -> Iterator[None]:
    name, before = f"bench_{aantal}", connections["eigenaar"].settings_dict["NAME"]
    if not (keep and _exists(name)):
        _make(name, aantal)
    _point_at(name)
    yield
    _point_at(before)
    if not keep:
        _drop(name)


def _exists(name: str) -> bool:
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _drop(name: str) -> None:
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _make(name: str, aantal: int) -> None:
    before = connections["eigenaar"].settings_dict["NAME"]
    _drop(name)
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    _point_at(name)
    start = time.perf_counter()
    migrate()
    load_reference(mailbox="leerplicht.{code}@gemeente.example")
    with connections["eigenaar"].cursor() as cursor:
        fill(cursor, aantal)
    print(f"register met {aantal} meldingen gemaakt in {time.perf_counter() - start:.0f} s")
    _point_at(before)


def _point_at(name: str) -> None:
    for alias in ("default", "eigenaar"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def _client(rol: Rol, soort: str, kenmerk: str) -> Client:
    gebruiker, _ = Gebruiker.objects.get_or_create(gebruikersnaam=f"bench-{rol}", defaults={"naam": "Bench"})
    Machtiging.objects.get_or_create(
        gebruiker=gebruiker, rol=rol, soort_kenmerk=soort, kenmerk=kenmerk, defaults={"begindatum": date(2026, 1, 1)}
    )
    client = Client()
    session = client.session
    session["gebruiker"] = gebruiker.pk
    session.save()
    return client


def _one_pupil(aantal: int, rondes: int, melder: Client) -> Iterator[Meting]:
    """The pages about one pupil and one melding of the school."""
    with acting_as(SYSTEEM):
        melding = Melding.objects.filter(instelling_id=SCHOOL, status="R").select_related("persoon").latest("nummer")
        sealed = sleutels.seal(
            factories.bsn(1_000_000 + melding.persoon_id), melding.persoon.kenmerk
        )  # the others have bytes without meaning
        Persoon.objects.filter(pk=melding.persoon_id).update(bsn=sealed.tekst, bsn_index=sealed.index)
    pupil = f"/verzuim/leerling/{SCHOOL}/{melding.persoon.kenmerk}/"
    yield page("leerling", aantal, rondes, melder, pupil)
    yield page("leerling, welke plicht geldt", aantal, rondes, melder, f"{pupil}plicht/")
    yield page("melding", aantal, rondes, melder, f"/verzuim/{melding.kenmerk}/")
    yield page("startpagina van de school", aantal, rondes, melder, "/")


def _large_scope(aantal: int, rondes: int) -> Meting:
    """A part of a surname among the open meldingen of an eighth of the country, without the page around it."""
    codes = sorted(Instantie.objects.filter(pk__startswith="G").values_list("pk", flat=True))[:43]
    actor = replace(factories.behandelaar(), instanties=tuple(codes))

    def run(_: int) -> None:
        with acting_as(actor):
            rows = queries.search(queries.visible_to(actor), Zoekvraag(achternaam="achterb", statussen=("R", "B")))
            queries.page_of(rows, queries.order("wachtrij"), pagina=1, maat=25)

    return Meting("43 gemeenten samen, deel van achternaam", aantal, *times(run, rondes))


def _exports(aantal: int) -> Iterator[Meting]:
    """All meldingen of so many schools that there are 100,000; none in a smaller register. One round each."""
    if aantal < UITVOER:
        return
    codes = list(Instelling.objects.order_by("code").values_list("code", flat=True)[: UITVOER * SCHOLEN // aantal])
    anna = factories.melder(*codes)
    for formaat in (CSV, XLSX):
        order = Opdracht(
            Zoekvraag(), "-nummer", tuple(kolom.naam for kolom in KOLOMMEN if kolom.naam != "pgn"), formaat
        )
        with TemporaryDirectory() as tmp, TemporaryFile() as target, acting_as(anna):
            with CaptureQueriesContext(connection) as captured:
                start = time.perf_counter()
                count = export(order, target, by=anna, at=clock.now(), tmpdir=tmp)
                taken = (time.perf_counter() - start) * 1000
            size, most = target.tell() // 1_000_000, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        wat = f"uitvoer van {count} rijen als {formaat}, {size} MB, proces hoogstens {most} MB"
        yield Meting(wat, aantal, taken, taken, queries=len(captured))


_LIST = """
SELECT m.*, p.achternaam, p.voornamen, s.naam, i.naam FROM verzuim_melding m
JOIN personen_persoon p ON p.id = m.persoon_id JOIN instellingen_instelling s ON s.code = m.instelling_id
JOIN routering_instantie i ON i.code = m.instantie_id
WHERE m.instelling_id = %s AND m.status IN ('R', 'B') ORDER BY m.nummer DESC LIMIT 25
"""


def _bare_list(aantal: int, rondes: int) -> Meting:
    """The same rows by one statement, as owner: no scope, no page."""

    def run(_: int) -> None:
        with connections["eigenaar"].cursor() as cursor:
            cursor.execute(_LIST, [SCHOOL])
            cursor.fetchall()

    return Meting("kale SQL van de lijst", aantal, *times(run, rondes), queries=1)


def _pupils(rondes: int) -> list[int]:
    with acting_as(SYSTEEM):
        rows = Inschrijving.objects.filter(instelling_id=SCHOOL).order_by("pk").values_list("persoon_id", flat=True)
        pupils = list(rows[: rondes + 5])
    return [pupils[n % len(pupils)] for n in range(rondes + 5)]


def _submit(aantal: int, rondes: int) -> Meting:
    """A whole submit: facts, rules, row, version, audit line and job, each in its own transaction."""
    pupils, anna = _pupils(rondes), factories.melder(SCHOOL)
    start = time.time_ns() // 1_000_000_000 % 700
    days = iter(range(100_000))

    def run(n: int) -> None:
        # in the past and one day each, so that no period overlaps another
        day = date.fromordinal(date(2024, 8, 2).toordinal() + (start + next(days)) % 60)
        given = factories.melding_input(_Id(pupils[n]), instelling=SCHOOL, begindatum=day, einddatum=day)
        with acting_as(anna):
            actions.submit_melding(given, by=anna, at=clock.now())

    with CaptureQueriesContext(connection) as captured:
        run(0)
    return Meting("melding opvoeren, alle regels", aantal, *times(run, rondes), queries=len(captured))


@dataclass(frozen=True)
class _Id:
    pk: int


def _bare_submit(aantal: int, rondes: int) -> Meting:
    """Only the writes of a submit: the row with its version, the audit line, the job."""
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'verzuim_melding'")
        names = [row[0] for row in cursor.fetchall() if row[0] not in ("id", "nummer", "kenmerk", "sleutel", "geduld")]
    columns = ", ".join(names)
    insert = (
        f"INSERT INTO verzuim_melding (nummer, kenmerk, geduld, {columns})"
        f" SELECT nextval('verzuim_meldingsnummer'), gen_random_uuid(), true, {columns}"
        " FROM verzuim_melding WHERE persoon_id = %s LIMIT 1"
    )
    audit = (
        "INSERT INTO core_auditentry (at, event, subject, actor, organisatie, kanaal, data)"
        " VALUES (now(), 'bench', 'melding 1', 'bench', '', 'scherm', '{}')"
    )
    job = (
        "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'bench', 0, NULL, NULL, '{}', NULL)"
        "::procrastinate_job_to_defer_v1])"
    )
    pupils = _pupils(rondes)

    def run(n: int) -> None:
        with transaction.atomic(using="eigenaar"), connections["eigenaar"].cursor() as cursor:
            cursor.execute("SELECT set_config('vl.actor', 'bench', true)")
            cursor.execute(insert, [pupils[n]])
            cursor.execute(audit)
            cursor.execute(job)

    return Meting("kale SQL van het opvoeren", aantal, *times(run, rondes), queries=4)


if __name__ == "__main__":
    main()
