"""One database per test process, made by our own migrations on a real PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import blocking_manager_key

HOOFDMAP = Path(__file__).resolve().parents[1]
os.environ.setdefault("VERZUIMLOKET_OMGEVING", "test")
os.environ.setdefault("VERZUIMLOKET_DATAMAP", str(HOOFDMAP / "var" / "test"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verzuimloket.config.settings")
os.environ.setdefault("VERZUIMLOKET_NU", "2026-11-22T10:00:00")
(HOOFDMAP / "build" / "static").mkdir(parents=True, exist_ok=True)  # the server warns when there is none

import django  # noqa: E402  the environment comes first

django.setup()
pytest_plugins = ["tests.personas"]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Before the workers start: the cluster runs and has the roles of the application, which all databases share."""
    if hasattr(config, "workerinput"):
        return
    from django.db import connections

    from verzuimloket.config.migreren import make_roles

    with config.stash[blocking_manager_key].unblock():
        make_roles()
        connections["eigenaar"].close()


@pytest.fixture(scope="session", autouse=True)
def _tokens_that_spell_nothing() -> Iterator[None]:
    """The token of a form is 64 random letters: now and then they spell a name that a test says is not on the page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.middleware.csrf.CSRF_ALLOWED_CHARS", "QX")
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Make the test database as its owner; the tests then work in it as the application role."""
    from django.conf import settings
    from django.db import connections

    from verzuimloket.config.migreren import migrate
    from verzuimloket.routering.actions import load_reference

    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        owner = connections["eigenaar"]
        with owner.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
        _point_at(settings, connections, name)
        migrate()
        load_reference(mailbox="leerplicht.{code}@gemeente.example")
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        _point_at(settings, connections, settings.DATABASES["eigenaar"]["ORIGINAL"])
        with connections["eigenaar"].cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _point_at(settings: object, connections: object, name: str) -> None:
    for alias in ("default", "eigenaar"):
        connection = connections[alias]  # type: ignore[index]
        connection.close()
        settings.DATABASES[alias].setdefault("ORIGINAL", connection.settings_dict["NAME"])  # type: ignore[attr-defined]
        connection.settings_dict["NAME"] = name


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A test that really commits: several connections, jobs, loading. Everything but reference data goes after."""
    from django.db import connections

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        try:
            yield
        finally:
            connections["default"].close()
            with connections["eigenaar"].cursor() as cursor:
                cursor.execute(_DATA_TABLES)
                tables = ", ".join(f'"{row[0]}"' for row in cursor.fetchall())
                cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")


_DATA_TABLES = """
SELECT table_name FROM information_schema.tables
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN
  ('django_migrations', 'django_content_type', 'routering_regio', 'routering_gemeente', 'routering_instantie')
"""
