"""Meldingen: every rule of the register holds on every one of them, now and when it was sent."""

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.testland.lezen import age, born, day, schooljaar
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param

TOEGESTAAN = {"RR", "RB", "RG", "RK", "RI", "BB", "BG", "BK", "BI", "GI", "KI", "BD"}


def _eind(row):
    return row["einddatum"] or "9999-12-31"


def _overlap(a, b):
    return a["begindatum"] <= _eind(b) and b["begindatum"] <= _eind(a)


@pytest.fixture
def versies(land):
    return land.versies("meldingen", "meldingsnummer")


@pytest.fixture
def per_persoon(versies):
    """All versions of all meldingen of each person."""
    result = defaultdict(list)
    for rows in versies.values():
        result[rows[0]["persoon"]].append(rows)
    return result


def _as_known_at(rows, moment):
    """The version that the register held at this moment, or None when it had none yet."""
    known = [row for row in rows if row["geregistreerd_van"] < moment]
    return known[-1] if known else None


def test_demo_has_four_hundred_meldingen_of_every_kind(demo):
    huidig = demo.huidig("meldingen")
    assert 400 <= len(huidig) <= 450
    assert {row["status"] for row in huidig} == {"R", "B", "G", "K", "I", "D"}
    assert {row["soort"] for row in huidig} == {"V3", "V4", "L", "LRV", "RMC", "O"}
    assert {row["reden_intrekken"] for row in huidig} == {
        "", "GEEN_INSCHRIJVING", "FOUTIEF", "ONTERECHT", "ANDERS", "VRIJSTELLING"
    }  # fmt: skip
    assert {row["reden_afgesloten"] for row in huidig} >= set("AFGHP")
    sectoren = {demo.instellingen[row["instellingscode"]]["sector"] for row in huidig}
    assert sectoren >= {"PO", "SO", "VSO", "VO", "MBO"}
    assert any(demo.instellingen[row["instellingscode"]]["bekostigd"] == "0" for row in huidig)
    assert {row["actie_gewenst"] for row in huidig} == {row["alle_lessen_gemist"] for row in huidig} == {"J", "N"}


def test_demo_uses_the_three_sentences_of_the_law(demo):
    redenen = {row["reden"] for row in demo.rows("meldingen")}
    assert redenen >= {
        "afwezig vanwege ziekte",
        "afwezig vanwege contact met politie of justitie",
        "afwezig vanwege een geloofsverplichting",
    }
    assert all(1 <= len(reden) <= 200 for reden in redenen)


def test_numbers_ascend_from_100_in_order_of_melddatum(versies):
    assert [int(nummer) for nummer in versies] == list(range(100, 100 + len(versies)))
    melddata = [rows[0]["melddatum"] for rows in versies.values()]
    assert melddata == sorted(melddata)


def test_first_version_is_the_melding_as_sent(versies):
    for rows in versies.values():
        assert rows[0]["status"] == "R"
        assert {row["melddatum"] for row in rows} == {rows[0]["geregistreerd_van"]}
        for field in ("instellingscode", "soort", "begindatum", "reden", "alle_lessen_gemist"):
            assert len({row[field] for row in rows}) == 1


def test_statuses_follow_the_allowed_ways(versies):
    for rows in versies.values():
        for row, volgende in pairwise(rows):
            assert row["status"] + volgende["status"] in TOEGESTAAN


def test_reasons_fit_the_status(land):
    afgesloten, ingetrokken = codelijst("reden_afgesloten"), codelijst("reden_intrekken")
    for row in land.rows("meldingen"):
        if row["status"] == "G":
            assert row["reden_afgesloten"] in afgesloten
            assert row["reden_afgesloten"] != "V"
        elif row["status"] != "I":
            assert not row["reden_afgesloten"]
        assert bool(row["reden_intrekken"]) == (row["status"] == "I")
        assert not row["reden_intrekken"] or row["reden_intrekken"] in ingetrokken


def test_reason_unenrolled_only_after_the_end_was_known(land):
    inschrijvingen = land.by_persoon("inschrijvingen")
    for row in land.huidig("meldingen"):
        if row["reden_afgesloten"] in ("B", "C", "D") and row["status"] == "G":
            assert any(
                i["einddatum"] and i["geregistreerd_van"][:10] <= row["geregistreerd_van"][:10]
                for i in inschrijvingen[row["persoon"]]
                if i["instellingscode"] == row["instellingscode"]
            )


def test_overgedragen_is_old(land):
    old = [row for row in land.rows("meldingen") if row["status"] == "D"]
    assert old
    assert all(row["geregistreerd_van"] < "2020-08-12" for row in old)


def test_melding_is_sent_after_the_absence_began(versies):
    for rows in versies.values():
        first = rows[0]
        assert first["begindatum"] <= first["melddatum"][:10]
        assert first["einddatum"] <= first["melddatum"][:10]
        for row in rows:
            assert row["begindatum"] <= _eind(row)
            assert row["einddatum"] <= row["geregistreerd_van"][:10]


def test_absence_begins_on_a_schoolday_of_the_last_two_years(land):
    for row in land.huidig("meldingen"):
        begin = day(row["begindatum"])
        assert begin.weekday() < 5
        assert begin.month not in (7, 8)
        if row["status"] != "D":
            assert schooljaar(day(row["begindatum"])) >= schooljaar(land.vandaag) - 1


def test_soort_fits_the_age(land):
    for row in land.huidig("meldingen"):
        leeftijd = age(born(land.personen[row["persoon"]]), day(row["begindatum"]))
        assert leeftijd >= 5
        if row["soort"] in ("V3", "L", "LRV"):
            assert leeftijd < 18
        elif row["soort"] in ("V4", "RMC"):
            assert 18 <= leeftijd < param("rmc_max_leeftijd", on=day(row["begindatum"]))


