"""The kind of absence. Domain rules §6, §21.3 scenarios 4, 23 and 24."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given as generated
from hypothesis import settings
from hypothesis import strategies as st

from tests.rules.conftest import Judge
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.verzuim.inputs import AndereMelding, Periode
from verzuimloket.verzuim.rules import MELDING, keten, wet_bij

Row = dict[str, Any]
MAANDAG = date(2026, 9, 7)


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


def op(begin: date, soort: str) -> Row:
    return {"begindatum": begin, "einddatum": begin, "soort": soort}


def rij(*lengths: int, gap: int = 0, **fields: Any) -> tuple[AndereMelding, ...]:
    """Meldingen of so many days, one after another from Monday 7 September 2026."""
    starts = accumulate(lengths, lambda start, length: start + length + gap, initial=0)
    return tuple(
        ander(MAANDAG + timedelta(days=start), length, **fields) for start, length in zip(starts, lengths, strict=False)
    )


def ander(begin: date, days: int, soort: str = "V3", status: str = "R", instelling: str = "28AX") -> AndereMelding:
    period = Periode(begin, begin + timedelta(days=days - 1))
    return AndereMelding(begin.toordinal(), period, soort, status, instelling)


@pytest.mark.req("MEL-22")
@table(({"soort": ""}, {}, False), ({"soort": "O"}, {}, True))
def test_BV_S_soort_verplicht(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_soort_verplicht", given, facts) is holds


@pytest.mark.req("MEL-22", "RGL-27")
@table(
    ({"soort": "V3"}, {}, True),
    ({"soort": "V4"}, {}, True),
    ({"soort": "L"}, {}, True),
    ({"soort": "LRV"}, {}, True),
    ({"soort": "RMC"}, {}, True),
    ({"soort": "O"}, {}, True),
    ({"soort": "V1"}, {}, False),  # closed: old data only
    ({"soort": "V2"}, {}, False),
    ({"soort": "v3"}, {}, False),
    ({"soort": "XX"}, {}, False),
    ({"soort": ""}, {}, True),
)
def test_BV_S_soort_onbekend(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_soort_onbekend", given, facts) is holds


JARIG = {"geboortedatum": Geboortedatum(2008, 11, 10)}  # 18 on 10 November 2026


@pytest.mark.req("RGL-16", "RGL-27")
@table(
    (op(date(2026, 11, 9), "V3"), JARIG, True),
    (op(date(2026, 11, 10), "V3"), JARIG, False),
    (op(date(2026, 11, 9), "V4"), JARIG, False),
    (op(date(2026, 11, 10), "V4"), JARIG, True),
    (op(date(2026, 11, 9), "LRV"), JARIG, True),
    (op(date(2026, 11, 10), "LRV"), JARIG, False),
    (op(date(2026, 11, 9), "RMC"), JARIG, False),
    (op(date(2026, 11, 10), "RMC"), JARIG, True),
    (op(date(2026, 11, 9), "L"), JARIG, True),
    (op(date(2026, 11, 10), "L"), JARIG, True),
    (op(date(2026, 11, 10), "O"), JARIG, True),
    # scenario 23: turns 18 during the period, the first day decides
    ({"begindatum": date(2026, 11, 9), "einddatum": date(2026, 11, 13), "soort": "V3"}, JARIG, True),
    ({"begindatum": date(2026, 11, 9), "einddatum": date(2026, 11, 13), "soort": "V4"}, JARIG, False),
    # only the year is known: counted from 1 July
    (op(date(2026, 6, 30), "V3"), {"geboortedatum": Geboortedatum(2008)}, True),
    (op(date(2026, 7, 1), "V3"), {"geboortedatum": Geboortedatum(2008)}, False),
    (op(date(2026, 11, 10), "V3"), {"geboortedatum": None}, True),
    ({"begindatum": None, "soort": "V4"}, {}, True),
    ({"soort": "XX"}, {}, True),
)
def test_BV_S_soort_leeftijd(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_soort_leeftijd", given, facts) is holds


@pytest.mark.parametrize(
    ("soort", "told"),
    [
        ("V3", "voor leerlingen jonger dan 18 jaar. De leerling is 18 jaar"),
        ("V4", "voor leerlingen van 18 jaar en ouder. De leerling is 17 jaar"),
    ],
)
def test_the_sentence_names_the_ages(zin: Callable[..., str], soort: str, told: str) -> None:
    begin = date(2026, 11, 10 if soort == "V3" else 9)
    assert told in zin(MELDING, "BV_S_soort_leeftijd", op(begin, soort), JARIG)


OUD = {"geboortedatum": Geboortedatum(2001, 6, 1)}  # 24 in 2025, 25 in 2026


@pytest.mark.req("RGL-16", "RGL-26")
@table(
    (op(date(2026, 11, 10), "RMC"), OUD, True),  # scenario 24: under 27 in 2026
    (op(date(2025, 12, 31), "RMC"), OUD, False),  # under 23 before
    (op(date(2025, 12, 31), "V4"), OUD, False),
    (op(date(2025, 12, 31), "O"), OUD, True),
    (op(date(2025, 12, 31), "RMC"), {"geboortedatum": Geboortedatum(2003, 1, 1)}, True),  # 22
    (op(date(2025, 12, 31), "RMC"), {"geboortedatum": Geboortedatum(2002, 12, 31)}, False),  # 23 today
    (op(date(2026, 11, 10), "RMC"), {"geboortedatum": Geboortedatum(1999, 11, 11)}, True),
    (op(date(2026, 11, 10), "RMC"), {"geboortedatum": Geboortedatum(1999, 11, 10)}, False),
    (op(date(2026, 11, 10), "RMC"), OUD | {"startkwalificatie_op": date(2026, 11, 10)}, False),
    (op(date(2026, 11, 10), "RMC"), OUD | {"startkwalificatie_op": date(2026, 11, 11)}, True),
    (op(date(2026, 11, 10), "V4"), OUD | {"startkwalificatie_op": date(2024, 7, 1)}, False),
    (op(date(2026, 11, 10), "O"), OUD | {"startkwalificatie_op": date(2024, 7, 1)}, True),
    ({"begindatum": None, "soort": "RMC"}, OUD, True),
)
def test_BV_S_rmc_startkwalificatie(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_rmc_startkwalificatie", given, facts) is holds


@pytest.mark.parametrize(
    ("begin", "startkwalificatie", "told"),
    [
        (
            date(2026, 11, 10),
            date(2024, 7, 1),
            "jonger dan 27 jaar zonder startkwalificatie. Deze leerling heeft een",
        ),
        (date(2025, 12, 31), None, "jonger dan 23 jaar zonder startkwalificatie. Deze leerling is 24 jaar."),
    ],
)
def test_the_sentence_says_why(zin: Callable[..., str], begin: date, startkwalificatie: date, told: str) -> None:
    facts = OUD | {"startkwalificatie_op": startkwalificatie}
    assert told in zin(MELDING, "BV_S_rmc_startkwalificatie", op(begin, "RMC"), facts)


DAG_29 = MAANDAG + timedelta(days=28)  # a Monday again


@pytest.mark.req("RGL-13", "RGL-14")
@table(
    (op(DAG_29, "LRV"), {"andere_meldingen": rij(7, 7, 7, 7)}, True),  # scenario 4
    (op(DAG_29 - timedelta(days=7), "LRV"), {"andere_meldingen": rij(7, 7, 7)}, False),
    (op(DAG_29 - timedelta(days=1), "LRV"), {"andere_meldingen": rij(7, 7, 7, 6)}, False),  # 27 days
    (op(DAG_29, "LRV"), {"andere_meldingen": rij(28)}, True),
    (op(DAG_29, "LRV"), {"andere_meldingen": rij(5, 5, 5, 5, gap=2)}, True),  # Monday to Friday, four weeks
    (op(DAG_29 - timedelta(days=2), "LRV"), {"andere_meldingen": rij(5, 5, 5, 5, gap=2)}, False),  # 26 days
    (
        op(DAG_29 + timedelta(days=1), "LRV"),
        {"andere_meldingen": rij(7, 7, 7, 7)},
        False,
    ),  # a Monday in between
    (op(DAG_29, "LRV"), {"andere_meldingen": ()}, False),
    (op(DAG_29, "LRV"), {"andere_meldingen": rij(7, 7, 7, 7, status="I")}, False),
    (op(DAG_29, "LRV"), {"andere_meldingen": rij(7, 7, 7, 7, status="G")}, True),
    (op(DAG_29, "LRV"), {"andere_meldingen": rij(7, 7, 7, 7, instelling="01AA")}, False),
    (op(DAG_29, "LRV"), {"andere_meldingen": rij(7, 7, 7, 7, soort="O")}, True),
    (op(DAG_29, "LRV"), {"andere_meldingen": rij(7, 7, 7, 7, soort="L")}, True),
    (op(DAG_29, "LRV"), {"andere_meldingen": rij(7, 7, 7, 7, soort="V4")}, False),
    (op(DAG_29, "LRV"), {"andere_meldingen": rij(7, 7, 7, 7, soort="RMC")}, False),
    (op(DAG_29, "V3"), {"andere_meldingen": ()}, True),
    ({"begindatum": None, "soort": "LRV"}, {}, True),
)
def test_BV_S_lrv_zonder_voorgeschiedenis(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_lrv_zonder_voorgeschiedenis", given, facts) is holds


@pytest.mark.req("RGL-14")
@pytest.mark.parametrize(("begin", "dagen"), [(DAG_29 - timedelta(days=7), 21), (None, 0)])
def test_the_sentence_counts_the_days(zin: Callable[..., str], begin: date | None, dagen: int) -> None:
    given = {"soort": "LRV", "begindatum": begin}
    text = zin(MELDING, "BV_S_lrv_zonder_voorgeschiedenis", given, {"andere_meldingen": rij(7, 7, 7)})
    assert "na 28 dagen" in text
    assert f"zijn dat {dagen} dagen" in text


@pytest.mark.parametrize(
    ("meldingen", "tot_dag", "aantal", "dagen"),
    [
        (rij(7, 7, 7, 7), DAG_29, 4, 28),
        (rij(5, 5, 5, 5, gap=2), DAG_29, 4, 28),  # the weekend before the day counts too
        (rij(7, 7), DAG_29, 0, 0),
        (rij(7, 7, 7, 7), DAG_29 - timedelta(days=7), 3, 21),  # what comes later does not count
        (rij(7) + rij(7, 7, 7, 7)[2:], DAG_29, 2, 14),  # a week without a melding breaks the chain
        (rij(4, 4), MAANDAG + timedelta(days=8), 2, 8),
        (rij(3, 4, gap=1), MAANDAG + timedelta(days=8), 1, 4),  # a gap on Thursday
        ((*rij(20), *rij(3)), MAANDAG + timedelta(days=20), 2, 20),  # loaded with overlap
        ((), MAANDAG, 0, 0),
        ((AndereMelding(1, Periode(MAANDAG), "O", "R", "28AX"),), DAG_29, 0, 0),  # still open
        (rij(7, 7), MAANDAG + timedelta(days=13), 0, 0),  # ends on the day itself: that is overlap
    ],
)
def test_keten(meldingen: tuple[AndereMelding, ...], tot_dag: date, aantal: int, dagen: int) -> None:
    found = keten(reversed(meldingen), tot_dag)
    assert (len(found.meldingen), found.dagen) == (aantal, dagen)
    begins = [each.periode.begin for each in found.meldingen]
    assert begins == sorted(begins)


@settings(max_examples=50, deadline=None)
@generated(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10)), max_size=8), st.integers(0, 70))
def test_a_chain_has_no_school_day_without_a_melding(parts: list[tuple[int, int]], until: int) -> None:
    meldingen = [ander(MAANDAG + timedelta(days=start), days) for start, days in parts]
    tot_dag = MAANDAG + timedelta(days=until)
    found = keten(meldingen, tot_dag)
    chain_days = [tot_dag - timedelta(days=back) for back in range(1, found.dagen + 1)]
    for day in chain_days:
        assert day.weekday() >= 5 or any(each.periode.bevat(day) for each in found.meldingen)


@pytest.mark.req("RGL-26", "MEL-53")
@pytest.mark.parametrize(
    ("geboren", "begin", "wet"),
    [
        (Geboortedatum(2008, 11, 10), date(2026, 11, 9), "LPW"),
        (Geboortedatum(2008, 11, 10), date(2026, 11, 10), "RMC"),
        (Geboortedatum(2000, 1, 1), date(2019, 10, 1), "RMC"),  # 19 years: by age, domain rules §19
        (Geboortedatum(2008), date(2026, 6, 30), "LPW"),
        (Geboortedatum(2008), date(2026, 7, 1), "RMC"),
    ],
)
def test_wet_bij(geboren: Geboortedatum, begin: date, wet: str) -> None:
    assert wet_bij(geboren, begin) == wet
