"""Long answers, a part at a time; the register itself reads them as the reader's role (ADR 0044)."""

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from typing import Any

from django.db import connection

from verzuimloket.core.scope import is_the_register, whole_register

_PART = 2_000
# A cursor is planned as if only its first rows are wanted, which takes a hundred times as long for all of them.
_ALL_OF_IT = "SELECT set_config('cursor_tuple_fraction', '1', true)"


def stream(sql: str, values: Mapping[str, Any], *, room: str = "", part: int = _PART) -> Iterator[tuple[Any, ...]]:
    """The rows of one statement: a national file never stands in memory.

    The register itself reads without walls, anybody else behind them. Who asks is judged when the cursor is opened:
    between the rows the application is itself again, and may write.
    room: settings of this transaction that the statement needs, as SQL. part: rows that are in memory at once.
    """
    with connection.cursor() as plain:
        plain.execute(_ALL_OF_IT)
        if room:
            plain.execute(room)
    with connection.chunked_cursor() as cursor:
        with whole_register() if is_the_register() else nullcontext():
            cursor.execute(sql, values)
        while rows := cursor.fetchmany(part):
            yield from rows