def test_no_melding_after_a_startkwalificatie(land):
    diplomas = land.by_persoon("diplomas")
    for row in land.huidig("meldingen"):
        for diploma in diplomas[row["persoon"]]:
            startkwalificatie = diploma["soort"] in ("HAVO", "VWO") or diploma["niveau"] in ("2", "3", "4")
            assert not startkwalificatie or diploma["datum"] > row["begindatum"]


def test_sixteen_hours_always_have_an_end(land):
    for row in land.rows("meldingen"):
        if row["soort"] in ("V3", "V4"):
            assert row["einddatum"]
            assert (day(row["einddatum"]) - day(row["begindatum"])).days < 28


def test_lrv_follows_28_unbroken_days_at_the_same_school(versies, per_persoon):
    for rows in (rows for rows in versies.values() if rows[0]["soort"] == "LRV"):
        lrv, eind = rows[0], day(rows[0]["begindatum"]) - timedelta(1)
        begin = eind + timedelta(1)
        eerdere = [_as_known_at(other, lrv["melddatum"]) for other in per_persoon[lrv["persoon"]]]
        for row in sorted(filter(None, eerdere), key=lambda row: row["begindatum"], reverse=True):
            same = row["soort"] == "V3" and row["instellingscode"] == lrv["instellingscode"]
            if same and row["status"] != "I" and day(_eind(row)) == begin - timedelta(1):
                begin = day(row["begindatum"])
        assert (eind - begin).days + 1 >= param("lrv_min_dagen", on=eind)


def test_weekly_meldingen_are_seven_days_apart(land):
    meldingen = land.by_persoon("meldingen")
    for rows in meldingen.values():
        for lrv in (row for row in rows if row["soort"] == "LRV"):
            weken = [row for row in rows if row["soort"] == "V3" and row["einddatum"] < lrv["begindatum"]]
            assert {(day(w["einddatum"]) - day(w["begindatum"])).days for w in weken[-4:]} == {6}


def test_meldingen_of_one_pupil_do_not_overlap(land):
    for rows in land.by_persoon("meldingen").values():
        geldig = [row for row in rows if row["status"] != "I"]
        for nummer, row in enumerate(geldig):
            assert not any(_overlap(row, other) for other in geldig[nummer + 1 :])


def test_nothing_overlapped_when_a_melding_was_sent(per_persoon):
    for meldingen in per_persoon.values():
        for rows in meldingen:
            sent = rows[0]
            known = [_as_known_at(other, sent["melddatum"]) for other in meldingen if other is not rows]
            assert not any(_overlap(sent, row) for row in known if row and row["status"] != "I")


def test_period_lies_inside_a_known_enrolment(land):
    inschrijvingen = land.by_persoon("inschrijvingen")
    bekend = {key: rows[0]["geregistreerd_van"] for key, rows in land.versies("inschrijvingen", "inschrijving").items()}
    for row in land.huidig("meldingen"):
        if row["reden_intrekken"] == "GEEN_INSCHRIJVING":
            continue
        assert any(
            i["begindatum"] <= row["begindatum"] and _eind(row) <= _eind(i)
            for i in inschrijvingen[row["persoon"]]
            if i["instellingscode"] == row["instellingscode"] and bekend[i["inschrijving"]] < row["melddatum"]
        )


def test_withdrawn_without_enrolment_lies_after_a_late_unenrolment(demo):
    inschrijvingen = demo.by_persoon("inschrijvingen")
    rows = [row for row in demo.huidig("meldingen") if row["reden_intrekken"] == "GEEN_INSCHRIJVING"]
    assert rows
    for row in rows:
        assert schooljaar(day(row["begindatum"])) == schooljaar(day(row["geregistreerd_van"]))
        assert any(
            i["einddatum"] < row["begindatum"] and row["melddatum"] < i["geregistreerd_van"] < row["geregistreerd_van"]
            for i in inschrijvingen[row["persoon"]]
            if i["instellingscode"] == row["instellingscode"]
        )


def test_wrong_meldingen_are_sent_again(demo):
    meldingen = demo.by_persoon("meldingen")
    foutief = [row for row in demo.huidig("meldingen") if row["reden_intrekken"] == "FOUTIEF"]
    assert any(
        other["begindatum"] == row["begindatum"] and other["melddatum"] > row["geregistreerd_van"]
        for row in foutief
        for other in meldingen[row["persoon"]]
    )


def test_pupil_lives_in_a_dutch_gemeente(land):
    adressen = land.by_persoon("adressen")
    for row in land.huidig("meldingen"):
        assert {adres["landcode"] for adres in adressen[row["persoon"]]} == {"6030"}
        assert any(
            adres["gemeentecode"] and adres["begindatum"] <= row["begindatum"] <= _eind(adres)
            for adres in adressen[row["persoon"]]
        )


def test_exemption_withdraws_the_meldingen_in_its_period(land):
    meldingen = land.by_persoon("meldingen")
    for persoon, rows in land.by_persoon("vrijstellingen").items():
        for vrijstelling in rows:
            geraakt = [row for row in meldingen[persoon] if _overlap(row, vrijstelling)]
            assert all(row["reden_intrekken"] == "VRIJSTELLING" for row in geraakt)
            assert all(row["geregistreerd_van"] > vrijstelling["geregistreerd_van"] for row in geraakt)


def test_private_schools_report_from_2024(land):
    for row in land.rows("meldingen"):
        if land.instellingen[row["instellingscode"]]["bekostigd"] == "0":
            assert row["melddatum"] >= "2024-01-01"
