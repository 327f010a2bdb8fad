"""``verzuimloket controleer``: what it looks at, and that it finds what is wrong."""

import pytest
from django.conf import settings
from django.db import connections, transaction

from tests import factories
from verzuimloket.config.controle import Bevinding, check

pytestmark = pytest.mark.usefixtures("committed_db")


def found(wat: str) -> Bevinding:
    return next(each for each in check() if each.wat == wat)


def test_a_new_register_is_sound() -> None:
    factories.postcode()
    assert [each.wat for each in check() if not each.goed] == []


def test_a_register_without_postcodes_says_how_to_load_them() -> None:
    """No school could deliver a Dutch address."""
    assert not found("postcodes").goed
    assert "verzuimloket postcodes" in found("postcodes").toelichting


def test_a_job_that_was_given_up_is_told() -> None:
    with connections["eigenaar"].cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('q', 't', 'failed')")
    assert not found("taken").goed
    assert found("taken").toelichting.startswith("1 opgegeven")


def test_compiling_of_queries_is_off() -> None:
    """The migration saw to it; a server that switches it on again is told."""
    assert found("jit").goed
    with connections["default"].cursor() as cursor:
        cursor.execute("SET jit = on")
    assert not found("jit").goed


def test_the_application_has_the_readers_rights_only_as_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found("lezersrol").goed
    monkeypatch.setattr(settings, "DATABASE_LEZER", settings.DATABASE_ROL)
    assert not found("lezersrol").goed


def test_a_login_with_only_the_applications_role_may_read_as_the_reader() -> None:
    """As in production: the login is no superuser, and reaches the reader's role through that of the application."""
    role, reader = settings.DATABASE_ROL, settings.DATABASE_LEZER
    with transaction.atomic(using="eigenaar"), connections["eigenaar"].cursor() as owner:
        owner.execute(f"CREATE ROLE proef_login LOGIN; GRANT {role} TO proef_login")
        owner.execute(f"SET LOCAL SESSION AUTHORIZATION proef_login; SET LOCAL ROLE {role}; SET LOCAL ROLE {reader}")
        owner.execute("SELECT session_user::text, current_user::text")
        assert owner.fetchone() == ("proef_login", reader)
        owner.execute("SELECT count(*) FROM personen_persoon_versie")
        transaction.set_rollback(True, using="eigenaar")
