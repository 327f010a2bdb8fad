"""Files that are handled: Excel goes back as Excel, two at once, by a command, in little memory, with a mail."""

import io
import json
import threading
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections

from tests import factories
from tests.actions import aanleveren as keten
from tests.actions.aanleveren import check, commit, counts, known, line, new_pupil, sender, sent, table
from tests.mail.conftest import Mailbox, Worker, mailbox, smtp, worker  # noqa: F401  the fixtures
from tests.uitvoer.lezen import sheets
from verzuimloket.aanleveringen import actions
from verzuimloket.aanleveringen.inputs import AanleveringInput
from verzuimloket.channels.upload.aanleveren import gang, soorten, tasks, teruggeven
from verzuimloket.config import cli
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.inputs import Regeluitkomst
from verzuimloket.uitvoer.opdracht import MIME
from verzuimloket.uitvoer.tabel import Blad, write_xlsx

KOP = list(keten.KOLOMMEN)


def workbook(lines: list[dict[str, str]]) -> bytes:
    target = io.BytesIO()
    rijen = [[cells.get(kop, "") for kop in KOP] for cells in lines]
    write_xlsx(target, [Blad("Leerlingen", KOP, [12] * len(KOP), rijen)], at=clock.now())
    return target.getvalue()


@pytest.mark.req("BST-02")
@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize("alles_of_niets", [False, True])
def test_excel_goes_back_as_excel(alles_of_niets: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """And with it what was mended can be sent again."""
    ines, numbers = sender(), known(3)
    wrong = [] if alles_of_niets else [line(numbers[2], geslacht="M")]
    body = workbook([line(numbers[0]), line(numbers[1]), *wrong])
    made = commit(check(sent(body, ines, naam="leerlingen.xlsx")), ines, alles_of_niets=alles_of_niets)
    assert made.terug
    assert (made.terug.naam, made.terug.mime) == ("leerlingen-terug.xlsx", MIME["xlsx"])
    [rows] = sheets(keten.content(made.terug, ines)).values()
    assert rows[0] == [*KOP, "Uitkomst", "Fout"]
    assert [row[6] for row in rows[1:]] == ["Nieuw", "Nieuw", *(["Fout"] if wrong else [])]
    assert (made.foute_regels is None) is alles_of_niets
    if made.foute_regels:
        again = check(sent(keten.content(made.foute_regels, ines), ines, naam="fout.xlsx"))
        assert counts(again)["fout"] == 1


def test_an_apostrophe_is_only_for_csv() -> None:
    assert [teruggeven._bare(cell) for cell in ("'=1", "'s-Gravenhage", "gewoon", "")] == [
        "=1",
        "'s-Gravenhage",
        "gewoon",
        "",
    ]
    parts = [b'"a";"re', b'gel\n2";"b"\r\n"c', b'"\r\n']
    assert "".join(teruggeven._lines(parts)) == '"a";"regel\n2";"b"\r\n"c"\r\n'


@pytest.mark.usefixtures("committed_db")
def test_two_files_at_once() -> None:
    """The same pupils in both, in another order: each is stored once, and nobody waits for ever."""
    ines, numbers = sender(), known(12)
    new = [new_pupil(f"Nieuw{n}") for n in range(4)]
    one = check(sent(table([*map(line, numbers), *new]), ines))
    two = check(sent(table([*reversed(new), *map(line, reversed(numbers))]), ines))
    for made in (one, two):
        with acting_as(ines):
            actions.commit(made, alles_of_niets=False, by=ines, at=clock.now())

    def handle(pk: int) -> None:
        for attempt in range(5):  # as the queue does: who lost to the other begins again
            try:
                tasks.commit(keten.context(attempt), pk)
                break
            except DatabaseError:
                continue
        connections.close_all()

    threads = [threading.Thread(target=handle, args=[made.pk]) for made in (one, two)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made, other = keten.fresh(one), keten.fresh(two)
    assert (made.stand, other.stand) == ("VERWERKT", "VERWERKT")
    assert (made.nieuw + other.nieuw, made.ongewijzigd + other.ongewijzigd) == (16, 16)
    assert keten.stored() == (16, 16, 16)


@pytest.fixture
def progress(committed_db: None) -> None:
    factories.postcode()
    factories.instelling()


def run(*words: str) -> int:
    return cli.main(["inlezen", *words])


@pytest.mark.req("BST-02")
@pytest.mark.usefixtures("progress")
def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, beside = tmp_path / "leerlingen.csv", tmp_path / "leerlingen-fouten.csv"
    numbers = known(2)
    file.write_bytes(table([line(numbers[0]), line(numbers[1]), line("123")]))
    assert run(str(file), "--instelling", "28AX") == 1
    out = capsys.readouterr().out
    assert "Er is niets vastgelegd" in out
    assert "regel 4 bsn" in out
    assert beside.read_bytes().count(b"\r\n") == 2
    assert beside.stat().st_mode & 0o777 == 0o600
    assert keten.stored()[0] == 0
    assert run(str(file), "--instelling", "28AX", "--proef", "--accepteer-goede", "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["vastgelegd"], found["uitkomsten"]) == (False, {"NIEUW": 2, "FOUT": 1})
    assert not any(nummer in json.dumps(found) for nummer in numbers)
    assert keten.stored()[0] == 0
    assert run(str(file), "--instelling", "28AX", "--accepteer-goede") == 1
    assert keten.stored()[0] == 2
    file.write_bytes(table(map(line, numbers)))
    assert run(str(file), "--instelling", "28AX") == 0
    assert "Stond er al: 2" in capsys.readouterr().out
    assert not beside.exists()


def test_the_command_used_wrongly(progress: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path / "niets.csv")) == 2
    (tmp_path / "stuk.csv").write_bytes(b"%PDF-1.7")
    assert run(str(tmp_path / "stuk.csv"), "--json") == 1
    assert json.loads(capsys.readouterr().out)["fouten"][0]["code"].startswith("VORM_bestand")
    assert list(tmp_path.glob("*fouten*")) == []


def peak(count: int, by: Actor) -> int:
    """Most memory while that many lines pass; the register itself left out."""

    def delen() -> Iterator[bytes]:
        yield (";".join(keten.KOLOMMEN) + "\n").encode()
        for n in range(count):
            yield f"28AX;2026-09-01;;{factories.bsn(n)};V;2012-01-01\n".encode()

    given = AanleveringInput("instelling", "INSCHRIJVINGEN", "x.csv")
    tracemalloc.start()
    try:
        one = gang.Gang(delen, 1, given, by=by, on=clock.today())
        total = sum(one.handle(lines, proef=True, first=False).regels for lines in one.chunks())
        assert total == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only who was seen in which line is kept: some 200 bytes a line."""

    def judge(regels: Any, **given: Any) -> list[Regeluitkomst]:
        return [Regeluitkomst(each.regel, "NIEUW") for each in regels]

    usual = soorten.SOORTEN["INSCHRIJVINGEN"]
    known_soort = replace(usual, judge=judge)
    monkeypatch.setitem(soorten.SOORTEN, "INSCHRIJVINGEN", known_soort)
    monkeypatch.setattr(gang, "CHUNK", 500)
    by = factories.melder()
    small, large = peak(1_500, by), peak(6_000, by)
    assert large - small < 250 * 4_500


@pytest.mark.usefixtures("committed_db")
def test_a_mail_when_a_long_file_is_ready(
    worker: Worker,  # noqa: F811
    mailbox: Mailbox,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("verzuimloket.aanleveringen.actions.afhandelen.LANG", 1)
    ines = sender()
    made = sent(table(map(line, known(2))), ines)
    worker()
    assert keten.fresh(made).stand == "GECONTROLEERD"
    with acting_as(ines):
        actions.commit(made, alles_of_niets=True, by=ines, at=clock.now())
    worker()
    assert keten.fresh(made).stand == "VERWERKT"
    mails = mailbox()
    assert [mail["Subject"] for mail in mails] == ["Uw bestand is klaar"] * 2
    assert mails[0]["To"] == "ines@school.example"
    assert f"https://portaal.example/bestanden/verstuurd/{made.kenmerk}/" in mails[0].get_content()
    assert mails[0]["Message-ID"] != mails[1]["Message-ID"]
