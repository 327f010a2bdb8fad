"""Files on their way in: no readable copy of them ever stands on a disk (beveiliging.md D14).

What a page takes is small and stays in memory; what is longer is thrown away while it arrives, and the
page says so in a sentence. Only a view that is marked ``@large_files`` takes more: its file is sealed
part by part while it arrives, with a key that exists only in memory, so that neither the size of the
file nor the number of senders fills the memory of the web server.
"""

import io
import tempfile
from collections.abc import Callable
from typing import Any, TypeVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers
from django.http import HttpRequest

from verzuimloket.core import clock, kluis
from verzuimloket.core.parameters import param

MB = 1_000_000
MAX_BESTAND = 10 * 1024 * 1024
MAX_VERZOEK = 25 * 1024 * 1024
PART = 256 * 1024  # bytes that are sealed together
ROOM = MB  # of a large request for what is not the file

V = TypeVar("V", bound=Callable[..., object])


def large_files(view: V) -> V:
    """This view takes one file of at most ``upload_max_mb``, from somebody who may enter."""
    view.grote_bestanden = True  # type: ignore[attr-defined]
    return view


def most(request: HttpRequest) -> int:
    """The longest file that this request may bring. Asked before the view runs, so nobody else has checked yet."""
    view = request.resolver_match.func if request.resolver_match else None
    actor = getattr(request, "actor", None)
    if not getattr(view, "grote_bestanden", False) or actor is None or not actor.has_role(*view.toegang):  # type: ignore[union-attr]
        return MAX_BESTAND
    return param("upload_max_mb", on=clock.today()) * MB


class Begrensd(FileUploadHandler):
    """Stands before the handlers that keep a file, and stops what is too long."""

    def handle_raw_input(
        self,
        input_data: object,
        META: object,  # noqa: N803  Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Before a byte is read."""
        assert self.request
        self.most = most(self.request)
        if content_length > max(MAX_VERZOEK, self.most + ROOM):
            raise RequestDataTooBig("a request larger than this page takes")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > self.most:
            assert self.request
            assert self.field_name
            too_long(self.request).add(self.field_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""


class Verzegelend(FileUploadHandler):
    """Keeps the file of a view that takes large ones; leaves all others to Django's handler for memory."""

    file: "Verzegeld"  # when the sender hangs up it goes with the request, and its key too

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        assert self.request
        self.large = most(self.request) > MAX_BESTAND
        if self.large:
            self.file = Verzegeld()
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if not self.large:
            return raw_data
        self.file.add(raw_data)
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        if not self.large:
            return None
        reader = io.BufferedReader(self.file.finish(), PART)
        return UploadedFile(reader, self.file_name, self.content_type, file_size, self.charset)


class Verzegeld(io.RawIOBase):
    """Content on the disk that only this object can read: written once, then read from any place.

    The parts are equally long, the last one excepted; each is bound to its place.
    """

    def __init__(self) -> None:
        settings.TIJDELIJK.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._key = AESGCM.generate_key(bit_length=256)
        self._disk = tempfile.TemporaryFile(dir=settings.TIJDELIJK)  # noqa: SIM115  lives as long as this object
        self._rest = bytearray()  # while writing: not sealed yet
        self._parts = 0
        self._size = 0
        self._place = 0
        self._open: tuple[int, bytes] = (-1, b"")  # the part that was read last

    def add(self, content: bytes) -> None:
        """The next bytes, in pieces of any length."""
        self._size += len(content)
        self._rest += content
        while len(self._rest) >= PART:
            self._seal(bytes(self._rest[:PART]))
            del self._rest[:PART]

    def finish(self) -> "Verzegeld":
        """Everything has come; from now on it can be read."""
        if self._rest:
            self._seal(bytes(self._rest))
            self._rest.clear()
        return self

    def _seal(self, part: bytes) -> None:
        self._disk.write(kluis.seal_bytes(self._key, part, f"deel {self._parts}"))
        self._parts += 1

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(0, base + offset)
        return self._place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        number, skip = divmod(self._place, PART)
        if number >= self._parts:
            return 0
        found = self._part(number)[skip : skip + len(buffer)]
        buffer[: len(found)] = found
        self._place += len(found)
        return len(found)

    def _part(self, number: int) -> bytes:
        if self._open[0] != number:
            sealed = PART + kluis.EXTRA
            self._disk.seek(number * sealed)
            self._open = (number, kluis.unseal_bytes(self._key, self._disk.read(sealed), f"deel {number}"))
        return self._open[1]

    def close(self) -> None:
        self._disk.close()
        self._rest.clear()
        self._open = (-1, b"")
        super().close()


def too_long(request: HttpRequest) -> set[str]:
    """The names of the fields whose file was not read to its end."""
    found: set[str] = request.__dict__.setdefault("te_lange_bestanden", set())
    return found
