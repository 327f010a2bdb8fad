"""Messages about a melding: each rule as a table."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.rules.conftest import VANDAAG, Judge
from verzuimloket.verzuim.inputs import Vraag
from verzuimloket.verzuim.rules import reactiedag

Row = dict[str, Any]
VAN_ONS, VAN_HEN, BEANTWOORD, NERGENS = (UUID(int=n) for n in range(1, 5))
VRAGEN = {
    "vragen": (
        Vraag(VAN_ONS, "school", False),
        Vraag(VAN_HEN, "instantie", False),
        Vraag(BEANTWOORD, "instantie", True),
    )
}


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


@table(
    *(({}, {"status": status}, True) for status in "RBGKD"),
    ({}, {"status": "I"}, False),
    ({"intern": True}, {"status": "I"}, False),
)
def test_BV_C_melding_ingetrokken(gesprek: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert gesprek("BV_C_melding_ingetrokken", given, facts) is holds


@table(
    *(({"soort": soort}, {}, True) for soort in ("VRAAG", "ANTWOORD", "OPMERKING", "DOORGESTUURD")),
    ({"soort": "GROET"}, {}, False),
    ({"soort": ""}, {}, False),
)
def test_BV_C_soort_onbekend(gesprek: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert gesprek("BV_C_soort_onbekend", given, facts) is holds


@table(
    ({"intern": True}, {}, True),
    ({"soort": "DOORGESTUURD", "intern": True}, {}, True),
    ({"soort": "VRAAG"}, {}, True),
    ({"soort": "VRAAG", "intern": True}, {}, False),
    ({"soort": "ANTWOORD", "intern": True}, {}, False),
)
def test_BV_C_intern_niet_mogelijk(gesprek: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert gesprek("BV_C_intern_niet_mogelijk", given, facts) is holds


@table(
    ({}, {}, True),
    ({"tekst": ""}, {}, False),
    ({"soort": "VRAAG", "tekst": ""}, {}, False),
    ({"soort": "ANTWOORD", "tekst": ""}, {}, False),
    ({"soort": "DOORGESTUURD", "tekst": ""}, {}, True),
)
def test_BV_C_tekst_nodig(gesprek: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert gesprek("BV_C_tekst_nodig", given, facts) is holds


@table(
    ({"tekst": "a" * 4000}, {}, True),
    ({"tekst": "a" * 4001}, {}, False),
)
def test_BV_C_tekst_te_lang(gesprek: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert gesprek("BV_C_tekst_te_lang", given, facts) is holds


@pytest.mark.req("MEL-25")
@table(
    ({"tekst": "Komt vaak te laat"}, {}, True),
    ({"tekst": "De leerling heeft een depressie."}, {}, False),
    ({"soort": "DOORGESTUURD", "tekst": ""}, {}, True),
)
def test_BV_C_bijzondere_gegevens(gesprek: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert gesprek("BV_C_bijzondere_gegevens", given, facts) is holds


@table(
    ({"soort": "ANTWOORD", "antwoord_op": VAN_HEN}, VRAGEN, True),
    ({"soort": "ANTWOORD", "antwoord_op": BEANTWOORD}, VRAGEN, True),  # the next rule says it
    ({"soort": "ANTWOORD", "antwoord_op": VAN_ONS}, VRAGEN, False),
    ({"soort": "ANTWOORD", "antwoord_op": VAN_ONS}, VRAGEN | {"kant": "instantie"}, True),
    ({"soort": "ANTWOORD", "antwoord_op": NERGENS}, VRAGEN, False),
    ({"soort": "ANTWOORD"}, VRAGEN, False),
    ({"soort": "OPMERKING"}, VRAGEN, True),
)
def test_BV_C_antwoord_zonder_vraag(gesprek: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert gesprek("BV_C_antwoord_zonder_vraag", given, facts) is holds


@table(
    ({"soort": "ANTWOORD", "antwoord_op": VAN_HEN}, VRAGEN, True),
    ({"soort": "ANTWOORD", "antwoord_op": BEANTWOORD}, VRAGEN, False),
    ({"soort": "OPMERKING"}, VRAGEN, True),
)
def test_BV_C_vraag_beantwoord(gesprek: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert gesprek("BV_C_vraag_beantwoord", given, facts) is holds


@table(
    ({"soort": "VRAAG", "reactie_voor": VANDAAG}, {}, True),
    ({"soort": "VRAAG", "reactie_voor": date(2026, 11, 20)}, {}, False),
    ({"soort": "VRAAG"}, {}, True),
    ({"soort": "OPMERKING", "reactie_voor": date(2026, 11, 20)}, {}, True),  # is left out there
)
def test_BV_C_reactiedatum_voorbij(gesprek: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert gesprek("BV_C_reactiedatum_voorbij", given, facts) is holds


@pytest.mark.req("WNS-02")
@table(
    ({"soort": "DOORGESTUURD", "aan": 7}, {}, True),
    ({"soort": "DOORGESTUURD", "aan": 8}, {}, False),
    ({"soort": "DOORGESTUURD"}, {}, False),
    ({"soort": "OPMERKING"}, {}, True),
)
def test_BV_C_collega_onbekend(gesprek: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert gesprek("BV_C_collega_onbekend", given, facts) is holds


@table(
    ({"aan": 7}, {}, True),
    ({"aan": 8}, {}, False),
    ({"aan": None}, {}, False),
    ({"aan": 7}, {"collegas": frozenset()}, False),
)
def test_BV_C_collega_geen_melder(overdracht: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert overdracht("BV_C_collega_geen_melder", given, facts) is holds


@pytest.mark.parametrize(
    ("vandaag", "dag"),
    [
        (date(2026, 11, 16), date(2026, 11, 23)),  # Monday: the weekend does not count
        (date(2026, 11, 20), date(2026, 11, 27)),
        (date(2026, 11, 21), date(2026, 11, 27)),  # Saturday
        (date(2026, 11, 22), date(2026, 11, 27)),
    ],
)
def test_an_answer_is_expected_within_five_working_days(vandaag: date, dag: date) -> None:
    assert reactiedag(vandaag) == dag
