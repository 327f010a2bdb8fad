"""The engine of the duties against written cases: ``plicht_gevallen.csv``. Domain rules §5, §21.2, §21.3."""

import csv
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as generated
from hypothesis import settings
from hypothesis import strategies as st

from verzuimloket.inschrijvingen.inputs import Periode
from verzuimloket.leerplicht.codes import Plicht
from verzuimloket.leerplicht.inputs import PlichtFacts, Schoolloopbaan, Vrijstelling
from verzuimloket.leerplicht.rules import (
    is_startkwalificatie,
    plicht_op,
    schooljaar_begin,
    schooljaar_eind,
    schooljaar_naam,
    status,
    tijdlijn,
    uitleg,
)
from verzuimloket.personen.inputs import Geboortedatum

Row = dict[str, str]
DAG = timedelta(days=1)
MAP = Path(__file__).parent


def lees(naam: str) -> list[Row]:
    """The rows of a table of cases."""
    return list(csv.DictReader((MAP / naam).read_text(encoding="utf-8").splitlines(), delimiter=";"))


GEVALLEN = lees("plicht_gevallen.csv")


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def periode(text: str) -> Periode:
    begin, eind = text.split("/")
    return Periode(date.fromisoformat(begin), date.fromisoformat(eind))


def vrijstelling(text: str) -> Vrijstelling:
    grond, when = text.split(":")
    return Vrijstelling(grond, periode(when), vervangend=grond in ("3A", "3B"))


def facts_in(row: Row) -> PlichtFacts:
    """The column ``feiten``: words such as ``overleden=2026-05-05``."""
    told = dict(word.split("=") for word in row["feiten"].split())
    basisschool = told.get("basisschool")
    return PlichtFacts(
        geboren=Geboortedatum.parse(row["geboren"]),
        overleden_op=day(told.get("overleden", "")),
        startkwalificatie_op=day(told.get("startkwalificatie", "")),
        vrij_van_kwalificatieplicht_op=day(told.get("vrij", "")),
        loopbaan=Schoolloopbaan(int(told["loopbaan"]), int(basisschool) if basisschool else None)
        if "loopbaan" in told
        else None,
        vrijstellingen=tuple(map(vrijstelling, told["vrij5"].split(","))) if "vrij5" in told else (),
        lesvrij=(periode(told["lesvrij"]),) if "lesvrij" in told else (),
    )


@pytest.mark.req("RGL-28", "RGL-29", "WNS-19")
@pytest.mark.parametrize("row", GEVALLEN, ids=[f"{row['nr']} {row['groep']} {row['waarom']}" for row in GEVALLEN])
def test_geval(row: Row) -> None:
    facts, dag = facts_in(row), date.fromisoformat(row["dag"])
    found = status(facts, dag)
    oordeel = found.tijdvak.oordeel
    plicht, _, ontheffing = row["plicht"].partition(" ")
    assert found.plicht == plicht
    assert {"vrijgesteld": True, "vervangend": False, "": False}[ontheffing] is oordeel.vrijgesteld
    assert (ontheffing != "") is (oordeel.vrijstelling is not None)
    assert (found.tijdvak.begin, found.tijdvak.eind) == (date.fromisoformat(row["vanaf"]), day(row["tot_en_met"]))
    assert uitleg.artikelen(oordeel, grond=True).startswith(row["artikel"])
    assert found.zeker is (row["zeker"] == "ja")
    assert_told(facts, dag)


def assert_told(facts: PlichtFacts, dag: date) -> None:
    """Every answer can be said: a whole sentence, facts, and what it means for the school."""
    found = status(facts, dag)
    for text in (uitleg.zin(found), uitleg.waarom(found.tijdvak.oordeel), uitleg.gevolg(found)):
        assert text.endswith(".")
        assert "None" not in text
    assert len(uitleg.feiten(facts, dag)) >= 7
    assert found.zeker or "niet helemaal bekend" in uitleg.bijzonder(facts, found)[0]


def test_the_table_is_whole() -> None:
    assert [row["nr"] for row in GEVALLEN] == [str(nr) for nr in range(1, len(GEVALLEN) + 1)]
    assert len(GEVALLEN) >= 150
    assert {row["plicht"].split()[0] for row in GEVALLEN} == set(Plicht)


# the words


LOTTE = PlichtFacts(Geboortedatum(2020, 11, 21))


@pytest.mark.parametrize(
    ("dag", "words", "other"),
    [
        (date(2026, 11, 20), "art. 11a", "art. 2 lid 3"),
        (date(2026, 11, 21), "", "art. 11a"),
        (date(2032, 11, 20), "", "art. 2 lid 3"),
        (date(2032, 11, 21), "art. 2 lid 3", "art. 11a"),
        (date(2038, 11, 21), "", "art. 2 lid 3"),
    ],
)
def test_what_else_holds_at_an_age(dag: date, words: str, other: str) -> None:
    told = " ".join(uitleg.bijzonder(LOTTE, status(LOTTE, dag)))
    assert words in told
    assert other not in told


