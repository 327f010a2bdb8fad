"""What an error of the database leaves in the log."""

import logging
import sys

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from verzuimloket.config.logboek import Regel

pytestmark = pytest.mark.django_db
SECRET = "Jansma-de-Wit"


def logged(statement: str) -> str:
    """The log of a statement that the database refuses."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return Regel("%(message)s").formatException(sys.exc_info())
    raise AssertionError("the database took it")


@pytest.mark.parametrize(
    "statement",
    [
        f"SELECT '{SECRET}'::date",
        f"CREATE TEMP TABLE t (naam text UNIQUE); INSERT INTO t VALUES ('{SECRET}'), ('{SECRET}')",
        f"CREATE TEMP TABLE t (naam text CHECK (naam <> '{SECRET}')); INSERT INTO t VALUES ('{SECRET}')",
    ],
    ids=["onleesbaar", "dubbel", "geweigerd"],
)
def test_the_content_of_a_row_stays_out_of_the_log(statement: str) -> None:
    text = logged(statement)
    assert SECRET not in text
    assert "DETAIL" not in text
    assert "inhoud weggelaten" in text
    assert "test_logboek.py" in text, "where it happened stays"
    assert text.count("Traceback") == 2, "the cause stays too"


def test_other_errors_are_told_in_full() -> None:
    try:
        raise ValueError("onbekende kolom")
    except ValueError:
        assert "ValueError: onbekende kolom" in Regel("%(message)s").formatException(sys.exc_info())


def test_a_person_number_in_an_address_stays_out_of_the_log() -> None:
    """Software that puts a number in an address of the machine link gets 404, and Django writes that down."""
    told = Regel("%(message)s").format(
        logging.LogRecord("django.request", logging.WARNING, "", 1, "Not Found: %s", ("/api/v1/x/123456782/y",), None)
    )
    assert told == "Not Found: /api/v1/x/(nummer weggelaten)/y"


def test_the_log_is_written_so() -> None:
    assert settings.LOGGING["formatters"]["regel"]["()"] == "verzuimloket.config.logboek.Regel"
