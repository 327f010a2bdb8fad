"""From text to lines: separators, headers, dates, minutes, encodings."""

from datetime import date

import pytest

from verzuimloket.lesverzuim.inputs import Lesregel
from verzuimloket.lesverzuim.rules import decode, leesregels

DAG = date(2026, 11, 2)


def read(tekst: str) -> list[Lesregel]:
    return [rij.regel for rij in leesregels(tekst)]


@pytest.mark.parametrize(
    "tekst",
    [
        "999999990;2026-11-02;3;O",
        "pgn;datum;lesuur of minuten;soort\n999999990;02-11-2026;3;o",
        "PGN\tDatum\tLesuur\tSoort\r\n999999990\t2-11-2026\t3\tO\r\n",
        "\ufeffpgn,datum,uur,soort\n\n999999990, 2026-11-02, 3, O\n\n",
        '"999999990";"02/11/2026";"3";"O"',
    ],
)
def test_ways_to_write_the_same_line(tekst: str) -> None:
    assert read(tekst) == [Lesregel("999999990", DAG, 3, None, "O")]


@pytest.mark.parametrize(
    ("hoeveel", "soort", "lesuur", "minuten"),
    [
        ("3", "O", 3, None),
        ("13", "O", 13, None),  # a rule says that there is no such lesson
        ("15 min", "O", None, 15),
        ("15m", "O", None, 15),
        ("90 minuten", "O", None, 90),
        ("5", "T", None, 5),  # late is always in minutes
        ("5 min", "t", None, 5),
        ("", "O", None, None),
        ("drie", "O", None, None),
        ("1,5", "O", None, None),
        ("-3", "O", None, None),
        ("٣", "O", None, None),  # Arabic digits
    ],
)
def test_lesson_or_minutes(hoeveel: str, soort: str, lesuur: int | None, minuten: int | None) -> None:
    (regel,) = read(f"999999990;2026-11-02;{hoeveel};{soort}")
    assert (regel.lesuur, regel.minuten, regel.soort) == (lesuur, minuten, soort.upper())


@pytest.mark.parametrize("datum", ["31-02-2026", "2026-13-01", "2 november", "", "02-11-26"])
def test_illegible_day(datum: str) -> None:
    assert read(f"999999990;{datum};3;O")[0].datum is None


def test_lines_keep_their_number_and_their_text() -> None:
    rijen = list(leesregels("pgn;datum;lesuur;soort\n\n999999990;2026-11-02;3;O\nkapot"))
    assert [rij.nummer for rij in rijen] == [3, 4]
    assert rijen[1].cellen == ("kapot",)
    assert rijen[1].regel.kolommen == 1


@pytest.mark.req("RGL-03")
def test_authorised_absence_is_recognised() -> None:
    assert [rij.geoorloofd for rij in leesregels("1;2026-11-02;3;G\n1;2026-11-02;3;g\n1;2026-11-02;3;O")] == [
        True,
        True,
        False,
    ]


def test_the_first_line_counts_when_it_holds_data() -> None:
    assert len(read("999999990;onbekend;3;O")) == 1
    assert read("") == read("\n \n") == []


@pytest.mark.parametrize("inhoud", ["é;1".encode(), b"\xef\xbb\xbf" + "é;1".encode(), "é;1".encode("cp1252")])
def test_encodings(inhoud: bytes) -> None:
    assert decode(inhoud) == "é;1"


@pytest.mark.parametrize("soort", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_as_office_programs_write_it(soort: str) -> None:
    assert decode("é;2026-11-02;3;O".encode(soort)) == "é;2026-11-02;3;O"


def test_whatever_the_bytes_are_it_is_text() -> None:
    for inhoud in (b"\xff\xfe1", b"\xff\xfe\x00\xd8", b"\x80\x81\xfe", b"1\x00;2"):
        assert "\x00" not in decode(inhoud)


def test_what_no_database_can_keep_is_marked() -> None:
    (rij,) = leesregels("1\x002;\ud800;3;O")
    assert rij.cellen == ("1\ufffd2", "\ufffd", "3", "O")


def test_a_line_without_end_is_one_wrong_line() -> None:
    assert len(read("9" * 200_000)) == 1
