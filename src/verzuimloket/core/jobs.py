"""Jobs: work that happens after the transaction, if and only if it committed (ADR 0010)."""

from typing import Any

from django.db import connection
from procrastinate.contrib.django import app


def defer(task: str, **arguments: Any) -> None:
    """Queue the task with this name, in the present transaction. Arguments: ids and codes only."""
    app.configure_task(task, allow_unknown=True).defer(**arguments)


def defer_in_turn(task: str, turn: str, **arguments: Any) -> None:
    """As :func:`defer`; of the jobs with the same ``turn`` one at a time is done, the oldest first."""
    app.configure_task(task, allow_unknown=True, lock=turn).defer(**arguments)


def hang_up() -> None:
    """Each thread has a connection of its own; this closes the one of the thread in which it runs."""
    connection.close()
