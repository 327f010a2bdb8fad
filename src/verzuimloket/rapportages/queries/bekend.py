"""What the register knew at a cutoff."""

from datetime import date, datetime, time, timedelta

from verzuimloket.core.clock import AMSTERDAM


def known(alias: str) -> str:
    """SQL: this version is what the register knew just before the cutoff. Without a beginning: since always.

    Wants the values of ``just_before``. The coalesce says nothing new, but keeps the planner from its guess of 1 in 200
    where a wall forbids it to look.
    """
    return f"coalesce({alias}.geregistreerd @> %(net_voor)s::timestamptz, false)"


def just_before(cutoff: datetime) -> dict[str, datetime]:
    """The values of a statement with ``known``: the cutoff, and the last instant before it that PostgreSQL can tell."""
    return {"cutoff": cutoff, "net_voor": cutoff - timedelta(microseconds=1)}


def midnight(day: date) -> datetime:
    """The beginning of a day in the Netherlands."""
    return datetime.combine(day, time(), AMSTERDAM)
