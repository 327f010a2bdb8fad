"""Files on their way in: kept in memory only, and never more of them than this (beveiliging.md D14).

Nothing is written to a disk, so that no copy of a pupil's file stays behind. What is longer than any
page takes is thrown away while it arrives; the page then says so in a sentence.
"""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

MAX_BESTAND = 10 * 1024 * 1024
MAX_VERZOEK = 25 * 1024 * 1024


class Begrensd(FileUploadHandler):
    """Stands before Django's handler for memory, and stops what is too long."""

    def handle_raw_input(
        self,
        input_data: object,
        META: object,  # noqa: N803  Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Before a byte is read."""
        if content_length > MAX_VERZOEK:
            raise RequestDataTooBig("a request larger than any page takes")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > MAX_BESTAND:
            assert self.request
            assert self.field_name
            too_long(self.request).add(self.field_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""


def too_long(request: HttpRequest) -> set[str]:
    """The names of the fields whose file was not read to its end."""
    found: set[str] = request.__dict__.setdefault("te_lange_bestanden", set())
    return found
