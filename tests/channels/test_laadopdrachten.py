"""`verzuimloket rio` and `verzuimloket postcodes`: what the command line answers."""

import json
from pathlib import Path

import pytest

from tests.channels.test_rio_laden import write
from verzuimloket.config import cli

pytestmark = pytest.mark.usefixtures("committed_db")


def test_the_command_line_tells_what_came_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(write(tmp_path))
    assert cli.main(["--json", "rio", folder]) == cli.DONE
    assert json.loads(capsys.readouterr().out)["gelukt"]
    write(tmp_path, locaties="28AX0022;28AX;Gebouw;;")
    assert cli.main(["rio", folder]) == cli.REFUSED
    assert "LD_instelling_onbekend" in capsys.readouterr().out
    assert cli.main(["rio", str(tmp_path / "nergens")]) == cli.WRONG_USE

    table = tmp_path / "pc6hnr.csv"
    table.write_text("PC6;Huisnummer;Gemeente2026\n3511AB;1;344\n")
    assert cli.main(["postcodes", str(table), "--peildatum", "2026-08-01"]) == cli.DONE
    assert "1 postcodes" in capsys.readouterr().out
    table.write_text("PC6;Huisnummer;Gemeente2026\n3511AB;1;9999\n")
    assert cli.main(["--json", "postcodes", str(table), "--peildatum", "2026-08-01"]) == cli.REFUSED
    assert json.loads(capsys.readouterr().out)["fouten"] == 1
    assert "PC_gemeente" in (tmp_path / "fouten.csv").read_text()
    assert cli.main(["postcodes", str(tmp_path / "nergens"), "--peildatum", "2026-08-01"]) == cli.WRONG_USE
