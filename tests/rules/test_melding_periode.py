"""The period of absence. Domain rules §8, §21.3 scenarios 1 to 3."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.rules.conftest import MELDING_GOED, Judge
from verzuimloket.verzuim.inputs import AndereMelding, Periode
from verzuimloket.verzuim.rules import MELDING

Row = dict[str, Any]


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


def van_tot(begin: int, eind: int | None, **more: Any) -> Row:
    """Days of November 2026."""
    return {"begindatum": date(2026, 11, begin), "einddatum": date(2026, 11, eind) if eind else None} | more


def ander(begin: int, eind: int | None, status: str = "R", instelling: str = "28AX") -> Row:
    period = Periode(date(2026, 11, begin), date(2026, 11, eind) if eind else None)
    return {"andere_meldingen": (AndereMelding(5104, period, "V3", status, instelling),)}


def ingeschreven(*periods: tuple[date, date | None]) -> Row:
    return {"inschrijvingen": tuple(Periode(*period) for period in periods)}


@pytest.mark.req("MEL-20")
@table(({"begindatum": None}, {}, False), ({}, {}, True))
def test_BV_S_begindatum_verplicht(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_begindatum_verplicht", given, facts) is holds


@pytest.mark.req("MEL-20")
@table(
    (van_tot(21, 21), {}, True),
    (van_tot(22, 22), {}, False),
    ({"begindatum": None}, {}, True),
)
def test_BV_S_datum_in_toekomst(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_datum_in_toekomst", given, facts) is holds


@pytest.mark.req("RGL-22")
@table(
    (van_tot(2, 6), ingeschreven((date(2026, 11, 2), date(2026, 11, 6))), True),
    (van_tot(2, 6), ingeschreven((date(2026, 11, 3), None)), False),
    (van_tot(2, 6), ingeschreven((date(2026, 8, 1), date(2026, 11, 5))), False),
    # two enrolments that join, in any order
    (van_tot(2, 6), ingeschreven((date(2026, 11, 5), None), (date(2026, 8, 1), date(2026, 11, 4))), True),
    (van_tot(2, 6), ingeschreven((date(2026, 11, 5), None), (date(2026, 8, 1), date(2026, 11, 3))), False),
    (van_tot(2, 6), ingeschreven((date(2026, 8, 1), date(2026, 11, 9)), (date(2026, 11, 10), None)), True),
    (
        van_tot(2, 6),
        ingeschreven(
            (date(2026, 8, 1), date(2026, 11, 3)),
            (date(2026, 11, 5), date(2026, 11, 20)),
            (date(2026, 11, 21), None),
        ),
        False,
    ),
    # an open end lasts at least until today
    (van_tot(2, None, soort="O"), ingeschreven((date(2026, 8, 1), date(2027, 7, 31))), True),
    (van_tot(2, None, soort="O"), ingeschreven((date(2026, 8, 1), date(2026, 11, 20))), False),
    (van_tot(2, None, soort="O"), ingeschreven((date(2026, 8, 1), date(2026, 11, 21))), True),
    (van_tot(6, 2), ingeschreven((date(2026, 11, 3), None)), True),  # the order of the dates comes first
    (van_tot(2, 6), ingeschreven(), True),  # not enrolled at all has its own sentence
    ({"begindatum": None}, {}, True),
)
def test_BV_S_periode_buiten_inschrijving(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_periode_buiten_inschrijving", given, facts) is holds


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        ([(date(2026, 11, 3), None)], "vanaf 3 november 2026."),
        (
            [
                (date(2020, 8, 1), date(2021, 7, 31)),
                (date(2026, 8, 1), date(2026, 11, 5)),
                (date(2027, 1, 1), None),
            ],
            "vanaf 1 augustus 2026 tot en met 5 november 2026.",
        ),
        ([(date(2020, 8, 1), date(2021, 7, 31)), (date(2026, 11, 6), None)], "vanaf 6 november 2026."),
        ([], "ingeschreven ."),
    ],
)
def test_the_sentence_names_the_nearest_enrolment(zin: Callable[..., str], periods: Any, told: str) -> None:
    text = zin(MELDING, "BV_S_periode_buiten_inschrijving", {}, ingeschreven(*periods))
    assert told in text


@pytest.mark.req("RGL-22", "WIJ-08")
@table(
    ({}, {}, True),  # unchanged period: a later exit does not make the melding wrong
    ({"einddatum": date(2026, 11, 9)}, {}, False),
    ({"einddatum": date(2026, 11, 4)}, {}, True),
)
def test_BV_S_periode_buiten_inschrijving_in_a_change(wijziging: Judge, given: Row, facts: Row, holds: bool) -> None:
    facts = facts | ingeschreven((date(2026, 8, 1), date(2026, 11, 4)))
    assert wijziging("BV_S_periode_buiten_inschrijving", given, facts) is holds


@pytest.mark.req("RGL-21")
@table(
    (van_tot(5, 9), ander(1, 5), False),  # scenario 2: the 5th is shared
    (van_tot(6, 9), ander(1, 5), True),  # they join
    (van_tot(1, 4), ander(5, 9), True),
    (van_tot(1, 20), ander(5, 9), False),
    (van_tot(6, 7), ander(5, 9), False),
    (van_tot(6, None, soort="O"), ander(1, 5), True),
    (van_tot(4, None, soort="O"), ander(5, 9), False),
    (van_tot(9, 10), ander(1, None), False),
    (van_tot(5, 9), ander(1, 5, status="I"), True),  # scenario 3: withdrawn, then entered again
    (van_tot(5, 9), ander(1, 5, status="G"), False),
    (van_tot(5, 9), ander(1, 5, status="K"), False),
    (van_tot(5, 9), ander(1, 5, status="D"), False),
    (van_tot(5, 9), ander(1, 5, instelling="01AA"), False),
    # not enrolled here on those days: nothing is told of another school
    (van_tot(5, 9), ander(1, 5, instelling="01AA") | ingeschreven((date(2026, 11, 6), None)), True),
    (van_tot(5, 9), ander(1, 5) | ingeschreven((date(2026, 11, 6), None)), False),
    (van_tot(9, 5), ander(1, 9), True),  # the order of the dates comes first
    ({"begindatum": None}, ander(1, 9), True),
)
def test_BV_S_overlap_melding(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_overlap_melding", given, facts) is holds


@pytest.mark.req("RGL-21", "WIJ-08")
@table(
    ({}, ander(1, 5), True),  # loaded from an older register with overlap: other fields may change
    ({"einddatum": date(2026, 11, 9)}, ander(8, 9), False),
    ({"einddatum": date(2026, 11, 9)}, ander(10, 12), True),
)
def test_BV_S_overlap_melding_in_a_change(wijziging: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert wijziging("BV_S_overlap_melding", given, facts) is holds


@pytest.mark.req("RGL-21")
@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (ander(1, 5), "melding 5104."),
        (ander(1, 5, instelling="01AA"), "een melding van een andere instelling."),
    ],
)
def test_the_sentence_names_the_other_melding(zin: Callable[..., str], facts: Row, told: str) -> None:
    text = zin(MELDING, "BV_S_overlap_melding", van_tot(5, 9), facts)
    assert text == f"Voor deze periode staat al {told} Pas de periode aan."


@pytest.mark.req("RGL-15", "MEL-21")
@table(
    ({"soort": "V3", "einddatum": None}, {}, False),  # scenario 1
    ({"soort": "V4", "einddatum": None}, {}, False),
    ({"soort": "V3"}, {}, True),
    ({"soort": "L", "einddatum": None}, {}, True),
    ({"soort": "LRV", "einddatum": None}, {}, True),
    ({"soort": "RMC", "einddatum": None}, {}, True),
    ({"soort": "O", "einddatum": None}, {}, True),
    ({"soort": "", "einddatum": None}, {}, True),
    ({"soort": "XX", "einddatum": None}, {}, True),
)
def test_BV_S_einddatum_verplicht(melding: Judge, wijziging: Judge, given: Row, facts: Row, holds: bool) -> None:
    """Also in a change: the end date of a 16-hours melding may not be emptied."""
    assert melding("BV_S_einddatum_verplicht", given, facts) is holds
    assert wijziging("BV_S_einddatum_verplicht", given, facts) is holds


@pytest.mark.req("MEL-21")
@table(
    (van_tot(6, 5), {}, False),
    (van_tot(6, 6), {}, True),
    (van_tot(6, None), {}, True),
    ({"begindatum": None}, {}, True),
)
def test_BV_S_einddatum_voor_begindatum(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_einddatum_voor_begindatum", given, facts) is holds


@pytest.mark.req("MEL-21")
@table((van_tot(6, 21), {}, True), (van_tot(6, 22), {}, False), (van_tot(6, None), {}, True))
def test_BV_S_einddatum_in_toekomst(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_einddatum_in_toekomst", given, facts) is holds


def test_BV_S_einddatum_in_toekomst_in_a_change(wijziging: Judge) -> None:
    """A loaded melding with a later end stays as it is; a new end may not lie in the future."""
    later = van_tot(2, 30)
    stored = {"huidig": MELDING_GOED.__class__(**(vars(MELDING_GOED) | later))}
    assert wijziging("BV_S_einddatum_in_toekomst", later, stored)
    assert not wijziging("BV_S_einddatum_in_toekomst", van_tot(2, 29), stored)


@pytest.mark.req("RGL-11", "RGL-12")
@table(
    ({"begindatum": date(2026, 10, 1), "einddatum": date(2026, 10, 28)}, {}, True),
    ({"begindatum": date(2026, 10, 1), "einddatum": date(2026, 10, 29)}, {}, False),
    ({"begindatum": date(2026, 10, 1), "einddatum": date(2026, 10, 29), "soort": "LRV"}, {}, True),
    ({"begindatum": date(2026, 10, 1), "einddatum": None}, {}, True),
    ({"begindatum": None}, {}, True),
)
def test_BV_S_periode_te_lang_16uur(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_periode_te_lang_16uur", given, facts) is holds
    assert not MELDING["BV_S_periode_te_lang_16uur"].blocks
