"""What the register knew at a cutoff, and how one statement for all recipients is read."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import connection

from verzuimloket.core.clock import AMSTERDAM

_PART = 2_000


def known(alias: str) -> str:
    """SQL: this version is what the register knew just before the cutoff. Without a beginning: since always."""
    van, tot = f"lower({alias}.geregistreerd)", f"upper({alias}.geregistreerd)"
    return f"coalesce({van} < %(cutoff)s, true) AND coalesce({tot} >= %(cutoff)s, true)"


def stream(sql: str, values: Mapping[str, Any], *, room: str = "") -> Iterator[tuple[Any, ...]]:
    """The rows of one statement, a part at a time: a national file never stands in memory.

    room: settings of this transaction that the statement needs, as SQL.
    """
    if room:
        with connection.cursor() as cursor:
            cursor.execute(room)
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while rows := cursor.fetchmany(_PART):
            yield from rows


def midnight(day: date) -> datetime:
    """The beginning of a day in the Netherlands."""
    return datetime.combine(day, time(), AMSTERDAM)
