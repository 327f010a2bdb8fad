"""Taking the time of a page, or of whatever is run again and again."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client


@dataclass(frozen=True)
class Meting:
    """One figure: milliseconds, median and 95 %, and the number of queries."""

    wat: str
    meldingen: int
    p50: float
    p95: float
    queries: int | None = None


def page(wat: str, aantal: int, rondes: int, client: Client, address: str) -> Meting:
    """A page as its user gets it, and how many queries it took."""
    seen: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        response = client.get(address)
    assert response.status_code == 200, f"{address} answers {response.status_code}"
    return Meting(wat, aantal, *times(lambda _: client.get(address), rondes), queries=len(seen))


def times(run: Callable[[int], Any], rondes: int) -> tuple[float, float]:
    """Median and 95 % in milliseconds; five rounds to warm up do not count."""
    for n in range(5):
        run(-1 - n)
    taken = []
    for n in range(rondes):
        start = time.perf_counter()
        run(n)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), sorted(taken)[int(len(taken) * 0.95)]