@pytest.mark.parametrize(
    ("facts", "dag", "expected"),
    [
        (
            LOTTE,
            date(2026, 11, 22),
            "Op 22 november 2026 is de leerling leerplichtig. Dat is zo vanaf 1 december 2025 tot en met 31 juli 2037: "
            "dan eindigt het laatste schooljaar van de leerplicht.",
        ),
        (
            PlichtFacts(Geboortedatum(2001, 3, 3)),
            date(2025, 6, 1),
            "Op 1 juni 2025 is de leerling zonder plicht: te oud voor het Doorstroompunt (RMC). Dat is zo vanaf "
            "3 maart 2024 tot en met 31 december 2025: daarna geldt de grens van 27 jaar.",
        ),
        (
            PlichtFacts(Geboortedatum(2012, 1, 1), vrijstellingen=(vrijstelling("5A:2026-09-01/2027-07-31"),)),
            date(2026, 9, 1),
            "Op 1 september 2026 is de leerling leerplichtig, met vrijstelling. Dat is zo vanaf 1 september 2026 tot "
            "en met 31 juli 2027: daarna is de vrijstelling voorbij.",
        ),
        (
            PlichtFacts(Geboortedatum(2012, 1, 1), vrijstellingen=(vrijstelling("3A:2026-09-01/2027-07-31"),)),
            date(2026, 8, 31),
            "Op 31 augustus 2026 is de leerling leerplichtig. Dat is zo vanaf 1 februari 2017 tot en met "
            "31 augustus 2026: daarna begint de vervangende leerplicht.",
        ),
    ],
)
def test_sentence(facts: PlichtFacts, dag: date, expected: str) -> None:
    assert uitleg.zin(status(facts, dag)) == expected


def test_the_ground_of_an_exemption_is_only_for_who_may_know() -> None:
    facts = PlichtFacts(Geboortedatum(2012, 1, 1), vrijstellingen=(vrijstelling("5A:2026-09-01/2027-07-31"),))
    found = status(facts, date(2026, 9, 1))
    assert "art. 5" not in uitleg.zin(found) + uitleg.artikelen(found.tijdvak.oordeel) + str(
        uitleg.feiten(facts, date(2026, 9, 1))
    )


@pytest.mark.parametrize(
    ("soort", "niveau", "expected"),
    [
        ("HAVO", "", True),
        ("VWO", "", True),
        ("VMBO", "", False),
        ("PRO", "", False),
        ("MBO", "1", False),
        ("MBO", "2", True),
        ("MBO", "4", True),
        ("MBO", "", False),
    ],
)
def test_startkwalificatie(soort: str, niveau: str, expected: bool) -> None:
    assert is_startkwalificatie(soort, niveau) is expected


@pytest.mark.parametrize(
    ("dag", "begin", "naam"),
    [
        (date(2026, 7, 31), date(2025, 8, 1), "2025/2026"),
        (date(2026, 8, 1), date(2026, 8, 1), "2026/2027"),
        (date(2026, 12, 31), date(2026, 8, 1), "2026/2027"),
    ],
)
def test_school_year(dag: date, begin: date, naam: str) -> None:
    assert (schooljaar_begin(dag), schooljaar_naam(dag)) == (begin, naam)
    assert schooljaar_begin(schooljaar_eind(dag) + DAG).year == begin.year + 1


# for every life

days = st.dates(date(1995, 1, 1), date(2060, 12, 31))
births = st.dates(date(1995, 1, 1), date(2027, 12, 31))
partial = st.builds(
    lambda born, known: Geboortedatum(born.year, *(born.month, born.day)[:known]), births, st.integers(0, 2)
)
lengths = st.integers(0, 800)
exemptions = st.builds(
    lambda grond, begin, length: Vrijstelling(
        grond, Periode(begin, begin + length * DAG), vervangend=grond in ("3A", "3B")
    ),
    st.sampled_from(["3A", "3B", "5A", "5B", "5C", "5aT", "15"]),
    days,
    lengths,
)
lives = st.builds(
    PlichtFacts,
    geboren=partial,
    overleden_op=st.none() | days,
    startkwalificatie_op=st.none() | days,
    vrij_van_kwalificatieplicht_op=st.none() | days,
    loopbaan=st.none() | st.builds(Schoolloopbaan, st.integers(2000, 2030), st.none() | st.integers(5, 9)),
    vrijstellingen=st.lists(exemptions, max_size=3).map(tuple),
    lesvrij=st.lists(st.builds(lambda begin, length: Periode(begin, begin + length * DAG), days, lengths)).map(tuple),
)


@generated(lives)
@settings(max_examples=150, deadline=None)
def test_timeline_has_no_gaps(facts: PlichtFacts) -> None:
    line = tijdlijn(facts)
    assert line[0].begin == facts.geboren.rekendatum()
    assert line[-1].eind is None
    for one, two in pairwise(line):
        assert one.eind is not None
        assert one.begin <= one.eind
        assert two.begin == one.eind + DAG
        assert one.oordeel != two.oordeel


@generated(lives, days)
@settings(max_examples=300, deadline=None)
def test_a_day_and_its_period_say_the_same(facts: PlichtFacts, dag: date) -> None:
    found = status(facts, dag)
    if dag >= facts.geboren.rekendatum():
        assert found.tijdvak.bevat(dag)
        assert found.tijdvak.oordeel == plicht_op(facts, dag)
    assert_told(facts, dag)


@generated(lives)
@settings(max_examples=150, deadline=None)
def test_nobody_goes_back_to_an_earlier_duty(facts: PlichtFacts) -> None:
    """But for the day on which the law itself raised the age limit."""
    order, line = list(Plicht), tijdlijn(facts)
    places: list[Any] = [(each.begin, order.index(each.oordeel.plicht)) for each in line]
    for (_, before), (begin, after) in pairwise(places):
        assert after >= before or begin == date(2026, 1, 1)


@generated(partial, days)
@settings(max_examples=200, deadline=None)
def test_a_certain_answer_holds_for_every_possible_birth_date(geboren: Geboortedatum, dag: date) -> None:
    found = status(PlichtFacts(geboren), dag)
    born = geboren.vroegst()
    possible = set()
    while born <= geboren.laatst():
        possible.add(plicht_op(PlichtFacts(Geboortedatum(born.year, born.month, born.day)), dag).plicht)
        born += 13 * DAG
    if found.zeker:
        assert possible == {found.plicht}
    if geboren.volledig():
        assert found.zeker
