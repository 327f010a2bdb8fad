"""A long file is read by a process of its own: the same lines, and nothing lost or left behind when one side stops."""

import io
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests import factories
from tests.channels.upload.bestand import GOED, KOP, VANDAAG, lijn, tekst
from tests.channels.upload.test_lezen_xlsx import xlsx
from verzuimloket.channels.upload.aanleveren import antwoord, leesproces
from verzuimloket.channels.upload.aanleveren.leesproces import LezenBrakAf
from verzuimloket.channels.upload.aanleveren.voorlezen import Voorlezer
from verzuimloket.channels.upload.aanleveren.vormen import Bron
from verzuimloket.channels.upload.inschrijvingen.lezen import open_bestand
from verzuimloket.channels.upload.inschrijvingen.zaken import voorwerk, wie
from verzuimloket.core.errors import Rejected
from verzuimloket.inschrijvingen.inputs import Voorwerk

pytestmark = pytest.mark.req("BST-02")
NUMMERS = [factories.bsn(700_000 + n) for n in range(40)]
GEWOON = [lijn(bsn=nummer) for nummer in NUMMERS]
VREEMD = [
    *(
        lijn(bsn=NUMMERS[0]),
        lijn(bsn="123", datumInschrijving="morgen"),
        "te;weinig",
        lijn(bsn=NUMMERS[39].lstrip("0")),
    ),
    *(lijn(bsn="", achternaam="A\\\tB; ß", postcode="3511AB", huisnummer="1"), lijn(instellingscode="N\\A", bsn="1")),
]


class Kinderen(list[subprocess.Popen[bytes]]):
    """The processes that were started."""


@pytest.fixture
def kinderen(monkeypatch: pytest.MonkeyPatch) -> Kinderen:
    usual, started = subprocess.Popen, Kinderen()

    def popen(*args: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(usual(*args, **options))
        assert list(options["env"]) == ["PYTHONPATH"]  # nothing of our environment
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    return started


def voorlezer(inhoud: bytes) -> tuple[Voorlezer, Bron]:
    bron = Bron(lambda: (inhoud[place : place + 500] for place in range(0, len(inhoud), 500)))
    lezing = open_bestand(bron, len(inhoud), instelling="", vervang_bestaande=False, on=VANDAAG)
    return Voorlezer(lezing, voorwerk, wie, most=20, eerste=3, blok=10), bron


def csv(*lijnen: str) -> bytes:
    return tekst(*lijnen).encode()


def werkboek() -> bytes:
    def fill(boek: Any, blad: Any) -> None:
        for n, nummer in enumerate(NUMMERS, 1):
            blad.write_row(n, 0, [(GOED | {"instellingscode": "99XA", "bsn": nummer}).get(naam, "") for naam in KOP])

    return xlsx(fill)


@pytest.mark.parametrize("inhoud", [csv(*GEWOON, *VREEMD), werkboek()], ids=["csv", "xlsx"])
@pytest.mark.parametrize("vanaf", [0, 7])
def test_the_same_lines_as_without(inhoud: bytes, vanaf: int) -> None:
    lezer, bron = voorlezer(inhoud)
    apart = list(leesproces.blokken(lezer, bron, vanaf, Voorwerk))
    assert apart == list(lezer.blokken(vanaf))
    assert sum(map(len, apart)) >= 40 - vanaf
    assert [len(blok) for blok in apart][:2] == ([3, 10] if vanaf == 0 else [10, 10])


def test_a_file_that_turns_out_wrong_is_refused(kinderen: Kinderen) -> None:
    known = GEWOON * 60  # the mistake stands after the lines by which the file is recognised
    lezer, bron = voorlezer(csv(*known, lijn(achternaam='"open'), *GEWOON))
    with pytest.raises(Rejected) as apart:
        list(leesproces.blokken(lezer, bron, 0, Voorwerk))
    with pytest.raises(Rejected) as samen:
        list(lezer.blokken(0))
    assert apart.value.violations == samen.value.violations
    assert [child.poll() is None for child in kinderen] == [False]


def test_a_file_that_cannot_be_given_whole_never_looks_complete(kinderen: Kinderen) -> None:
    """Half a file without an error would be lines that are lost without a word."""

    def delen() -> Iterator[bytes]:
        yield csv(*GEWOON[:20])
        raise OSError("the database went away")

    lezer, _ = voorlezer(csv(*GEWOON))
    with pytest.raises(OSError, match="went away"):
        list(leesproces.blokken(lezer, delen, 0, Voorwerk))
    assert [child.poll() is None for child in kinderen] == [False]


def test_a_process_that_is_killed_is_noticed(kinderen: Kinderen) -> None:
    lezer, bron = voorlezer(csv(*GEWOON * 200))
    lezer = replace(lezer, blok=200)
    blokken = leesproces.blokken(lezer, bron, 0, Voorwerk)
    next(blokken)
    os.kill(kinderen[0].pid, signal.SIGKILL)
    with pytest.raises(LezenBrakAf):
        list(blokken)


def test_who_stops_taking_leaves_no_process_behind(kinderen: Kinderen) -> None:
    lezer, bron = voorlezer(csv(*GEWOON * 2000))
    blokken = leesproces.blokken(lezer, bron, 0, Voorwerk)
    assert len(next(blokken)) == 3
    blokken.close()
    assert [child.returncode for child in kinderen] == [-signal.SIGKILL]


@pytest.mark.parametrize("lines", [20, 0], ids=["half-way", "at once"])
def test_it_ends_when_its_input_ends(lines: int) -> None:
    """So it does when the process that started it is killed."""
    lezer, _ = voorlezer(csv(*GEWOON))
    given = b"".join(map(pickle.dumps, ("00" * 32, lezer, 0, csv(*GEWOON[:lines]))))
    folder = str(Path(leesproces.__file__).resolve().parents[4])
    command = [sys.executable, "-P", "-m", "verzuimloket.channels.upload.aanleveren.leeskind"]
    done = subprocess.run(command, input=given, capture_output=True, env={"PYTHONPATH": folder}, timeout=30)
    assert done.returncode != 0
    stream, lezer_van = io.BytesIO(done.stdout), antwoord.lezer(Voorwerk)
    with pytest.raises(antwoord.Onleesbaar):  # until then only lines
        while antwoord.take(stream, lezer_van).regels is not None:
            pass


class Kwaad:
    """What a pickle may hold: a command for who reads it."""

    def __init__(self, pad: Path) -> None:
        self.pad = pad

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.pad,)


