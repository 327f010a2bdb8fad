"""``verzuimloket controleer``: is this installation sound?"""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

OWNER = "eigenaar"
VERSIONED = """
SELECT table_name FROM information_schema.tables
WHERE table_schema = 'public' AND table_name LIKE '%\\_versie' ORDER BY table_name
"""


@dataclass(frozen=True)
class Bevinding:
    """One thing that was looked at."""

    wat: str
    goed: bool
    toelichting: str


def check() -> list[Bevinding]:
    """Of PostgreSQL, the migrations, the application's roles, jobs that were given up, postcodes, open versions."""
    return [_postgres(), _jit(), _migrations(), _role(), _reader(), _jobs(), _postcodes(), *_versions()]


def _scalar(sql: str, alias: str = OWNER) -> object:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def _postgres() -> Bevinding:
    version = int(str(_scalar("SHOW server_version_num")))
    return Bevinding("PostgreSQL", version >= 150_000, f"versie {version // 10_000}, nodig is 15 of nieuwer")


def _jit() -> Bevinding:
    """On, it costs seconds of what takes milliseconds (core migration 0004)."""
    stand = str(_scalar("SHOW jit", "default"))
    return Bevinding("jit", stand == "off", f"staat {stand}; hoort uit: ALTER DATABASE ... SET jit = off")


def _migrations() -> Bevinding:
    executor = MigrationExecutor(connections[OWNER])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Bevinding("migraties", not waiting, f"{len(waiting)} nog uit te voeren met verzuimloket migreer")


def _role() -> Bevinding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        name, may_all = cursor.fetchone()
    return Bevinding("databaserol", name == settings.DATABASE_ROL and not may_all, f"de applicatie werkt als {name}")


def _reader() -> Bevinding:
    """The application may take on the reader's role, and has its rights only then (ADR 0044)."""
    lezer = settings.DATABASE_LEZER
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_has_role(%s, 'MEMBER'), pg_has_role(%s, 'USAGE')", [lezer, lezer])
        member, always = cursor.fetchone()
    told = f"de applicatie mag {lezer} worden en heeft zonder dat zijn rechten niet; anders: verzuimloket migreer"
    return Bevinding("lezersrol", member and not always, told)


def _jobs() -> Bevinding:
    """A job that was given up is a mail or a file that nobody got."""
    failed = _scalar("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
    return Bevinding("taken", failed == 0, f"{failed} opgegeven; zie procrastinate_jobs met status failed")


def _postcodes() -> Bevinding:
    """Without postal codes no school can deliver a Dutch address; the addresses of a load also fill the table."""
    count = _scalar("SELECT count(*) FROM routering_postcodegebied")
    told = f"{count} postcodes met hun gemeente" if count else "de tabel is leeg; laad haar met verzuimloket postcodes"
    return Bevinding("postcodes", count != 0, told)


def _versions() -> list[Bevinding]:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(VERSIONED)
        tables = [row[0].removesuffix("_versie") for row in cursor.fetchall()]
    return [_open_versions(table) for table in tables]


def _open_versions(table: str) -> Bevinding:
    """Every row has exactly one version without an end, and no version without a row is open."""
    wrong = _scalar(
        f"SELECT count(*) FROM {table} t FULL JOIN (SELECT id FROM {table}_versie WHERE upper_inf(geregistreerd)) v"
        " ON v.id = t.id WHERE t.id IS NULL OR v.id IS NULL"
    )
    return Bevinding(f"versies van {table}", wrong == 0, f"{wrong} rijen zonder precies één open versie")
