"""A job of a worker that died is done again; a job of a worker that lives is left alone."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.db import connection
from procrastinate import JobContext
from procrastinate.contrib.django import app

from verzuimloket.config import taken
from verzuimloket.core import jobs


def execute(statement: str, *given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()


def taken_by_worker(seconds_silent: int) -> int:
    """A job that a worker began and did not finish; the worker was last heard of so long ago."""
    heard = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second') RETURNING id"
    worker = execute(heard, seconds_silent)[0][0]
    jobs.defer("melding_behandeld", melding_id=worker, event="aanhouden")
    begin = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE status = 'todo' RETURNING id"
    return int(execute(begin, worker)[0][0])


def states() -> dict[int, tuple[str, int]]:
    rows = execute("SELECT id, status::text, attempts FROM procrastinate_jobs")
    return {pk: (status, attempts) for pk, status, attempts in rows}


def retry() -> None:
    """The task, as a worker runs it: on a connector of its own, in a thread without another event loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(_retry())).result()


async def _retry() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as busy:
        async with busy.open_async():
            await taken.retry_stalled_jobs.func(cast(JobContext, SimpleNamespace(app=busy)), 0)


@pytest.mark.parametrize(("silent", "status"), [(1, "doing"), (20, "doing"), (40, "todo"), (3600, "todo")])
def test_only_after_the_worker_died(committed_db: None, silent: int, status: str) -> None:
    """Workers tell every 10 seconds that they live; after 30 the library calls one dead."""
    job = taken_by_worker(silent)
    for _ in range(2):
        retry()
    assert states()[job][0] == status


def test_a_job_without_a_worker_and_a_job_that_ended(committed_db: None) -> None:
    lost, done = taken_by_worker(1), taken_by_worker(3600)
    execute("UPDATE procrastinate_jobs SET worker_id = NULL WHERE id = %s RETURNING id", lost)
    execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s RETURNING id", done)
    retry()
    assert [states()[job][0] for job in (lost, done)] == ["todo", "succeeded"]
