"""A mail server for the demo and the tests: listens on this machine only and keeps what it gets as files.

Nothing leaves the machine. The page /postbus/ shows the files.
"""

import os
import secrets
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from verzuimloket.core import clock

LARGEST = 1_000_000  # bytes of one mail
MOST = 500  # mails; the oldest make room


class Bewaarder:
    """Writes each mail to a file of its own. File names say when, never who."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """The name is aiosmtpd's."""
        name = f"{clock.real_now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
        part = self.folder / f"{name}.part"
        assert isinstance(envelope.content, bytes)
        part.write_bytes(envelope.content)
        os.replace(part, part.with_suffix(".eml"))
        for old in sorted(self.folder.glob("*.eml"))[:-MOST]:
            old.unlink(missing_ok=True)
        return "250 Bewaard"


def start(folder: Path, poort: int) -> Controller:
    """A running server; ``stop()`` ends it. Raises OSError when the port is taken."""
    controller = Controller(Bewaarder(folder), hostname="127.0.0.1", port=poort, data_size_limit=LARGEST)
    try:
        controller.start()
    except OSError:
        controller.loop.close()  # aiosmtpd leaves it open
        raise
    return controller
