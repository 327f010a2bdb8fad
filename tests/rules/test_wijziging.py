"""What may be changed, and when. Domain rules §9.3, §21.3 scenario 7."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.rules.conftest import MELDING_GOED, VANDAAG, WIJZIGING_FEITEN, Judge
from verzuimloket.core.rules import blocking
from verzuimloket.verzuim import states
from verzuimloket.verzuim.inputs import Contactpersoon, Verzuimdag
from verzuimloket.verzuim.rules import WIJZIGING

Row = dict[str, Any]


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


@pytest.mark.req("INT-05")
@table(
    ({}, {"status": "I"}, False),
    *(({}, {"status": status}, True) for status in "RBGKD"),
)
def test_BV_S_ingetrokken_definitief(wijziging: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert wijziging("BV_S_ingetrokken_definitief", given, facts) is holds


def test_one_code_has_one_sentence() -> None:
    """The state machine says the same as the rule."""
    assert WIJZIGING["BV_S_ingetrokken_definitief"].sentence == states.INGETROKKEN_DEFINITIEF


@pytest.mark.req("WIJ-01")
@table(
    ({}, {"status": "R"}, True),
    ({}, {"status": "B"}, True),
    ({}, {"status": "G"}, False),  # scenario 7
    ({}, {"status": "K"}, False),
    ({}, {"status": "D"}, False),
    ({}, {"status": "I"}, True),  # the rule above names it
)
def test_BV_S_status_niet_wijzigbaar(wijziging: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert wijziging("BV_S_status_niet_wijzigbaar", given, facts) is holds


@pytest.mark.req("WIJ-01")
def test_the_sentence_names_the_status(zin: Callable[..., str]) -> None:
    text = zin(WIJZIGING, "BV_S_status_niet_wijzigbaar", {}, {"status": "K"})
    assert "De status van deze melding is Ter kennisgeving aangenomen." in text


@pytest.mark.req("WIJ-13")
@table(
    ({}, {}, True),
    ({"soort": "O"}, {}, False),
    ({"begindatum": date(2026, 11, 3)}, {}, False),
    ({"alle_lessen_gemist": True}, {}, False),
    ({"instelling": "01AA"}, {}, False),
    ({"persoon_id": 2}, {}, False),
)
def test_BV_S_veld_niet_wijzigbaar(wijziging: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert wijziging("BV_S_veld_niet_wijzigbaar", given, facts) is holds


@pytest.mark.req("WIJ-13")
def test_the_sentence_names_the_fields(zin: Callable[..., str]) -> None:
    given = {"soort": "O", "begindatum": date(2026, 11, 3)}
    text = zin(WIJZIGING, "BV_S_veld_niet_wijzigbaar", given, {})
    assert text.startswith("U kunt de begindatum en de soort verzuim niet wijzigen.")


@pytest.mark.req("WIJ-06", "WIJ-07", "WIJ-08", "WIJ-09", "WIJ-10", "WIJ-11", "WIJ-12", "WIJ-15", "RGL-19")
@pytest.mark.parametrize(
    "change",
    [
        {"reden": "Vakantie"},
        {"einddatum": date(2026, 11, 4)},
        {"toelichting": "Belde af"},
        {"actie_gewenst": False, "toelichting_actie_gewenst": "Opgelost"},
        {"prioriteit": True},
        {
            "contact_naam": "C. Smit",
            "contact_email": "c.smit@school.example",
            "contact_telefoon": "030-1234567",
        },
        {"locatie": "28AX0022"},
        {"leerling_telefoon": "06-12345678"},
        {"contactpersonen": (Contactpersoon("Oma"),)},
        {"verzuimdagen": (Verzuimdag(date(2026, 11, 2), hele_dag=True),)},
        {"acties": ("BRIEF", "GESPREK")},
    ],
)
@pytest.mark.parametrize("status", ["R", "B"])
def test_changeable(change: Row, status: str) -> None:
    facts = replace(WIJZIGING_FEITEN, status=status)
    assert WIJZIGING.broken(replace(MELDING_GOED, **change), facts, on=VANDAAG) == []


@pytest.mark.req("WIJ-06")
def test_verbijzondering_of_other_absence_is_changeable() -> None:
    stored = replace(MELDING_GOED, soort="O")
    facts = replace(WIJZIGING_FEITEN, huidig=stored)
    assert WIJZIGING.broken(replace(stored, verbijzondering="MLZ"), facts, on=VANDAAG) == []


def test_codes_are_judged_by_the_day_of_reporting() -> None:
    """A code that was closed since stays allowed on the melding that has it."""
    assert WIJZIGING_FEITEN.codes_op == date(2026, 11, 9)


@pytest.mark.parametrize("status", ["G", "K", "D", "I"])
def test_nothing_changes_after_the_end(status: str) -> None:
    facts = replace(WIJZIGING_FEITEN, status=status)
    assert blocking(WIJZIGING.broken(MELDING_GOED, facts, on=VANDAAG))
