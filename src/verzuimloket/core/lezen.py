"""Long answers about the whole register, read as the reader's role a part at a time (ADR 0044)."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection

from verzuimloket.core.scope import whole_register

_PART = 2_000
# A cursor is planned as if only its first rows are wanted, which takes a hundred times as long for all of them.
_ALL_OF_IT = "SELECT set_config('cursor_tuple_fraction', '1', true)"


def stream(sql: str, values: Mapping[str, Any], *, room: str = "", part: int = _PART) -> Iterator[tuple[Any, ...]]:
    """The rows of one statement: a national file never stands in memory.

    Who asks is judged when the cursor is opened. Between the rows the application is itself again, and may write.
    room: settings of this transaction that the statement needs, as SQL. part: rows that are in memory at once.
    Raises PermissionDenied to anybody but the register itself.
    """
    with connection.cursor() as plain:
        plain.execute(_ALL_OF_IT)
        if room:
            plain.execute(room)
    with connection.chunked_cursor() as cursor:
        with whole_register():
            cursor.execute(sql, values)
        while rows := cursor.fetchmany(part):
            yield from rows
