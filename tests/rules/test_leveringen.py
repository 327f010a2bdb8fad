"""Deliveries: what may be asked for, which weeks are made, and what only a calendar brings."""

from datetime import date, datetime

import pytest

from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.leveringen.inputs import (
    AanvraagFacts,
    AanvraagInput,
    Adres,
    Inschrijving,
    Ontvanger,
    Persoon,
    Rij,
    Stand,
    Vrijstelling,
)
from verzuimloket.leveringen.rules import AANVRAAG, alles, doelgroep, naam, te_maken, uiterlijk, week, wijziging

pytestmark = pytest.mark.req("WKL-01")
ON = date(2026, 11, 22)
FACTS = AanvraagFacts(ON, ("G0344",))


@pytest.mark.parametrize(
    ("code", "instanties", "goed"),
    [
        ("G0344", ("G0344",), True),
        ("R0019", ("R0019",), True),
        ("G0599", ("G0344",), False),
        ("R0019", ("G0344",), False),
        ("U0001", ("U0001",), False),
        ("G0344", (), False),
    ],
)
def test_BV_D_eigen_code(code: str, instanties: tuple[str, ...], goed: bool) -> None:
    assert AANVRAAG["BV_D_eigen_code"].holds(AanvraagInput(code, ON), AanvraagFacts(ON, instanties)) is goed


@pytest.mark.parametrize(("dag", "goed"), [(ON, True), (date(2026, 11, 21), True), (date(2026, 11, 23), False)])
def test_BV_D_peildatum_toekomst(dag: date, goed: bool) -> None:
    assert AANVRAAG["BV_D_peildatum_toekomst"].holds(AanvraagInput("G0344", dag), FACTS) is goed


@pytest.mark.parametrize(("dag", "goed"), [(date(2026, 10, 22), True), (date(2026, 10, 21), False), (ON, True)])
def test_BV_D_peildatum_oud(dag: date, goed: bool) -> None:
    assert AANVRAAG["BV_D_peildatum_oud"].holds(AanvraagInput("G0344", dag), FACTS) is goed


@pytest.mark.parametrize(
    ("aangevraagd", "klaar"),
    [
        (date(2026, 11, 23), date(2026, 11, 30)),  # Monday
        (date(2026, 11, 27), date(2026, 12, 4)),  # Friday
        (date(2026, 11, 22), date(2026, 11, 27)),  # Sunday
    ],
)
def test_five_working_days(aangevraagd: date, klaar: date) -> None:
    assert uiterlijk(aangevraagd) == klaar


@pytest.mark.parametrize(
    ("laatste", "on", "weken"),
    [
        (None, ON, [ON]),
        (None, date(2026, 11, 28), []),
        (date(2026, 11, 15), date(2026, 11, 23), [ON]),
        (date(2026, 11, 15), ON, [ON]),
        (ON, ON, []),
        (ON, date(2026, 11, 28), []),
        (date(2026, 11, 1), date(2026, 11, 24), [date(2026, 11, 8), date(2026, 11, 15), ON]),
    ],
)
def test_missed_weeks_are_made_in_order(laatste: date | None, on: date, weken: list[date]) -> None:
    assert te_maken(laatste, on=on) == weken


def test_a_week_is_seven_days_in_dutch_time() -> None:
    """Over the end of summer time: 169 hours."""
    venster = week(date(2026, 11, 1))
    assert venster.van == datetime(2026, 10, 25, tzinfo=AMSTERDAM)
    assert venster.tot.timestamp() - venster.van.timestamp() == 169 * 3600
    assert (venster.dag, venster.vorige) == (date(2026, 10, 31), date(2026, 10, 24))
    assert naam(venster, Ontvanger("R", "19", ()), "xml") == "20261101PR0019.xml"


def test_a_complete_delivery_knows_what_is_known_now() -> None:
    now = datetime(2026, 11, 22, 10, tzinfo=AMSTERDAM)
    assert alles(ON, at=now).tot == now
    assert alles(date(2026, 11, 20), at=now).tot == datetime(2026, 11, 21, tzinfo=AMSTERDAM)


# who is in it

WIE = Persoon(None, "1", "B", "Ster", "", "Mo", "M", date(2010, 5, 5), "D", None)
HIER = Adres(None, date(2010, 5, 5), "0344", "6030", "Laan", "1", "", "", "", "", "3511AB", "Utrecht")


def stand(dag: date = ON, **given: object) -> Stand:
    return Stand(dag, **{"persoon": WIE, "adres": HIER} | given)  # type: ignore[arg-type]


def inschrijving(**given: object) -> Inschrijving:
    fields = {
        "rij": Rij(1, None, None), "instelling": "28AX", "instelling_naam": "School", "instelling_bekostigd": True,
        "vestiging": "", "volgnummer": "", "sector": "VO", "soort": "", "niveau": "", "leertraject": "",
        "opleidingscode": "", "bekostigd": True, "begin": date(2026, 8, 1), "eind": None,
    }  # fmt: skip
    return Inschrijving(**fields | given)  # type: ignore[arg-type]


@pytest.mark.req("WNS-09", "WKL-03")
@pytest.mark.parametrize(
    ("given", "vsv"),
    [
        ({}, False),
        ({"eind": date(2026, 11, 21)}, True),
        ({"eind": ON}, False),
        ({"begin": date(2026, 11, 23)}, True),
        ({"bekostigd": False}, True),
        ({"bekostigd": False, "instelling_bekostigd": False}, False),
        ({"leertraject": "EX"}, True),
        ({"sector": "HO", "bekostigd": False}, False),
    ],
)
def test_what_counts_is_what_the_monthly_reports_count(given: dict[str, object], vsv: bool) -> None:
    assert doelgroep.is_vsv(stand(inschrijvingen=(inschrijving(**given),))) is vsv


@pytest.mark.parametrize(
    ("given", "vsv"),
    [
        ({}, True),
        ({"persoon": WIE._replace(geboren=date(2014, 11, 23))}, False),
        ({"persoon": WIE._replace(geboren=date(2014, 11, 22))}, True),
        ({"persoon": WIE._replace(overleden=ON)}, False),
        ({"adres": HIER._replace(land="5010", gemeente="")}, False),
        ({"vrijstellingen": (Vrijstelling(Rij(1, None, None), "5A", date(2026, 8, 1), None),)}, False),
        ({"vrijstellingen": (Vrijstelling(Rij(1, None, None), "3A", date(2026, 8, 1), None),)}, True),
    ],
)
def test_who_is_a_possible_early_school_leaver(given: dict[str, object], vsv: bool) -> None:
    assert doelgroep.is_vsv(stand(**given)) is vsv


def test_a_number_that_changed_is_told_to_who_loses_sight_too() -> None:
    oud = stand(date(2026, 11, 14))
    nieuw = stand(persoon=WIE._replace(pgn="2"), adres=HIER._replace(gemeente="0355", begin=date(2026, 11, 16)))
    found = wijziging(oud, nieuw)
    assert found
    assert {each.code for each in found.naar_de_oude} == {"NRW", "VNG"}
    assert (found.volledig, found.vorige) == ("0355", "0344")


def test_nothing_changed_is_nothing_told() -> None:
    rows = (inschrijving(),)
    assert wijziging(stand(date(2026, 11, 14), inschrijvingen=rows), stand(inschrijvingen=rows)) is None
