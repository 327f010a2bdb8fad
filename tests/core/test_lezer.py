"""The reader's role: the whole register for the reports, and nothing besides (ADR 0044)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import factories
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.lezen import stream
from verzuimloket.core.scope import acting_as, whole_register, widened

pytestmark = [pytest.mark.django_db, pytest.mark.req("AUT-21")]
WHO = "SELECT current_user"
COUNT = "SELECT count(*) FROM inschrijvingen_inschrijving_versie"
# Fits the tables that the reports never need: who logs in, what was done, and the rows themselves.
CLOSED = ("access_gebruiker", "access_apisleutel", "core_auditentry", "personen_persoon", "bestanden_bestanddeel")


def scalar(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@contextmanager
def as_reader() -> Iterator[None]:
    """As a job does it: with an error, what was done is undone."""
    with transaction.atomic(), whole_register():
        yield


def test_the_reader_sees_all_rows_without_a_wall_and_the_application_is_itself_again_after_it() -> None:
    factories.leerling()
    with acting_as(SYSTEEM):
        with whole_register():
            seen = scalar(WHO), scalar("SELECT set_config('vl.register', 'nee', true)"), scalar(COUNT)
        assert seen == (settings.DATABASE_LEZER, "nee", 1)
        assert (scalar(WHO), scalar(COUNT)) == (settings.DATABASE_ROL, 0)


def test_being_a_member_opens_no_wall() -> None:
    """The one grant that must never be inherited."""
    factories.leerling()
    assert scalar(f"SELECT pg_has_role('{settings.DATABASE_LEZER}', 'MEMBER')") is True
    assert scalar(f"SELECT pg_has_role('{settings.DATABASE_LEZER}', 'USAGE')") is False
    assert scalar(COUNT) == 0


@pytest.mark.parametrize("table", CLOSED)
def test_the_reader_may_not_look_at_what_reports_do_not_need(table: str) -> None:
    with acting_as(SYSTEEM), pytest.raises(DatabaseError, match="permission denied"), as_reader():
        scalar(f"SELECT count(*) FROM {table}")
    assert scalar(WHO) == settings.DATABASE_ROL


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE inschrijvingen_inschrijving_versie SET begindatum = '2020-01-01'",
        "DELETE FROM personen_persoon_versie",
        "DELETE FROM rapportages_startregel",
        "UPDATE rapportages_lijstregel SET reden = 'B'",
    ],
)
def test_the_reader_writes_no_history_and_takes_no_set_back(sql: str) -> None:
    with acting_as(SYSTEEM), pytest.raises(DatabaseError, match="permission denied"), as_reader():
        connection.cursor().execute(sql)


@pytest.mark.parametrize("error", [KeyError, DatabaseError])
def test_an_error_gives_the_role_back(error: type[Exception]) -> None:
    with acting_as(SYSTEEM):
        with pytest.raises(error), as_reader():
            raise error
        assert scalar(WHO) == settings.DATABASE_ROL


def test_only_the_register_itself_may_read_like_this() -> None:
    anna = factories.melder("28AX")
    with pytest.raises(PermissionDenied), whole_register():
        pass
    with acting_as(anna), pytest.raises(PermissionDenied), whole_register():
        pass
    with acting_as(anna), widened("het register kijkt voor haar"), pytest.raises(PermissionDenied), whole_register():
        pass


def test_between_the_rows_of_a_stream_the_application_is_itself() -> None:
    factories.leerling()
    with acting_as(SYSTEEM):
        rows = stream(COUNT, {}, part=1)
        with CaptureQueriesContext(connection) as asked:
            assert next(rows) == (1,)
        assert scalar(WHO) == settings.DATABASE_ROL
        rows.close()
    roles = [each["sql"].split()[-1] for each in asked if "ROLE" in each["sql"]]
    assert roles == [settings.DATABASE_LEZER, settings.DATABASE_ROL]


def test_who_is_not_the_register_reads_a_stream_behind_the_walls() -> None:
    factories.leerling("28AX")
    for code, seen in (("28AX", 1), ("01AA", 0)):
        with acting_as(factories.melder(code)):
            assert list(stream(COUNT, {})) == [(seen,)]
