"""Many rows in one statement: what ``COPY`` is for staging tables, for tables with walls and triggers.

PostgreSQL refuses COPY into a table with row-level security; one INSERT from arrays passes its policies, its
statement triggers run once, and it costs a fraction of a statement per row.
"""

from collections.abc import Mapping, Sequence
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
            [list(column) for column in zip(*rows, strict=True)],
        )


def next_ids(table: str, count: int) -> list[int]:
    """So many new keys of a table, to know them before the rows are there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count])
        return [row[0] for row in cursor.fetchall()]
