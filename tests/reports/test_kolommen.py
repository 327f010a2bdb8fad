"""Layouts exactly as rapportages.md §1.5 has them, and how a line becomes CSV and a row of a sheet."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from verzuimloket.rapportages.rapporten import RAPPORTEN, WEKELIJKS, a06, schrijven, vorm
from verzuimloket.rapportages.rapporten.excel import book_of
from verzuimloket.rapportages.rapporten.kolommen import EMPTY, LIJST, STARTSET, VERLAAT
from verzuimloket.rapportages.rapporten.tekst import csv_of, handfuls, regels_of
from verzuimloket.rapportages.rapporten.vorm import SCHEIDING, Ontvanger
from verzuimloket.rapportages.rules.kalender import Productie, week_of, yearly

A04 = """#BRIN_NR; NAAM_INST; RAPPORTAGEMAAND; PERSOONSGEBONDENNUMMER; ACHTERNAAM; VOORVOEGSEL; ALLE_VOORNAMEN;
WOONGEMEENTE; GEBOORTEDATUM; ONDERWIJSCODE; ONDERWIJSNAAM; LEERWEG; DATUM_UITSCHRIJVING; MELDING_VERZUIM_WETTELIJK;
REDEN; BRIN;
NAAM_INSTELLING; ONDERWIJSAANBIEDERCODE; NAAM_ONDERWIJSAANBIEDER; MELDING_VERZUIM_NIET_WETTELIJK; GEMEENTECODE;
RMC_REGIO; REDEN_UITSTROOM; LOCATIECODE; ONDERWIJSLOCATIECODE; POSTCODE_ONDERWIJSLOCATIE; HUISNUMMER_ONDERWIJSLOCATIE;
BRIN_VOLGNUMMER; NIVEAU; INSCHRIJVINGSVOLGNUMMER; STRAAT; HUISNUMMER; HUISLETTER; HUISNUMMER_TOEVOEGING;
HUISNUMMER_AANDUIDING; ADRES_LOCATIE; POSTCODE; WOONPLAATS; VANAF_WANNEER"""
A05 = """#BRIN; NAAM_INSTELLING; RAPPORTAGE_MAAND; BSN_ONDERWIJSNR; VOORNAMEN; VOORVOEGSEL; ACHTERNAAM; WOONGEMEENTE;
GEBOORTEDATUM; ILT/CREBO; ILT/CREBO_OMS; LEERWEG; BRIN_NR; NAAM_INST; ONDERWIJSAANBIEDERCODE; ONDERWIJSAANBIEDER_NAAM;
GEMCODE; RMC_REGIO; LOCATIECODE; ONDERWIJSLOCATIECODE; ONDERWIJSLOCATIE_POSTCODE; ONDERWIJSLOCATIE_HUISNUMMER;
BRIN_VOLGNR; NIVEAU; INSCHR_VLGNR; STRAAT; HUISNUMMER; HUISLETTER; HUISNR_AAND; HUISNR_TOEV; ADRES_LOCATIE; POSTCODE;
WOONPLAATS;
INDICATIE_STARTKWALIFICATIE"""
A03 = """#ONTVANGER_TYPE; ONTVANGER_CODE; ONTVANGER_NAAM; RAPPORTAGEMAAND; AANTAL_A01_MAAND; AANTAL_A02_MAAND; CUM_A01;
CUM_A02; NETTO; STARTSET"""
A06 = """#ONTVANGER_TYPE; ONTVANGER_CODE; ONTVANGER_NAAM; RAPPORTAGEMAAND; NIVEAU; STARTSET; UITSCHRIJVINGEN;
PERCENTAGE; NORM_PERCENTAGE"""
LAYOUTS = {
    "A01": f"{A04}; REDEN_OPNAME",
    "A02": f"{A04}; REDEN_VERVALLEN; DATUM_MUTATIE",
    "A03": A03,
    "A04": A04,
    "A05": A05,
    "A06": A06,
    "A07": f"{A05}; DATUM_BEHAALD; DIPLOMA_CODE; DIPLOMA_NIVEAU; STOND_OP_LIJST",
    "A14": A04,
}
AANTAL = {"A01": 40, "A02": 41, "A03": 10, "A04": 39, "A05": 34, "A06": 9, "A07": 38, "A14": 39}


@pytest.mark.req("BST-21")
@pytest.mark.parametrize("code", LAYOUTS)
def test_columns_and_their_order(code: str) -> None:
    kolommen = RAPPORTEN[code].kolommen
    assert kolommen == tuple(kop.strip() for kop in LAYOUTS[code].replace("\n", " ").split(";"))
    assert len(kolommen) == AANTAL[code]


def test_which_columns_stay_empty() -> None:
    empty = {kop for kop, sql in (*LIJST, *STARTSET, *VERLAAT) if sql == EMPTY}
    assert empty == {
        *("ONDERWIJSNAAM", "ILT/CREBO_OMS", "ONDERWIJSAANBIEDERCODE", "NAAM_ONDERWIJSAANBIEDER"),
        *("ONDERWIJSAANBIEDER_NAAM", "REDEN_UITSTROOM", "LOCATIECODE", "ONDERWIJSLOCATIECODE"),
        *("POSTCODE_ONDERWIJSLOCATIE", "HUISNUMMER_ONDERWIJSLOCATIE", "ONDERWIJSLOCATIE_POSTCODE"),
        *("ONDERWIJSLOCATIE_HUISNUMMER", "DIPLOMA_CODE"),
    }


@pytest.mark.req("BST-21")
@pytest.mark.parametrize(
    ("ontvanger", "naam"),
    [
        (Ontvanger("I", "99AA"), "202603A01I99AA.csv"),
        (Ontvanger("G", "0344"), "202603A01G0344.csv"),
        (Ontvanger("R", "19"), "202603A01R0019.csv"),
    ],
)
def test_names_of_files(ontvanger: Ontvanger, naam: str) -> None:
    assert RAPPORTEN["A01"].bestandsnaam(Productie(date(2026, 3, 1)), ontvanger) == naam
    found = schrijven.report_of(naam)
    assert found is RAPPORTEN["A01"]
    assert schrijven.report_of("registratieoverzicht.csv") is None


@pytest.mark.req("MND-23")
def test_a_file_of_every_report_is_known_by_its_name() -> None:
    """Otherwise the link to Excel beside it leads nowhere."""
    moments = [Productie(date(2026, month, 1)) for month in range(1, 13)]
    jaar = next(each for each in moments if yearly(each.t2))
    named = [(each, each.bestandsnaam(jaar, Ontvanger("R", "19"))) for each in RAPPORTEN.values()]
    week = week_of(date(2026, 3, 4))
    named += [(each, each.bestandsnaam(week, Ontvanger("I", "99AA"))) for each in WEKELIJKS.values()]
    assert {naam: schrijven.report_of(naam) for _, naam in named} == {naam: rapport for rapport, naam in named}
    assert len({naam for _, naam in named}) == len(named)


GEWOON = ["Jansen", "'t", "Saar", "", "0344"]
LASTIG = [
    'zei "hoi"',
    "a;b",
    "x\r\ny",
    "=1+1",
    "-",
    "@a",
    "+3",
    "Jan,=1",
    "Jan, Piet",
    "<b> & c",
    "＝1",
    " spatie ",
    "\t=1",
]
VERWACHT = (
    'k0;k1\r\n"zei ""hoi""";"a;b";"x\r\ny";\'=1+1;\'-;\'@a;\'+3;"Jan,=1";Jan, Piet;<b> & c;\'＝1; spatie ;"\'\t=1"\r\n'
)


