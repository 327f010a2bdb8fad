"""People, numbers and addresses: they look real and pass their checks."""

import re
from collections import defaultdict
from itertools import islice, pairwise

import pytest

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.testland.nummers import bsn_reeks, complete, onderwijsnummer_reeks


def _remainder(nummer):
    """Weighted sum modulo 11, written out once more and apart from the package."""
    weighted = sum(int(digit) * weight for digit, weight in zip(nummer, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return weighted % 11


@pytest.mark.parametrize(("acht", "rest", "nummer"), [
    (19831735, 0, "198317359"),
    (11122233, 0, "111222333"),
    (10031030, 5, "100310303"),
    (10072953, 5, "100729533"),
    (5, 0, None),
])  # fmt: skip
def test_ninth_digit_makes_the_check_pass(acht, rest, nummer):
    assert complete(acht, rest) == nummer


def test_reeksen_never_repeat():
    for reeks, rest in ((bsn_reeks(3), 0), (onderwijsnummer_reeks(3), 5)):
        nummers = list(islice(reeks, 50_000))
        assert len(set(nummers)) == 50_000
        assert {_remainder(nummer) for nummer in nummers} == {rest}


@pytest.mark.parametrize(("priem", "wortel"), [(9_999_991, 6_179_995), (999_983, 617_991)])
def test_reeksen_pass_every_number(priem, wortel):
    """A prime with a primitive root: no smaller power is 1."""
    delers = [deler for deler in range(2, 4_000) if (priem - 1) % deler == 0]
    delers += [(priem - 1) // deler for deler in delers]
    assert all(priem % deler for deler in range(2, 4_000))
    assert all(pow(wortel, (priem - 1) // deler, priem) != 1 for deler in delers)


def test_persons_have_one_valid_number_of_their_own(land):
    nummers = [(row["bsn"], row["onderwijsnummer"]) for row in land.rows("personen")]
    assert len(set(nummers)) == len(nummers)
    for bsn, onderwijsnummer in nummers:
        assert bool(bsn) != bool(onderwijsnummer)
        assert len(bsn or onderwijsnummer) == 9
        assert _remainder(bsn or onderwijsnummer) == (0 if bsn else 5)
        assert bsn[:1] in ("", "9")
        assert onderwijsnummer[:2] in ("", "10")


def test_a_few_have_only_an_onderwijsnummer(demo):
    zonder = sum(not row["bsn"] for row in demo.rows("personen"))
    assert 0.01 < zonder / len(demo.personen) < 0.06


def test_names_show_what_a_school_meets(demo):
    rows = demo.rows("personen")
    namen = " ".join(f"{row['voornamen']} {row['achternaam']}" for row in rows)
    assert set("şłđŷéø") <= set(namen.lower())
    assert {"van der", "de", "ten", ""} <= {row["voorvoegsel"] for row in rows}
    assert any("-" in row["achternaam"] for row in rows)
    assert any(len(row["achternaam"]) == 1 for row in rows)
    assert any(len(row["achternaam"]) > 20 for row in rows)
    assert {row["geslacht"] for row in rows} == {"M", "V", "O"}


def test_names_fit_the_register(land):
    for row in land.rows("personen"):
        assert 1 <= len(row["achternaam"]) <= 80
        assert len(row["voornamen"]) <= 80
        assert len(row["voorvoegsel"]) <= 10


def test_some_dates_of_birth_are_partly_known(demo):
    geboortedata = [row["geboortedatum"] for row in demo.rows("personen")]
    assert any(re.fullmatch(r"\d{4}-00-00", datum) for datum in geboortedata)
    assert any(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-00", datum) for datum in geboortedata)
    assert sum(datum.endswith("-00") for datum in geboortedata) < len(geboortedata) / 20


def test_the_dead_are_no_longer_at_school(demo):
    overleden = [row for row in demo.rows("personen") if row["overlijdensdatum"]]
    assert overleden
    inschrijvingen = demo.by_persoon("inschrijvingen")
    for row in overleden:
        assert row["overlijden_geregistreerd"] > row["overlijdensdatum"]
        for inschrijving in inschrijvingen[row["persoon"]]:
            assert "" < inschrijving["einddatum"] <= row["overlijdensdatum"]


def test_everybody_lives_somewhere_today(land):
    adressen = land.by_persoon("adressen")
    for persoon in land.personen:
        assert sum(not row["einddatum"] for row in adressen[persoon]) == 1


def test_dutch_addresses_are_complete(land):
    gemeenten = codelijst("gemeente")
    for row in land.rows("adressen"):
        if row["landcode"] != "6030":
            assert row["landcode"] in ("5010", "9089")
            assert not row["gemeentecode"]
            assert not row["postcode"]
            continue
        assert gemeenten.geldig(row["gemeentecode"], on=land.vandaag)
        assert re.fullmatch(r"[1-9]\d{3}(?!SA|SD|SS)[A-Z]{2}", row["postcode"])
        assert 1 <= int(row["huisnummer"]) <= 99999
        assert re.fullmatch(r"[A-Z]?", row["huisletter"])
        assert len(row["toevoeging"]) <= 4
        assert row["straat"]
        assert row["woonplaats"]


def test_abroad_only_the_country_is_known_of_who_has_a_bsn(demo):
    buitenland = [row for row in demo.rows("adressen") if row["landcode"] != "6030"]
    assert buitenland
    for row in buitenland:
        assert bool(row["straat"]) == (not demo.personen[row["persoon"]]["bsn"])


def test_a_postcode_lies_in_one_gemeente_and_one_street(land):
    plaats = defaultdict(set)
    for row in land.rows("adressen"):
        if row["landcode"] == "6030":
            plaats[row["postcode"]].add((row["gemeentecode"], row["straat"]))
            plaats[row["postcode"][:4]].add(row["gemeentecode"])
    assert {len(places) for key, places in plaats.items() if len(key) == 6} == {1}
    assert {len(places) for key, places in plaats.items() if len(key) == 4} == {1}


def test_a_move_closes_the_old_address_the_day_before(land):
    for rows in land.by_persoon("adressen").values():
        for eerder, later in pairwise(rows):
            assert eerder["einddatum"] < later["begindatum"]
            assert eerder["geregistreerd_van"] == later["geregistreerd_van"] > later["begindatum"]


def test_families_move_within_and_between_gemeenten(demo):
    moves = {
        rows[0]["gemeentecode"] == rows[1]["gemeentecode"]
        for rows in demo.by_persoon("adressen").values()
        if len(rows) == 2
    }
    assert moves == {True, False}


def test_six_gemeenten_in_three_regions(demo):
    codes = {row["gemeentecode"] for row in demo.rows("adressen")} - {""}
    assert len(codes) == 6
    assert len({codelijst("gemeente")[code].extra["regio"] for code in codes}) == 3
