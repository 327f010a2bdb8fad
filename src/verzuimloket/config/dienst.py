"""Running the product: web server and worker as processes of their own, stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from verzuimloket.config import embedded

GRACE = 20  # seconds to finish what is under way


def serve(port: int, on_ready: Callable[[], None], workers: int | None = None) -> int:
    """Run until Ctrl-C or SIGTERM, or until one of the processes ends; answer the exit code."""
    os.environ["VERZUIMLOKET_DATABASE_URL"] = embedded.database_url()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    processes = [_web(port, workers or min(os.cpu_count() or 1, 4)), _worker()]
    try:
        if _wait_for(port, processes[0]):
            on_ready()
        while all(process.poll() is None for process in processes):
            time.sleep(0.2)
        return max(process.poll() or 0 for process in processes)
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        _stop(processes)


def _web(port: int, workers: int) -> subprocess.Popen[bytes]:
    options = [
        "--workers",
        str(workers),
        "--threads",
        "4",
        "--worker-class",
        "gthread",
        "--log-level",
        "warning",
    ]
    address = ["--bind", f"127.0.0.1:{port}", "--limit-request-line", "4094"]
    command = [sys.executable, "-m", "gunicorn", *options, *address, "verzuimloket.config.wsgi:application"]
    return subprocess.Popen(command, start_new_session=True)


def _worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "verzuimloket.config.cli", "worker"], start_new_session=True)


def _wait_for(port: int, web: subprocess.Popen[bytes], seconds: float = 60) -> bool:
    """Whether the portal answers in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and web.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/inloggen/", timeout=5):
                return True
        except HTTPError:
            return True  # it answers, if only to say no
        except (URLError, OSError):
            time.sleep(0.1)
    return False


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
