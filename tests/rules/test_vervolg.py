"""The next melding of the same absence: period and kind, as a table. Domain rules §6.2, §6.3."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.rules.conftest import MELDING_FEITEN
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.verzuim.inputs import AndereMelding, Periode
from verzuimloket.verzuim.rules import vervolg

VANDAAG = date(2026, 11, 30)
KIND, ADULT = Geboortedatum(2011, 3, 15), Geboortedatum(2008, 3, 15)
WORDT_18 = Geboortedatum(2008, 11, 9)
BEGIN = date(2026, 11, 2)  # a Monday


def other(nummer: int, begin: date, eind: date | None, soort: str = "V3", status: str = "R") -> AndereMelding:
    return AndereMelding(nummer, Periode(begin, eind), soort, status, "28AX")


def weeks(count: int, soort: str = "V3") -> tuple[AndereMelding, ...]:
    """Weekly meldingen that join, numbered from 1."""
    starts = [BEGIN + timedelta(days=7 * n) for n in range(count)]
    return tuple(other(n, day, day + timedelta(days=6), soort) for n, day in enumerate(starts, 1))


@pytest.mark.req("RGL-12", "RGL-14")
@pytest.mark.parametrize(
    ("meldingen", "geboren", "begin", "eind", "soort", "dagen"),
    [
        (weeks(1), KIND, date(2026, 11, 9), date(2026, 11, 15), "V3", 7),
        (weeks(3), KIND, date(2026, 11, 23), date(2026, 11, 29), "V3", 21),
        (weeks(4), KIND, date(2026, 11, 30), None, "LRV", 28),
        (weeks(4, "V4"), ADULT, date(2026, 11, 30), date(2026, 11, 30), "V4", 0),  # no long-term at 18
        (weeks(1, "V4"), ADULT, date(2026, 11, 9), date(2026, 11, 15), "V4", 0),
        # the working day after the end: the weekend counts; the last day not after today
        ((other(1, BEGIN, date(2026, 11, 27)),), KIND, date(2026, 11, 30), None, "LRV", 28),
        ((other(1, BEGIN, date(2026, 11, 26)),), KIND, date(2026, 11, 27), date(2026, 11, 30), "V3", 25),
        ((other(1, BEGIN, date(2026, 11, 6), "L"),), KIND, date(2026, 11, 9), date(2026, 11, 15), "V3", 7),
        ((other(1, BEGIN, date(2026, 11, 6), "O"),), KIND, date(2026, 11, 9), date(2026, 11, 15), "O", 7),
        # 18 on the day after the end
        ((other(1, BEGIN, date(2026, 11, 8)),), WORDT_18, date(2026, 11, 9), date(2026, 11, 15), "V4", 7),
    ],
)  # fmt: skip
def test_what_is_proposed(
    meldingen: tuple[AndereMelding, ...],
    geboren: Geboortedatum,
    begin: date,
    eind: date | None,
    soort: str,
    dagen: int,
) -> None:
    facts = replace(MELDING_FEITEN, andere_meldingen=meldingen, geboortedatum=geboren, vandaag=VANDAAG)
    voorstel = vervolg(len(meldingen), facts)
    assert voorstel
    assert (voorstel.periode.begin, voorstel.periode.eind) == (begin, eind)
    assert (voorstel.soort, voorstel.dagen) == (soort, dagen)


@pytest.mark.parametrize(
    "melding",
    [
        other(1, BEGIN, date(2026, 11, 6), status="I"),
        other(1, BEGIN, None, "O"),
        other(1, BEGIN, VANDAAG),
        other(1, BEGIN, date(2026, 11, 6), "LRV"),
        other(1, BEGIN, date(2026, 11, 6), "RMC"),
    ],
)
def test_when_nothing_follows(melding: AndereMelding) -> None:
    assert vervolg(1, replace(MELDING_FEITEN, andere_meldingen=(melding,), vandaag=VANDAAG)) is None


@pytest.mark.parametrize(("vandaag", "follows"), [(28, False), (29, False), (30, True)])
def test_after_a_friday_nothing_follows_before_monday(vandaag: int, follows: bool) -> None:
    facts = replace(
        MELDING_FEITEN, andere_meldingen=(other(1, BEGIN, date(2026, 11, 27)),), vandaag=date(2026, 11, vandaag)
    )
    assert (vervolg(1, facts) is not None) is follows
