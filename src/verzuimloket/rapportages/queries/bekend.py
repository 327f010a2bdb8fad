"""What the register knew at a cutoff, and how one statement for all recipients is read."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection

from verzuimloket.core.clock import AMSTERDAM

_PART = 2_000


def known(alias: str) -> str:
    """SQL: this version is what the register knew just before the cutoff. Without a beginning: since always.

    Wants the values of ``just_before``. The coalesce says nothing new, but keeps the planner from its guess of 1 in 200
    where a wall forbids it to look.
    """
    return f"coalesce({alias}.geregistreerd @> %(net_voor)s::timestamptz, false)"


def just_before(cutoff: datetime) -> dict[str, datetime]:
    """The values of a statement with ``known``: the cutoff, and the last instant before it that PostgreSQL can tell."""
    return {"cutoff": cutoff, "net_voor": cutoff - timedelta(microseconds=1)}


def stream(sql: str, values: Mapping[str, Any], *, room: str = "", part: int = _PART) -> Iterator[tuple[Any, ...]]:
    """The rows of one statement, a part at a time: a national file never stands in memory.

    room: settings of this transaction that the statement needs, as SQL. part: rows that are in memory at once.
    """
    if room:
        with connection.cursor() as cursor:
            cursor.execute(room)
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while rows := cursor.fetchmany(part):
            yield from rows


def midnight(day: date) -> datetime:
    """The beginning of a day in the Netherlands."""
    return datetime.combine(day, time(), AMSTERDAM)
