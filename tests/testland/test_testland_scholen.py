"""Schools and careers: all sectors, sound periods, known to the register a few days after the fact."""

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.testland.lezen import age, born, day
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.testland.gemeenten import choose_gemeenten, read_gemeenten
from verzuimloket.testland.kans import Kans
from verzuimloket.testland.scholen import make_scholen, read_cast

SECTOREN = {"PO", "SO", "VSO", "VO", "MBO", "VAVO", "HO"}
VANDAAG = date(2026, 11, 22)
SOORTEN = {"PO": {""}, "SO": {""}, "VSO": {""}, "MBO": {""}, "HO": {""}, "VAVO": {"VMBO", "HAVO"},
           "VO": {"VMBO", "HAVO", "VWO", "PRO", "ISK1", "IB"}}  # fmt: skip


def test_cast_has_every_sector_and_kind_of_school(demo):
    scholen = demo.instellingen.values()
    assert len(scholen) >= 14
    assert {row["sector"] for row in scholen} == SECTOREN
    assert sum(row["sector"] == "MBO" for row in scholen) >= 2
    assert Counter(row["bekostigd"] for row in scholen)["0"] == 3
    assert {school.schoolsoort for school in read_cast()} == {"B1", "B3", "B4"}
    besturen = Counter(row["bestuur"] for row in scholen)
    assert max(besturen.values()) >= 3


def test_international_school_has_two_codes_and_one_board():
    b4 = [school for school in read_cast() if school.schoolsoort == "B4"]
    assert {school.sector for school in b4} == {"PO", "VO"}
    assert len({(school.naam, school.bestuur) for school in b4}) == 1
    assert len({school.code for school in b4}) == 2


def test_codes_have_the_form_of_instellingscodes(land):
    for row in land.rows("instellingen"):
        assert re.fullmatch(r"\d{2}[A-Z]{2}", row["instellingscode"])
        assert re.fullmatch(r"\d{3}B\d{3}", row["bestuur"])
        assert row["bekostigd"] in "01"
    assert len(land.instellingen) == len(land.rows("instellingen"))


@pytest.mark.parametrize(("leerlingen", "scholen"), [(20_000, 29), (100_000, 111), (1_500_000, 1_500)])
def test_larger_country_has_more_schools(leerlingen, scholen):
    gemeenten = choose_gemeenten(leerlingen, VANDAAG)
    alle = make_scholen(Kans(1), leerlingen, gemeenten)
    assert len(alle) == scholen
    assert len({school.code for school in alle}) == scholen
    assert {school.sector for school in alle} == SECTOREN


def test_large_country_uses_every_gemeente_with_its_own_postcodes():
    gemeenten = choose_gemeenten(400_000, VANDAAG)
    assert {g.code for g in gemeenten} == {c.code for c in codelijst("gemeente") if c.geldig(VANDAAG)}
    blocks = sorted((g.postcode_van, g.postcode_tot) for g in read_gemeenten(VANDAAG).values())
    assert all(1000 <= van <= tot <= 9999 for van, tot in blocks)
    assert all(eerder[1] < later[0] for eerder, later in pairwise(blocks))


def test_exactly_so_many_are_enrolled_today(land):
    vandaag = land.vandaag.isoformat()
    enrolled = {
        row["persoon"]
        for row in land.huidig("inschrijvingen")
        if row["begindatum"] <= vandaag and (not row["einddatum"] or row["einddatum"] >= vandaag)
    }
    assert len(enrolled) == land.samenvatting.leerlingen == (300 if len(land.personen) < 1000 else 3000)


def test_enrolments_fit_school_age_and_law(land):
    for row in land.rows("inschrijvingen"):
        school = land.instellingen[row["instellingscode"]]
        begin = row["begindatum"]
        assert row["sector"] == school["sector"]
        assert row["vestiging"] == row["instellingscode"] + "00"
        assert row["soort"] in SOORTEN[row["sector"]]
        assert bool(row["niveau"]) == bool(row["leertraject"]) == (row["sector"] == "MBO")
        assert school["oprichtingsdatum"] <= begin <= (row["einddatum"] or begin)
        assert age(born(land.personen[row["persoon"]]), day(begin)) >= 4
        eigen_keuze = school["bekostigd"] == "0" or row["leertraject"] in ("EX", "OVO")
        assert row["bekostigd"] == ("N" if eigen_keuze else "J")
        if school["bekostigd"] == "0":
            assert begin >= "2023-08-01"


