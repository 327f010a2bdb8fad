"""Lists that go to the database as one text."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from verzuimloket.core import rijen


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("soort", "values"),
    [
        ("text", ["", "NULL", 'a"b\\c', "{1,2}", " x ", "ß\n\t,", None]),
        ("bytea", [b"\x00\\\xff", b"", None]),
        ("date", [date(2026, 11, 22), None]),
        ("boolean", [True, False, None]),
        ("bigint", [2**62, -1, None]),
        ("text", []),
    ],
)
def test_what_goes_in_comes_out(soort: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT x FROM unnest(%s::{soort}[]) x", [rijen.array(values)])
        assert [row[0] if soort != "bytea" or row[0] is None else bytes(row[0]) for row in cursor.fetchall()] == values


@pytest.mark.django_db
def test_keys() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::bigint[]", [rijen.keys([3, 1])])
        assert cursor.fetchone() == ([3, 1],)
    first, second = rijen.next_ids("personen_persoon", 2)
    assert second == first + 1
