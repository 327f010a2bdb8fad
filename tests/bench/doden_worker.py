"""A worker in a process of its own: ``python -m tests.bench.doden_worker DATABASE CHUNK``."""

import sys

import tests.bench  # noqa: F401  the environment, and django.setup


def main(database: str, chunk: int) -> None:
    from django.core.management import call_command
    from django.db import connections
    from procrastinate.contrib.django import app

    from verzuimloket.channels.upload.aanleveren import gang

    connections["default"].settings_dict["NAME"] = database
    app.periodic_registry.periodic_tasks.clear()  # what is due at this hour is no part of the proof
    gang.EERSTE = gang.CHUNK = chunk
    gang.APART = max(chunk, 500)  # long enough to live for: starting to read takes longer than some workers have
    call_command("procrastinate", "worker", "--concurrency", "2")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
