"""Asking the child process for the cells of a workbook, without ever holding more than some hundred rows."""

import json
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from verzuimloket.bestanden.inspectie.codes import Afgekeurd, Gebrek

_PAKKETTEN = Path(__file__).resolve().parents[3]  # the folder that holds the package verzuimloket
_KIND = "verzuimloket.bestanden.inspectie.bladen"


def lees_cellen(delen: Iterator[bytes], *opdracht: int) -> Generator[Any, None, None]:
    """The answers of the child, as ``bladen`` describes them, without the last. Raises Afgekeurd.

    delen:    the workbook; opdracht: the most columns, and the place of the sheet that must be read whole.
    """
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", _KIND, *map(str, opdracht)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(_PAKKETTEN)},
    )
    try:
        _give(child, delen)
        yield from _answers(child)
    finally:
        child.kill()
        child.wait()
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.close()


def _give(child: subprocess.Popen[bytes], delen: Iterator[bytes]) -> None:
    assert child.stdin is not None
    try:
        for deel in delen:
            child.stdin.write(deel)
        child.stdin.close()
    except BrokenPipeError:
        return  # it stopped already; that its answer lacks an end says enough


def _answers(child: subprocess.Popen[bytes]) -> Iterator[Any]:
    assert child.stdout is not None
    for line in child.stdout:
        answer = json.loads(line)
        if isinstance(answer, dict) and "gebrek" in answer:
            raise Afgekeurd(Gebrek(answer["gebrek"]), answer["wat"])
        if isinstance(answer, dict) and "klaar" in answer:
            return
        yield answer
    raise Afgekeurd(Gebrek.TE_VEEL)  # killed for taking too much