def test_register_hears_of_enrolments_days_after_the_fact(land):
    for versies in land.versies("inschrijvingen", "inschrijving").values():
        eerste, laatste = versies[0], versies[-1]
        assert eerste["einddatum"] == ""
        assert 0 <= (day(eerste["geregistreerd_van"]) - day(eerste["begindatum"])).days <= 8
        if len(versies) == 2:
            assert 0 < (day(laatste["geregistreerd_van"]) - day(laatste["einddatum"])).days <= 31
        assert len(versies) <= 2


def test_volgnummers_count_the_enrolments_at_one_school(land):
    nummers = defaultdict(list)
    for row in land.huidig("inschrijvingen"):
        nummers[row["persoon"], row["instellingscode"]].append(int(row["volgnummer"]))
    for reeks in nummers.values():
        assert sorted(reeks) == list(range(1, len(reeks) + 1))


def test_only_a_few_are_enrolled_twice(demo):
    dubbel = 0
    for rows in demo.by_persoon("inschrijvingen").values():
        periods = sorted((row["begindatum"], row["einddatum"] or "9999") for row in rows)
        dubbel += any(later[0] <= eerder[1] for eerder, later in pairwise(periods))
    assert 1 <= dubbel < len(demo.personen) / 50


def test_demo_shows_every_kind_of_education(demo):
    huidig = demo.huidig("inschrijvingen")
    assert {row["sector"] for row in huidig} == SECTOREN
    assert {row["soort"] for row in huidig} >= SOORTEN["VO"]
    assert {row["leertraject"] for row in huidig} == {"", "BOL", "BBL", "EX", "OVO"}
    assert {row["niveau"] for row in huidig} == {"", "1", "2", "3", "4"}
    lopend = Counter(row["sector"] for row in huidig if not row["einddatum"])
    assert lopend["PO"] > lopend["VO"] > lopend["MBO"] > 300


def test_ages_fit_the_sector(land):
    grenzen = {
        "PO": (4, 14),
        "SO": (4, 14),
        "VO": (11, 20),
        "VSO": (11, 20),
        "MBO": (15, 27),
        "VAVO": (15, 20),
    }
    for row in land.huidig("inschrijvingen"):
        if not row["einddatum"]:
            jongst, oudst = grenzen.get(row["sector"], (16, 30))
            assert jongst <= age(born(land.personen[row["persoon"]]), land.vandaag) <= oudst


def test_diplomas_follow_an_enrolment(land):
    inschrijvingen = land.by_persoon("inschrijvingen")
    for row in land.rows("diplomas"):
        assert row["soort"] in ("VMBO", "HAVO", "VWO", "PRO", "MBO")
        assert (row["niveau"] in "1234" and row["niveau"] != "") == (row["soort"] == "MBO")
        assert row["datum"] < row["geregistreerd_van"]
        assert any(
            i["begindatum"] <= row["datum"] and (not i["einddatum"] or i["einddatum"] >= row["datum"])
            for i in inschrijvingen[row["persoon"]]
        )


def test_demo_shows_every_diploma(demo):
    assert {row["soort"] + row["niveau"] for row in demo.rows("diplomas")} == {
        "VMBO", "HAVO", "VWO", "PRO", "MBO1", "MBO2", "MBO3", "MBO4"
    }  # fmt: skip


def test_exemptions_fit_age_and_schooljaar(land):
    leeftijden = {"5A": (4, 18), "5B": (5, 18), "5C": (5, 18), "15": (16, 18), "3A": (14, 17), "3B": (15, 16)}
    for row in land.rows("vrijstellingen"):
        geboren = born(land.personen[row["persoon"]])
        begin, eind = day(row["begindatum"]), day(row["einddatum"])
        jongst, oudst = leeftijden[row["grond"]]
        assert jongst <= age(geboren, begin) < oudst
        assert begin <= eind
        if row["grond"] != "15":
            assert eind - begin <= timedelta(365)


def test_exempted_children_are_not_at_school_unless_the_melding_came_first(land):
    inschrijvingen, meldingen = land.by_persoon("inschrijvingen"), land.by_persoon("meldingen")
    for persoon, rows in land.by_persoon("vrijstellingen").items():
        thuis = [row for row in rows if row["grond"][0] != "3"]
        if thuis and not meldingen[persoon]:
            assert all(i["einddatum"] for i in inschrijvingen[persoon])


def test_exemptions_of_one_child_do_not_overlap(land):
    for rows in land.by_persoon("vrijstellingen").values():
        for eerder, later in pairwise(rows):
            assert eerder["einddatum"] < later["begindatum"]


def test_demo_shows_every_ground(demo):
    assert {row["grond"] for row in demo.rows("vrijstellingen")} == {"5A", "5B", "5C", "15", "3A", "3B"}
