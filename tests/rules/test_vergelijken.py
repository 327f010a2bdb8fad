"""Reading an own list: with and without headings, and what cannot be read."""

from datetime import date

import pytest

from verzuimloket.rapportages.rules.vergelijken import MOST, Eigen, read, rows_of

BSN, OOK = "123456782", "111222333"


@pytest.mark.parametrize(
    ("tekst", "leerlingen"),
    [
        (BSN, {BSN: Eigen()}),
        (f"{BSN}\n\n{OOK}\n", {BSN: Eigen(), OOK: Eigen()}),
        (f"Jansen;{BSN}", {BSN: Eigen()}),
        (f"Jansen\t1234.56.782\tx\nPiet\t{OOK}", {BSN: Eigen(), OOK: Eigen()}),
        (f"#BRIN_NR,PERSOONSGEBONDENNUMMER\n99AA,{BSN}", {BSN: Eigen()}),
        (f"BSN;REDEN\n{BSN};INSCHRIJVING EXAMENDEELNEMER", {BSN: Eigen("E")}),
        (f"pgn;reden\n{BSN};zonder bekostiging\n{OOK};geen inschrijving", {BSN: Eigen("B"), OOK: Eigen("G")}),
        (f"bsn;DATUM_UITSCHRIJVING\n{BSN};1-2-2026", {BSN: Eigen(uit=date(2026, 2, 1))}),
        (f"bsn;DATUM_UITSCHRIJVING\n{BSN};20260203", {BSN: Eigen(uit=date(2026, 2, 3))}),
        (f"bsn;reden;uitschrijfdatum\n{BSN};weet niet;31-02-2026\n{OOK}", {BSN: Eigen(), OOK: Eigen()}),
        ("nummer\n12345672", {"012345672": Eigen()}),
        ("nummer\n12345671", {}),
    ],
)
def test_a_list_is_read(tekst: str, leerlingen: dict[str, Eigen]) -> None:
    assert read(rows_of(tekst))[0].leerlingen == leerlingen


def test_lines_without_a_number_and_numbers_twice_are_counted() -> None:
    gelezen, fouten = read(rows_of(f"{BSN}\nJan\n{BSN}\n123456789"))
    assert (gelezen.fout, gelezen.dubbel, fouten) == ((2, 4), 1, [])


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        ("", "VORM_leeg"),
        ("Jan\nPiet", "VORM_vergelijken_nummers"),
        ("x\n" * 100_001, "VORM_vergelijken_lang"),
    ],
)
def test_a_list_that_is_none_is_refused(tekst: str, code: str) -> None:
    assert [fout.code for fout in read(rows_of(tekst))[1]] == [code]


def test_too_many_numbers_are_refused() -> None:
    from tests.factories import bsn

    numbers = (bsn(place) for place in range(1, MOST + 2))
    assert [fout.code for fout in read(iter([[each] for each in numbers]))[1]] == ["VORM_vergelijken_lang"]
