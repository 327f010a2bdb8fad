"""A long file is read by a process of its own, beside this one that stores (ADR 0040).

It gets the bytes through its standard input and hands over numbers of lines through its standard output, one number
ahead: it waits when nobody takes them, so neither side grows with the file. We hand it pickles, it hands us data
that cannot be run (antwoord.py): it reads what strangers made. Of the secrets of the register it has
one, by which numbers are found; it knows no database and no environment, and writes no file. When this process dies
its input ends, and then it ends too.
"""

import pickle
import subprocess
import sys
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from django.conf import settings

from verzuimloket.channels.upload.aanleveren import antwoord
from verzuimloket.channels.upload.aanleveren.voorlezen import Voorlezer
from verzuimloket.channels.upload.aanleveren.vormen import Delen, Klaar
from verzuimloket.core.errors import Rejected
from verzuimloket.core.jobs import hang_up

_PAKKETTEN = Path(__file__).resolve().parents[4]  # the folder that holds the package verzuimloket
_KIND = "verzuimloket.channels.upload.aanleveren.leeskind"
_STIL = 900  # seconds that it may say nothing: the longest workbook takes a minute or two to open


class _Kind(NamedTuple):
    proces: subprocess.Popen[bytes]
    invoer: IO[bytes]
    uitvoer: IO[bytes]


class LezenBrakAf(Exception):
    """The process that reads stopped half-way. Whoever tries again goes on after what was handled."""


def blokken(voorlezer: Voorlezer, delen: Delen, vanaf: int, voorwerk: type) -> Generator[list[Klaar[Any]]]:
    """As ``Voorlezer.blokken``, read elsewhere. voorwerk: its type. Raises Rejected and LezenBrakAf."""
    lezer = antwoord.lezer(voorwerk)
    with ThreadPoolExecutor(max_workers=2) as threads, _kind() as kind:  # they end when it is dead
        given = threads.submit(_give, kind, (settings.SLEUTEL_PGN_INDEX, voorlezer, vanaf), delen)
        ahead = threads.submit(_next, kind, lezer, given)
        while (blok := _heard(ahead, kind)) is not None:
            ahead = threads.submit(_next, kind, lezer, given)
            yield blok


def _heard(said: Future[list[Klaar[Any]] | None], kind: _Kind) -> list[Klaar[Any]] | None:
    """What it said; a process that is silent for too long holds the worker no longer. Raises as :func:`_next`."""
    try:
        return said.result(_STIL)
    except TimeoutError:
        kind.proces.kill()
        raise LezenBrakAf("silent") from None


def _next(kind: _Kind, lezer: Any, given: Future[None]) -> list[Klaar[Any]] | None:
    """What the process says: a number of lines, that there are no more, or why it stops."""
    try:
        said = antwoord.take(kind.uitvoer, lezer)
    except antwoord.Onleesbaar:
        kind.proces.kill()  # one that talks nonsense may also never take what we give
        given.result()  # the file itself could not be given
        raise LezenBrakAf("killed") from None
    if said.geweigerd is not None:
        raise Rejected(said.geweigerd)
    return said.regels


def _give(kind: _Kind, opdracht: tuple[Any, ...], delen: Delen) -> None:
    """In a thread: the process must never wait for the register. The end is told, else it was broken off."""
    try:
        with kind.invoer:
            for each in opdracht:
                pickle.dump(each, kind.invoer)
            for deel in delen():
                pickle.dump(deel, kind.invoer)
            pickle.dump(None, kind.invoer)
    except BrokenPipeError:
        return  # it stopped already, and says why
    finally:
        hang_up()


@contextmanager
def _kind() -> Iterator[_Kind]:
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", _KIND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(_PAKKETTEN)},
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        yield _Kind(child, child.stdin, child.stdout)
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
