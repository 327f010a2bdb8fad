"""Tables as files: read back they are what was written, and nothing in them is a formula."""

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.uitvoer.lezen import lines, sheets
from verzuimloket.core import clock
from verzuimloket.uitvoer.tabel import Blad, Waarde, guarded, write_csv, write_xlsx

AT = datetime(2026, 11, 22, 10, 0, 5, tzinfo=clock.AMSTERDAM)
DANGEROUS = [
    "=1+1",
    '=HYPERLINK("http://x.example")',
    "+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "－1",
    "＋1",
]
HARMLESS = ["Öztürk, van der", "a=b", "1-2", "'s-Gravenhage", "x;=1", 'met "aanhaling"', "twee\nregels", "x,=1"]
# what a database can hold and a sheet can show: no NUL, no surrogates
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
STARTS = st.sampled_from([*"=+-@\t\r", "＝", "＠", ""])


def as_xlsx(rijen: list[list[Waarde]], tmpdir: str | None = None) -> bytes:
    target = io.BytesIO()
    blad = Blad("Blad", ["Een", "Twee", "Drie"], [10, 20, 30], rijen, filter=True)
    assert write_xlsx(target, [blad], at=AT, tmpdir=tmpdir) == [len(rijen)]
    return target.getvalue()


def as_csv(rijen: list[list[Waarde]]) -> bytes:
    target = io.BytesIO()
    assert write_csv(target, ["Een", "Twee", "Drie"], rijen) == len(rijen)
    return target.getvalue()


def xml(content: bytes, part: str = "xl/worksheets/sheet1.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(part).decode()


@pytest.mark.req("WNS-05")
@pytest.mark.parametrize("in_files", [False, True])
def test_values_keep_their_kind(in_files: bool, tmp_path: Path) -> None:
    rij: list[Waarde] = [5400, date(2026, 11, 2), AT]
    content = as_xlsx([rij, ["Łukasz", None, ""]], str(tmp_path) if in_files else None)
    assert sheets(content)["Blad"] == [
        ["Een", "Twee", "Drie"],
        [5400, date(2026, 11, 2), datetime(2026, 11, 22, 10, 0, 5)],
        ["Łukasz", "", ""],
    ]
    assert '<pane ySplit="1"' in xml(content)
    assert '<autoFilter ref="A1:C3"/>' in xml(content)
    assert list(tmp_path.iterdir()) == []
    assert lines(as_csv([rij, ["Łukasz", None, ""]])) == [
        ["Een", "Twee", "Drie"],
        ["5400", "2026-11-02", "2026-11-22 10:00:05"],
        ["Łukasz", "", ""],
    ]


def test_a_moment_is_dutch_time_in_both() -> None:
    moment = datetime.fromisoformat("2026-07-01T23:30:00+00:00")
    assert sheets(as_xlsx([[moment, "", ""]]))["Blad"][1][0] == datetime(2026, 7, 2, 1, 30)
    assert lines(as_csv([[moment, "", ""]]))[1][0] == "2026-07-02 01:30:00"


@pytest.mark.req("WNS-05")
@pytest.mark.parametrize("text", [*DANGEROUS, *HARMLESS], ids=repr)
def test_a_text_is_never_a_formula(text: str) -> None:
    content = as_xlsx([[text, text, text]])
    assert "<f>" not in xml(content)
    assert "hyperlink" not in xml(content)
    if "\r" not in text:  # a reader of XML makes it a line end
        assert sheets(content)["Blad"][1] == [text] * 3
    expected = f"'{text}" if text in DANGEROUS else text
    assert lines(as_csv([[text, text, text]]))[1] == [expected] * 3


@given(start=STARTS, text=TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_text_at_all_is_a_formula(start: str, text: str) -> None:
    given = start + text
    raw = as_csv([[given, 7, given]]).decode("utf-8-sig").split("\r\n", 1)[1]
    for cell in re.findall(r'"((?:[^"]|"")*)"', raw):
        assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)
    back = lines(as_csv([[given, 7, given]]))[1]
    assert [back[0].removeprefix("'") if guarded(given) != given else back[0], back[1]] == [given, "7"]
    assert "<f" not in xml(as_xlsx([[given, 7, given]]))
