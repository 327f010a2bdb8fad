"""Files on their way out: one by one, or several in a zip that is made while it is sent (BST-12)."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from verzuimloket.bestanden import actions, queries
from verzuimloket.bestanden.models import Bestand
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor


def one(bestand: Bestand, *, by: Actor, at: datetime) -> HttpResponse:
    """The file itself, in parts."""
    actions.note_fetching(bestand, by=by, at=at)
    response = _answer(queries.content(bestand, by), bestand.mime, bestand.naam)
    response["Content-Length"] = str(bestand.grootte)
    return response


def several(bestanden: list[Bestand], naam: str, *, by: Actor, at: datetime) -> HttpResponse:
    """A zip with these files."""
    for bestand in bestanden:
        actions.note_fetching(bestand, by=by, at=at)
    return _answer(_packed(bestanden, by), "application/zip", naam)


def _answer(content: Iterable[bytes], mime: str, naam: str) -> HttpResponse:
    response: Any = StreamingHttpResponse(content, content_type=mime)
    response["Content-Disposition"] = content_disposition_header(True, naam)
    answer: HttpResponse = response
    return answer


class _Gate:
    """Where the zip is written to; what is in it goes on to the browser at once."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, content: bytes, /) -> int:
        self.parts.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def take(self) -> bytes:
        content = b"".join(self.parts)
        self.parts.clear()
        return content


def _packed(bestanden: list[Bestand], actor: Actor) -> Iterator[bytes]:
    """The zip, part by part: never more than a part of one file in memory."""
    gate = _Gate()
    with zipfile.ZipFile(gate, "w", zipfile.ZIP_DEFLATED) as archive:
        for naam, bestand in zip(_names(bestanden), bestanden, strict=True):
            moment = (bestand.klaar_at or bestand.gemaakt_at).astimezone(clock.AMSTERDAM)
            entry = zipfile.ZipInfo(naam, moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as target:
                for part in queries.content(bestand, actor):
                    target.write(part)
                    yield gate.take()
    yield gate.take()


def _names(bestanden: list[Bestand]) -> list[str]:
    """Each file its own name in the zip: a second one of the same name gets a number."""
    found: list[str] = []
    for bestand in bestanden:
        stem, dot, kind = bestand.naam.rpartition(".")
        nummer, naam = 1, bestand.naam
        while naam in found:
            nummer += 1
            naam = f"{stem}-{nummer}{dot}{kind}" if dot else f"{bestand.naam}-{nummer}"
        found.append(naam)
    return found