def test_a_line_that_needs_quotes_or_a_mark() -> None:
    assert csv_of(("k0", "k1"), handfuls([SCHEIDING.join(LASTIG)])).decode() == VERWACHT


@pytest.mark.parametrize("at", [0, 1, 19, 20, 21, 40])
def test_a_special_line_between_plain_ones_changes_nothing_else(at: int) -> None:
    plain, special = SCHEIDING.join(GEWOON), SCHEIDING.join(["-x", *LASTIG[:4]])
    lines = [plain] * 41
    lines[at] = special
    content = csv_of(("k",), handfuls(lines))
    assert content.count(b"Jansen;'t;Saar;;0344\r\n") == 40
    rows = list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=";"))
    assert rows[1 + at] == ["'-x", *LASTIG[:3], "'=1+1"]
    assert regels_of(content) == lines
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book_of("A01", ("k",), handfuls(lines)))).get_sheet_by_index(0)
    cells = sheet.to_python(skip_empty_area=False)
    assert cells[1 + at][:3] == ["-x", *LASTIG[:2]]
    assert [row for place, row in enumerate(cells[1:]) if place != at] == [GEWOON] * 40


def test_what_a_sheet_cannot_hold_is_left_out() -> None:
    content = book_of("A&B", ("k",), handfuls(["a\x01b<&>", "1"]), frozenset({"k"}))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["A&B"]
    assert book.get_sheet_by_index(0).to_python() == [["k"], ["ab<&>"], [1.0]]


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [("0.005", "0,01"), ("0.0049", "0,00"), ("33.335", "33,34"), ("2.75", "2,75"), ("22", "22,00"), (None, "")],
)
def test_percentages_are_rounded_as_at_school(waarde: str | None, tekst: str) -> None:
    assert a06.procent(Decimal(waarde) if waarde else None) == tekst


def test_a_level_beside_its_norm_and_one_without_anybody() -> None:
    lines = list(a06._per_niveau({"MBO2": (300, 1), "VMBO": (8, 1)}, 2024))
    assert lines[1] == ("Mbo2 opleidingen", "300", "1", "0,33", "9,20")
    assert lines[2] == ("Mbo3 opleidingen", "0", "0", "", "3,60")
    assert lines[-1] == ("TOTAAL", "308", "2", "0,65", "")
    assert len(lines) == 8


def test_regions_are_written_the_same_everywhere() -> None:
    sql = dict(LIJST)["RMC_REGIO"]
    assert "'REGIO ' || l.regio" in sql
    assert vorm.regio("13") == "REGIO 13"
