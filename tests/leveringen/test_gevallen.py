"""The worked cases of rapportages.md §3.3, P01…P13, C01, and the even numbers in between.

They are written with the age limit of 23; the law of 2026 makes it 27, for which the same cases are moved.
"""

from datetime import date

import pytest

from tests.leveringen import land
from verzuimloket.core import parameters
from verzuimloket.core.parameters import Parameter
from verzuimloket.personen.models import Adres
from verzuimloket.personen.queries import number_of

pytestmark = [pytest.mark.usefixtures("committed_db"), pytest.mark.req("WKL-01", "WKL-02")]
G, R, ZEIST = "20260308PG0344.csv", "20260308PR0019.csv", "20260308PG0355.csv"


@pytest.fixture
def grens_23(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the cases were written: without the law of 2026."""
    monkeypatch.setitem(parameters.DATED, "rmc_max_leeftijd", [Parameter(date(2009, 8, 1), 23, "test")])


def po(van: land.Persoon, **given: str) -> land.Inschrijving:
    return land.schrijf_in(van, "2026-02-20T09:00:00", "2026-02-28", sector="PO", soort="", **given)


def test_p01_turns_four_on_the_first_day_of_the_window() -> None:
    po(land.jongere("2022-03-01"))
    made = land.lever_p("2026-03-08")
    assert made.mutaties(G) == made.mutaties(R) == ["L04"]
    mut = next(row for row in made.regels(G) if row["record"] == "MUT")
    assert (mut["datum_ingang"], mut["datum_registratie"]) == ("2026-03-01", "")


def test_p02_turns_four_on_the_day_that_the_window_ends() -> None:
    po(land.jongere("2022-03-08"))
    assert land.lever_p("2026-03-08").mutaties(G) == []
    assert land.lever_p("2026-03-15").mutaties("20260315PG0344.csv") == ["L04"]


@pytest.mark.usefixtures("grens_23")
def test_p03_turns_23_without_startkwalificatie_and_is_delivered_for_the_last_time() -> None:
    van = land.jongere("2003-03-07")
    made = land.lever_p("2026-03-08")
    assert made.mutaties(G) == ["L23"]
    land.verhuis(van, "2026-03-10T09:00:00", "2026-03-09", "0344", "11")
    assert land.lever_p("2026-03-15").mutaties("20260315PG0344.csv") == []


@pytest.mark.usefixtures("grens_23")
def test_p04_turns_23_with_startkwalificatie_and_is_not_delivered() -> None:
    land.haalt(land.jongere("2003-03-07"), "2025-07-10T09:00:00", "2025-07-01")
    assert land.lever_p("2026-03-08").mutaties(G) == []


def test_the_limit_of_27_has_a_code_of_its_own() -> None:
    land.jongere("1999-03-07")
    land.jongere("2003-03-07")
    assert land.lever_p("2026-03-08").mutaties(G) == ["L27"]


def test_the_new_limit_takes_in_who_had_come_to_the_old_one() -> None:
    """23 when the law changes: out since last March, in again on 1 January 2026."""
    land.jongere("2002-03-07")
    assert land.lever_p("2025-03-09").mutaties("20250309PG0344.csv") == ["L23"]
    assert land.lever_p("2026-01-04").mutaties("20260104PG0344.csv") == ["VSJ"]


def test_p05_moves_to_another_municipality_of_the_region() -> None:
    van = land.jongere("2012-05-05")
    land.schrijf_in(van, "2026-02-01T09:00:00", "2025-08-01")
    land.verhuis(van, "2026-03-04T10:00:00", "2026-03-03", "0355")
    made = land.lever_p("2026-03-08")
    assert made.mutaties(G) == made.mutaties(ZEIST) == made.mutaties(R) == ["VNG"]
    assert [row["record"] for row in made.regels(G)] == ["VLP", "PER", "MUT", "SLR"]
    assert [row["record"] for row in made.regels(ZEIST)] == ["VLP", "PER", "MUT", "ISG", "ISP", "SLR"]
    gone, here = made.regels(G)[1], made.regels(ZEIST)[1]
    assert (gone["gemeentecode"], gone["straat"], here["straat"]) == ("0355", "", "Laan")
    mut = made.regels(R)[2]
    assert (mut["oud"], mut["nieuw"], mut["datum_ingang"]) == ("0344", "0355", "2026-03-03")
    assert mut["datum_registratie"] == "2026-03-04T10:00:00+01:00"


def test_the_old_municipality_is_told_nothing_of_what_is_there() -> None:
    """Not the address, and no diploma or judgement of after the move either (ADR 0043)."""
    van = land.jongere("2008-05-05")
    land.schrijf_in(van, "2026-02-01T09:00:00", "2025-08-01")
    land.verhuis(van, "2026-03-04T10:00:00", "2026-03-03", "0355")
    land.haalt(van, "2026-03-04T10:00:00", "2026-03-03")
    made = land.lever_p("2026-03-08")
    gone, here = made.regels(G)[1], made.regels(ZEIST)[1]
    assert {gone[name] for name in ("straat", "huisnr", "postcode", "plaats", "sk", "datum_sk", "vsv")} == {""}
    assert (here["sk"], here["datum_sk"], here["vsv"]) == ("J", "2026-03-03", "N")


def test_p06_moves_to_another_region() -> None:
    van = land.jongere("2012-05-05")
    land.verhuis(van, "2026-03-04T10:00:00", "2026-03-03", "0599")
    made = land.lever_p("2026-03-08")
    assert [row["record"] for row in made.regels(R)] == ["VLP", "PER", "MUT", "SLR"]
    assert made.mutaties(R) == made.mutaties("20260308PR0029.csv") == made.mutaties("20260308PG0599.csv") == ["VNG"]


def test_p07_registered_at_the_end_of_the_window_is_of_the_next_week() -> None:
    van = land.jongere("2012-05-05")
    land.verhuis(van, "2026-03-08T00:00:00", "2026-03-03", "0355")
    assert land.lever_p("2026-03-08").mutaties(G) == []
    assert land.lever_p("2026-03-15").mutaties("20260315PG0355.csv") == ["VNG"]


@pytest.mark.req("WKL-05", "WKL-07")
def test_p08_and_p09_a_startkwalificatie_is_delivered_once() -> None:
    van = land.jongere("2008-05-05")
    enrolment = land.schrijf_in(van, "2025-08-20T09:00:00", "2025-08-01", sector="MBO", soort="", niveau="2")
    land.haalt(van, "2026-03-05T09:00:00", "2026-03-02")
    made = land.lever_p("2026-03-08")
    assert made.mutaties(G) == ["RT", "SKB"]
    per = made.regels(G)[1]
    assert (per["sk"], per["datum_sk"], per["vsv"]) == ("J", "2026-03-02", "N")
    land.wijzig(enrolment, "2026-03-20T09:00:00", einddatum=date(2026, 3, 19))
    assert land.lever_p("2026-03-22").mutaties("20260322PG0344.csv") == []


@pytest.mark.req("WKL-05", "WKL-07")
def test_p10_an_enrolment_is_added_and_changed() -> None:
    van = land.jongere("2012-05-05")
    row = land.schrijf_in(van, "2026-03-02T09:00:00", "2026-03-02")
    made = land.lever_p("2026-03-08")
    assert made.mutaties(G) == ["IT", "VSN"]
    assert [row["actie"] for row in made.regels(G) if row["record"] == "ISG"] == ["T"]
    land.wijzig(row, "2026-03-09T09:00:00", einddatum=date(2026, 3, 31))
    assert land.lever_p("2026-03-15").mutaties("20260315PG0344.csv") == ["IW"]
    # when that day has come, nobody registers anything, and still somebody must hear of it
    assert land.lever_p("2026-04-05").mutaties("20260405PG0344.csv") == ["VSJ"]


@pytest.mark.req("WKL-05")
def test_p11_an_enrolment_is_deleted() -> None:
    van = land.jongere("2012-05-05")
    row = land.schrijf_in(van, "2026-02-02T09:00:00", "2026-02-01", volgnummer="1")
    land.verwijder(row, "2026-03-05T09:00:00")
    made = land.lever_p("2026-03-08")
    assert sorted(made.mutaties(G)) == ["IV", "VSJ"]
    gone = next(each for each in made.regels(G) if each["record"] == "ISG")
    assert (gone["brin"], gone["volgnr"], gone["datum_in"], gone["actie"]) == ("28AX", "1", "2026-02-01", "V")
    mut = next(each for each in made.regels(G) if each["record"] == "MUT" and each["mutatiecode"] == "IV")
    assert (mut["oud"], mut["nieuw"]) == ("28AX 1 2026-02-01", "")


def test_p12_dies_and_is_delivered_for_the_last_time() -> None:
    van = land.jongere("2012-05-05")
    land.wijzig(van, "2026-03-05T09:00:00", overlijdensdatum=date(2026, 3, 4))
    assert land.lever_p("2026-03-08").mutaties(G) == ["OVL"]
    land.verhuis(van, "2026-03-10T09:00:00", "2026-03-09", "0344", "11")
    assert land.lever_p("2026-03-15").mutaties("20260315PG0344.csv") == []


@pytest.mark.usefixtures("grens_23")
def test_p13_born_on_29_february_turns_23_on_1_march() -> None:
    land.jongere("2004-02-29")
    assert land.lever_p("2027-03-01").mutaties("20270301PG0344.csv") == []
    assert land.lever_p("2027-03-07").mutaties("20270307PG0344.csv") == ["L23"]


def test_p14_a_startkwalificatie_that_lapses_brings_everything_back() -> None:
    van = land.jongere("2008-05-05")
    land.schrijf_in(van, "2025-08-20T09:00:00", "2025-08-01", sector="MBO", soort="", niveau="2")
    row = land.haalt(van, "2025-09-05T09:00:00", "2025-07-02")
    land.verwijder(row, "2026-03-05T09:00:00")
    made = land.lever_p("2026-03-08")
    assert made.mutaties(G) == ["RV", "SKV"]
    assert [each["actie"] for each in made.regels(G) if each["record"] == "DIP"] == ["V"]
    assert [each["record"] for each in made.regels(G)].count("ISG") == 1


def test_p16_a_move_within_the_municipality_and_a_correction_are_not_the_same() -> None:
    van, ander = land.jongere("2012-05-05"), land.jongere("2013-05-05")
    land.verhuis(van, "2026-03-04T10:00:00", "2026-03-03", "0344", "11")
    land.wijzig(_adres(ander), "2026-03-04T11:00:00", plaats="Dorp")
    made = land.lever_p("2026-03-08")
    codes = {row["pgn"]: row for row in made.regels(G) if row["record"] == "MUT"}
    assert (codes[number_of(van)]["mutatiecode"], codes[number_of(van)]["nieuw"]) == ("VBG", "3511AB 11")
    assert (codes[number_of(ander)]["mutatiecode"], codes[number_of(ander)]["nieuw"]) == ("PGW", "adres")


def _adres(van: land.Persoon) -> land.Adres:
    with land.op("2026-01-01T09:00:00"):
        return land.Adres.objects.get(persoon=van)


@pytest.mark.req("WKL-04", "WNS-09")
def test_c01_everybody_of_the_area_who_is_enrolled_or_exempt() -> None:
    enrolled, exempt = land.jongere("2012-05-05"), land.jongere("2011-05-05")
    land.schrijf_in(enrolled, "2025-08-20T09:00:00", "2025-08-01")
    land.vrijgesteld(exempt, "2025-08-20T09:00:00", "2025-08-01", "2026-07-31")
    for geboren, eind in (("2012-06-06", "2026-03-05"), ("2022-03-07", ""), ("1999-03-06", "")):
        land.schrijf_in(land.jongere(geboren), "2025-08-20T09:00:00", "2025-08-01", eind)
    land.schrijf_in(land.jongere("2012-07-07", gemeente="0355"), "2025-08-20T09:00:00", "2025-08-01")
    land.jongere("2012-08-08")
    rows = land.lever_c("2026-03-06", "G0344").regels("20260306CG0344.csv")
    people = {row["pgn"]: row for row in rows if row["record"] == "PER"}
    assert set(people) == {number_of(enrolled), number_of(exempt)}
    assert [row["record"] for row in rows] == ["VLP", *["PER", "ISG", "ISP"], *["PER", "VRS"], "SLR"]
    assert {row["vsv"] for row in people.values()} == {"N"}
    assert len(land.lever_c("2026-03-06", "R0019").gemaakt["R0019"].aantallen) == 6


@pytest.mark.req("WKL-02")
def test_c_who_has_a_newer_address_elsewhere_is_not_told() -> None:
    """The old address was not ended: without this the old municipality would read the new one."""
    van = land.jongere("2012-05-05")
    land.schrijf_in(van, "2026-02-01T09:00:00", "2025-08-01")
    with land.op("2026-03-01T09:00:00"):
        Adres.objects.create(persoon=van, begindatum=date(2026, 2, 20), **land.woont("0355"))
    found = {each: land.lever_c("2026-03-06", each).regels(f"20260306C{each}.csv") for each in ("G0344", "G0355")}
    assert [row["record"] for row in found["G0344"]] == ["VLP", "SLR"]
    assert found["G0355"][1]["gemeentecode"] == "0355"


def test_a_day_is_a_day_of_here() -> None:
    """Half an hour after midnight is not the day before, as in UTC."""
    van = land.jongere("2012-05-05")
    land.schrijf_in(van, "2026-02-01T09:00:00", "2025-08-01")
    land.wijzig(van, "2026-03-04T00:30:00", achternaam="Anders")
    [mut] = [row for row in land.lever_p("2026-03-08").regels(G) if row["record"] == "MUT"]
    assert (mut["datum_ingang"], mut["datum_registratie"]) == ("2026-03-04", "2026-03-04T00:30:00+01:00")


def test_an_empty_week_is_a_first_and_a_last_record() -> None:
    made = land.lever_p("2026-03-08")
    assert len(made.inhoud) == 2 * (342 + 40)
    first, last = made.regels(G)
    assert (first["record"], first["ontvangertype"], first["ontvangercode"]) == ("VLP", "G", "0344")
    assert (first["van"], first["tot"]) == ("2026-03-01T00:00:00+01:00", "2026-03-08T00:00:00+01:00")
    assert last["record"] == "SLR"
    assert {last[name] for name in last if name.startswith("aantal_")} == {"0"}


def test_an_earlier_week_is_the_same_after_the_register_moved_on() -> None:
    van = land.jongere("2012-05-05")
    row = land.schrijf_in(van, "2026-03-02T09:00:00", "2026-03-02")
    before = land.lever_p("2026-03-08").inhoud
    land.wijzig(row, "2026-03-10T09:00:00", einddatum=date(2026, 3, 31))
    land.wijzig(van, "2026-03-11T09:00:00", achternaam="Anders")
    assert land.lever_p("2026-03-08").inhoud == before
