"""``verzuimloket rapportages``, as a supplier runs it: files in a folder, refusals with a reason and an exit code."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reports.gevallen import GEEN
from tests.reports.gevallen_lijst import GEVALLEN
from tests.reports.land import load_cases
from verzuimloket.config import cli, rapportopdracht
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon
from verzuimloket.rapportages.rapporten import RAPPORTEN

pytestmark = pytest.mark.usefixtures("committed_db")


def run(capsys: Any, *words: str) -> tuple[int, dict[str, Any]]:
    code = cli.main(["rapportages", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_report_can_be_asked_for() -> None:
    assert set(rapportopdracht.CODES) == set(RAPPORTEN)


@pytest.mark.req("MND-02")
@pytest.mark.req("BST-21")
def test_files_of_the_recipients_that_were_named(tmp_path: Path, capsys: Any) -> None:
    """And once more, after the register moved on: the same bytes."""
    load_cases(tmp_path, GEVALLEN)
    wanted = ("--rapport", "A01", "a04", "--ontvanger", "I99AA", "g0344", "R0019")
    for n, t2 in enumerate(("2025-11-01", "2025-12-01")):
        code, answer = run(capsys, "--t2", t2, "--uit", str(tmp_path / f"uit{n}"), *wanted)
        assert (code, answer["gelukt"]) == (0, True)
    first = files(tmp_path / "uit1")
    assert sorted(first) == [
        f"202512{rapport}{ontvanger}.{vorm}"
        for rapport in ("A01", "A04")
        for ontvanger in ("G0344", "I99AA", "R0019")
        for vorm in ("csv", "xlsx")
    ]
    new = [geval.naam for geval in GEVALLEN if f"I99AA {GEEN}" in geval.heard().get("202511", set())]
    assert [line.split(";")[4] for line in first["202512A01I99AA.csv"].decode().splitlines()[1:]] == sorted(new)
    with acting_as(SYSTEEM):
        Persoon.objects.update(achternaam="Anders")
    assert run(capsys, "--t2", "2025-12-01", "--uit", str(tmp_path / "nogeens"), *wanted)[0] == 0
    assert files(tmp_path / "nogeens") == first


@pytest.mark.parametrize(("t2", "code"), [("2026-03-02", "BV_P_eerste_dag"), ("2026-03-01", "BV_P_eerdere_peiling")])
def test_a_refusal_says_why_and_writes_nothing(tmp_path: Path, capsys: Any, t2: str, code: str) -> None:
    exit_code, answer = run(capsys, "--t2", t2, "--uit", str(tmp_path / "uit"))
    assert exit_code == 1
    assert code in [each["code"] for each in answer["fouten"]]
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("words", [("--rapport", "A99"), ("--ontvanger", "X1234"), ("--t2", "maart")])
def test_wrong_use(tmp_path: Path, capsys: Any, words: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["rapportages", "--t2", "2026-03-01", "--uit", str(tmp_path), *words])
    assert stopped.value.code == 2
    assert words[1] in capsys.readouterr().err
