"""Many rows in one statement: what ``COPY`` is for staging tables, for tables with walls and triggers.

PostgreSQL refuses COPY into a table with row-level security; one INSERT from arrays passes its policies, its
statement triggers run once, and it costs a fraction of a statement per row.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection


def insert(table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert these rows. columns: name → type of PostgreSQL, in the order of the values."""
    if not rows:
        return
    arrays = ", ".join(f"%s::{soort}[]" for soort in columns.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({arrays})",
            [array(column) for column in zip(*rows, strict=True)],
        )


def next_ids(table: str, count: int) -> list[int]:
    """So many new keys of a table, to know them before the rows are there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH of AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS sequence)"
            " SELECT nextval(of.sequence) FROM of, generate_series(1, %s)",
            [table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def array(values: Iterable[Any]) -> str:
    """For a parameter that is cast to an array; the driver takes ten times as long to write a long list."""
    return "{" + ",".join(map(_element, values)) + "}"


def keys(ids: Iterable[int]) -> str:
    """As :func:`array`, for whole numbers, none of them NULL."""
    return "{" + ",".join(map(str, ids)) + "}"


def _element(value: Any) -> str:
    if value is None:
        return "NULL"
    text = "\\x" + value.hex() if isinstance(value, bytes) else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
