"""Jobs: work that happens after the transaction, if and only if it committed (ADR 0010)."""

from typing import Any

from procrastinate.contrib.django import app


def defer(task: str, **arguments: Any) -> None:
    """Queue the task with this name, in the present transaction. Arguments: ids and codes only."""
    app.configure_task(task, allow_unknown=True).defer(**arguments)