HANGT = (
    "import sys, time\nsys.stdout.buffer.write({!r})\nsys.stdout.buffer.flush()\nsys.stdout.close()\ntime.sleep(600)"
)


def framed(content: bytes) -> bytes:
    return len(content).to_bytes(8, "big") + content


@pytest.mark.parametrize("vorm", ["bare", "framed", "endless", "other"])
def test_nothing_that_it_says_is_run(vorm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads what strangers made. Whoever takes it over says what he likes, and takes nothing any more."""
    evil = pickle.dumps(Kwaad(tmp_path / "kwaad"))
    other = msgspec.msgpack.encode([[[1, ["a"], [], [], {"__reduce__": "x"}]], None])
    said = {"bare": evil, "framed": framed(evil), "endless": b"\xff" * 9, "other": framed(other)}[vorm]
    (tmp_path / "kind.py").write_text(HANGT.format(said))
    monkeypatch.setattr(leesproces, "_PAKKETTEN", tmp_path)
    monkeypatch.setattr(leesproces, "_KIND", "kind")
    lezer, bron = voorlezer(csv(*GEWOON * 2000))
    with pytest.raises(LezenBrakAf):
        list(leesproces.blokken(lezer, bron, 0, Voorwerk))
    assert not (tmp_path / "kwaad").exists()


def test_who_says_nothing_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kinderen: Kinderen) -> None:
    (tmp_path / "kind.py").write_text("import time\ntime.sleep(600)")
    monkeypatch.setattr(leesproces, "_PAKKETTEN", tmp_path)
    monkeypatch.setattr(leesproces, "_KIND", "kind")
    monkeypatch.setattr(leesproces, "_STIL", 0.05)
    lezer, bron = voorlezer(csv(*GEWOON * 2000))
    with pytest.raises(LezenBrakAf, match="silent"):
        list(leesproces.blokken(lezer, bron, 0, Voorwerk))
    assert kinderen[0].returncode == -signal.SIGKILL
