"""Files on their way in: small ones in memory, large ones sealed while they arrive (beveiliging.md D14)."""

import gc
import io
import os
import random
import tracemalloc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from verzuimloket.channels.web import uploads
from verzuimloket.core.actor import Actor, Kanaal, Rol

MARKER = b"Geheimachternaam"
BOUNDARY = "grens"


@uploads.large_files
def large(request: object) -> None:
    """A view that takes large files, from who enrols."""


large.toegang = frozenset({Rol.INSCHRIJVER})  # type: ignore[attr-defined]


def small(request: object) -> None:
    """Any other view."""


@pytest.fixture(autouse=True)
def disk(settings: Any, tmp_path: Path) -> Path:
    settings.TIJDELIJK = tmp_path / "tijdelijk"
    return tmp_path / "tijdelijk"


class Body(io.RawIOBase):
    """A request of any length that stands nowhere: head, so many repeated parts, tail."""

    def __init__(self, size: int, part: bytes) -> None:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="inhoud"; filename="a b.csv"\r\n\r\n'.encode()
        tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        self.length = len(head) + size + len(tail)
        self.read_so_far = 0
        self.pieces = self._pieces(head, size, part, tail)
        self.rest = b""

    def _pieces(self, head: bytes, size: int, part: bytes, tail: bytes) -> Iterator[bytes]:
        yield head
        for _ in range(size // len(part)):
            yield part
        yield part[: size % len(part)]
        yield tail

    def read(self, size: int = -1) -> bytes:
        while len(self.rest) < size and (piece := next(self.pieces, None)) is not None:
            self.rest += piece
        found, self.rest = self.rest[:size], self.rest[size:]
        self.read_so_far += len(found)
        return found


def sent(body: Body, view: Callable[..., Any] = large, actor: Actor | None = None) -> WSGIRequest:
    request = RequestFactory().post("/", b"x", content_type=f"multipart/form-data; boundary={BOUNDARY}")
    request.META["CONTENT_LENGTH"] = str(body.length)
    request._stream = body  # type: ignore[assignment]
    request.resolver_match = SimpleNamespace(func=view)  # type: ignore[assignment]
    request.actor = actor  # type: ignore[attr-defined]
    return request


def the_file(request: WSGIRequest) -> Any:
    return request.FILES["inhoud"]


def who(*rollen: Rol) -> Actor:
    return Actor("Ines", Kanaal.SCHERM, frozenset(rollen))


INES = who(Rol.INSCHRIJVER)
NOBODY = [(large, None), (large, who(Rol.MELDER)), (small, INES)]


def measured(body: Body) -> tuple[WSGIRequest, int, int]:
    """The request, how long its file is when read in parts, and the most memory that it took."""
    seen = 0
    tracemalloc.start()
    request = sent(body, actor=INES)
    while part := the_file(request).read(1_000_000):
        seen += len(part)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return request, seen, peak


def test_a_large_file_fills_no_memory_and_leaves_nothing_readable(disk: Path) -> None:
    size = 60_000_000
    request, seen, peak = measured(Body(size, MARKER * 4096))
    file = the_file(request)
    assert (file.size, seen, file.name) == (size, size, "a b.csv")
    assert peak < 5_000_000
    handle = file.file.raw._disk.fileno()
    assert os.fstat(handle).st_size > size
    assert MARKER not in os.pread(handle, 3_000_000, 0)
    assert list(disk.iterdir()) == [], "the file has no name"
    assert disk.stat().st_mode & 0o77 == 0
    request.close()
    assert file.closed


def test_the_content_comes_back_from_any_place() -> None:
    content = random.Random(1).randbytes(3 * uploads.PART + 17)
    kept = uploads.Verzegeld()
    for start in range(0, len(content), 100_001):
        kept.add(content[start : start + 100_001])
    reader = io.BufferedReader(kept.finish())
    assert reader.read() == content
    for place in (0, 5, uploads.PART - 1, 2 * uploads.PART, len(content) - 3):
        assert reader.seek(place) == place
        assert reader.read(uploads.PART + 9) == content[place : place + uploads.PART + 9]
    assert reader.seek(0, io.SEEK_END) == len(content)
    assert reader.read() == b""
    reader.close()


def test_an_empty_file_is_a_file() -> None:
    file = the_file(sent(Body(0, b"x"), actor=INES))
    assert (file.size, file.read()) == (0, b"")


def test_a_request_that_is_too_large_is_refused_before_it_is_read() -> None:
    body = Body(2_000_000_000, MARKER * 4096)
    with pytest.raises(RequestDataTooBig):
        sent(body, actor=INES).POST
    assert body.read_so_far == 0


def test_a_file_just_over_the_limit_is_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MB", 30_000)  # 500 of them: 15 million bytes
    request = sent(Body(15_000_001, MARKER * 4096), actor=INES)
    assert request.FILES == {}
    assert uploads.too_long(request) == {"inhoud"}
    assert the_file(sent(Body(15_000_000, MARKER * 4096), actor=INES)).size == 15_000_000


@pytest.mark.parametrize(("view", "actor"), NOBODY, ids=["nobody", "no role", "other page"])
def test_only_who_may_enter_that_page_sends_large_files(view: Callable[..., Any], actor: Actor | None) -> None:
    with pytest.raises(RequestDataTooBig):
        sent(Body(uploads.MAX_VERZOEK, MARKER), view, actor).POST
    request = sent(Body(uploads.MAX_BESTAND + 1, MARKER * 4096), view, actor)
    assert request.FILES == {}
    assert uploads.too_long(request) == {"inhoud"}
    assert the_file(sent(Body(9, MARKER), view, actor)).read() == MARKER[:9]


def test_who_hangs_up_leaves_nothing() -> None:
    body = Body(40_000_000, MARKER * 4096)
    body.pieces = _then_fail(body.pieces)
    request = sent(body, actor=INES)
    with pytest.raises(OSError, match="hung up"):
        request.POST
    kept = weakref.ref(request.upload_handlers[1].file)  # type: ignore[attr-defined]
    assert kept()
    del request
    gc.collect()
    assert kept() is None, "the file and its key go with the request"


def _then_fail(pieces: Iterator[bytes]) -> Iterator[bytes]:
    for _ in range(9):
        yield next(pieces)
    raise OSError("hung up")
