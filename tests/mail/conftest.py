"""A mail server and a worker, both real."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from procrastinate.contrib.django import app

from verzuimloket.mail import server

Mailbox = Callable[[], list[EmailMessage]]
Worker = Callable[[], None]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def smtp(settings: Any) -> None:
    """Send through a real connection instead of Django's own box for tests."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = free_port()
    settings.EMAIL_TIMEOUT = 5
    settings.PORTAAL_ADRES = "https://portaal.example"


@pytest.fixture
def mailbox(smtp: None, settings: Any, tmp_path: Path) -> Iterator[Mailbox]:
    """The mails that arrived, in order."""
    controller = server.start(tmp_path / "postbus", settings.EMAIL_PORT)

    def read() -> list[EmailMessage]:
        files = sorted((tmp_path / "postbus").glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]  # type: ignore[misc]

    yield read
    controller.stop()


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    """Do every job that is ready, as ``verzuimloket worker`` does."""
    # A thread that outlives the job would keep its connection.
    monkeypatch.setitem(connections["default"].settings_dict, "CONN_MAX_AGE", 0)
    # What is due at this hour of the night is no part of these tests.
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})

    async def work() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as busy:
            async with busy.open_async():
                await busy.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

    def run() -> None:
        # In a thread of its own: the browser of the journeys keeps an event loop in this one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(lambda: asyncio.run(work())).result()
        connections["default"].close()

    return run
