"""What a school keeps about itself: locations, contact persons, holidays and lesson hours. Domain rules §12.2, §6.2."""

import itertools
from datetime import date
from typing import Any

import pytest

from tests.rules.conftest import Judge, judge
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.rules import Rulebook
from verzuimloket.instellingen.inputs import EindeFacts
from verzuimloket.instellingen.rules import CONTACTPERSOON, EINDE, LESUREN, LOCATIE, VAKANTIE, used
from verzuimloket.personen.rules import email_klopt

Row = dict[str, Any]


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


def _judge_of(book: Rulebook) -> Judge:
    return lambda code, given, facts: judge(book, code, given, facts)


@pytest.fixture
def locatie() -> Judge:
    return _judge_of(LOCATIE)


@pytest.fixture
def contact() -> Judge:
    return _judge_of(CONTACTPERSOON)


@pytest.fixture
def einde() -> Judge:
    return _judge_of(EINDE)


@pytest.fixture
def vakantie() -> Judge:
    return _judge_of(VAKANTIE)


@pytest.fixture
def lesuren() -> Judge:
    return _judge_of(LESUREN)


@pytest.mark.req("RIO-12")
@table(
    ({"code": "28AX0022"}, {}, True),
    ({"code": ""}, {}, False),
    ({"code": "28AX022"}, {}, False),
    ({"code": "28AX00222"}, {}, False),
    ({"code": "11AA0022"}, {}, False),  # of another institution
    ({"code": "28ax0022"}, {}, False),
    ({"code": "28AX٠٠٢٢"}, {}, False),
    ({"code": "28AX0022\n"}, {}, False),
    ({"code": "28.X0022", "instelling": "28AX"}, {}, False),
)
def test_BV_B_locatie_code(locatie: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert locatie("BV_B_locatie_code", given, facts) is holds


@table(({}, {"codes": frozenset({"28AX0022"})}, False), ({}, {"codes": frozenset({"28AX0023"})}, True))
def test_BV_B_locatie_code_bestaat(locatie: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert locatie("BV_B_locatie_code_bestaat", given, facts) is holds


@pytest.mark.req("AUT-19")
@table(({"naam": ""}, {}, False), ({"naam": "Gebouw Zuid"}, {}, True))
def test_BV_B_locatie_naam(locatie: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert locatie("BV_B_locatie_naam", given, facts) is holds


@table(
    ({}, {"namen": frozenset({"hoofdgebouw"})}, False),
    ({"naam": "HOOFDGEBOUW"}, {"namen": frozenset({"hoofdgebouw"})}, False),
    ({}, {"namen": frozenset({"dependance"})}, True),
)
def test_BV_B_locatie_naam_bestaat(locatie: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert locatie("BV_B_locatie_naam_bestaat", given, facts) is holds


@pytest.mark.req("MEL-32")
@table(({"naam": ""}, {}, False), ({"naam": "A. Bakker"}, {}, True))
def test_BV_B_contact_naam(contact: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert contact("BV_B_contact_naam", given, facts) is holds


@pytest.mark.req("MEL-32")
@table(
    ({"email": "a.bakker@school.example"}, {}, True),
    ({"email": ""}, {}, False),
    ({"email": "a.bakker"}, {}, False),
    ({"email": "a.bakker@school"}, {}, False),
    ({"email": "a bakker@school.example"}, {}, False),
    ({"email": "a@school.example\n"}, {}, False),
    ({"email": "a" * 90 + "@school.example"}, {}, False),  # the field of a melding takes 100
)
def test_BV_B_contact_email(contact: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert contact("BV_B_contact_email", given, facts) is holds
    assert email_klopt(given["email"]) is holds or len(given["email"]) > 100


OTHERS = frozenset({("a. bakker", "a.bakker@school.example")})


@table(
    ({}, {"personen": OTHERS}, False),
    ({"naam": "A. BAKKER"}, {"personen": OTHERS}, False),
    ({"naam": "B. Bakker"}, {"personen": OTHERS}, True),
    ({"email": "verzuim@school.example"}, {"personen": OTHERS}, True),
)
def test_BV_B_contact_bestaat(contact: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert contact("BV_B_contact_bestaat", given, facts) is holds


@table(
    ({"locatie": ""}, {}, True),
    ({"locatie": "28AX0022"}, {"locaties": frozenset({"28AX0022"})}, True),
    ({"locatie": "28AX0022"}, {}, False),
)
def test_BV_B_contact_locatie(contact: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert contact("BV_B_contact_locatie", given, facts) is holds


@pytest.mark.req("AUT-19")
@table(
    ({"event": "verwijderen"}, {}, True),
    ({"event": "verwijderen"}, {"meldingen": 1}, False),
    ({"event": "verwijderen"}, {"contactpersonen": 1}, False),
    ({"event": "sluiten"}, {"meldingen": 12}, True),
)
def test_BV_B_in_gebruik(einde: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert einde("BV_B_in_gebruik", given, facts) is holds


@pytest.mark.parametrize(
    ("meldingen", "contactpersonen", "expected"),
    [
        (0, 0, ""),
        (1, 0, "1 melding"),
        (12, 0, "12 meldingen"),
        (0, 1, "1 contactpersoon"),
        (12, 2, "12 meldingen en 2 contactpersonen"),
    ],
)
def test_use_in_words(meldingen: int, contactpersonen: int, expected: str) -> None:
    assert used(EindeFacts("locatie", meldingen, contactpersonen)) == expected


@table(
    ({"einddatum": None}, {}, False),
    ({"einddatum": date(2026, 11, 21)}, {}, True),
    ({"event": "verwijderen", "einddatum": None}, {}, True),
)
def test_BV_B_laatste_dag(einde: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert einde("BV_B_laatste_dag", given, facts) is holds


@table(({"naam": ""}, {}, False), ({"naam": "Studiedagen"}, {}, True))
def test_BV_B_vakantie_naam(vakantie: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert vakantie("BV_B_vakantie_naam", given, facts) is holds


@table(({"begindatum": None}, {}, False), ({}, {}, True))
def test_BV_B_vakantie_begin(vakantie: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert vakantie("BV_B_vakantie_begin", given, facts) is holds


@table(({"einddatum": None}, {}, False), ({}, {}, True))
def test_BV_B_vakantie_eind(vakantie: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert vakantie("BV_B_vakantie_eind", given, facts) is holds


@table(
    ({"einddatum": date(2026, 10, 16)}, {}, False),
    ({"einddatum": date(2026, 10, 17)}, {}, True),
    ({"einddatum": None}, {}, True),
    ({"begindatum": None}, {}, True),
)
def test_BV_B_vakantie_volgorde(vakantie: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert vakantie("BV_B_vakantie_volgorde", given, facts) is holds


@table(
    ({"einddatum": date(2026, 12, 25)}, {}, True),  # seventy days
    ({"einddatum": date(2026, 12, 26)}, {}, False),
    ({"einddatum": date(2027, 10, 25)}, {}, False),
    ({"einddatum": None}, {}, True),
    ({"begindatum": None}, {}, True),
)
def test_BV_B_vakantie_lengte(vakantie: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert vakantie("BV_B_vakantie_lengte", given, facts) is holds


def other(begin: date, eind: date) -> Row:
    return {"vakanties": ((begin, eind),)}


@table(
    ({}, other(date(2026, 10, 10), date(2026, 10, 16)), True),
    ({}, other(date(2026, 10, 10), date(2026, 10, 17)), False),
    ({}, other(date(2026, 10, 25), date(2026, 10, 30)), False),
    ({}, other(date(2026, 10, 26), date(2026, 10, 30)), True),
    ({}, other(date(2026, 10, 20), date(2026, 10, 20)), False),
    ({}, {}, True),
    ({"begindatum": None}, other(date(2026, 10, 20), date(2026, 10, 20)), True),
    ({"einddatum": None}, other(date(2026, 10, 20), date(2026, 10, 20)), True),
)
def test_BV_B_vakantie_overlap(vakantie: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert vakantie("BV_B_vakantie_overlap", given, facts) is holds


@table(
    ({"minuten": 20}, {}, True),
    ({"minuten": 120}, {}, True),
    ({"minuten": 19}, {}, False),
    ({"minuten": 121}, {}, False),
    ({"minuten": None}, {}, False),
)
def test_BV_B_lesuur_minuten(lesuren: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesuren("BV_B_lesuur_minuten", given, facts) is holds


@table(
    ({"telt_lesuren": True}, {"sector": "MBO"}, True),
    ({"telt_lesuren": True}, {"sector": "VAVO"}, True),
    ({"telt_lesuren": True}, {"sector": "VO"}, False),
    ({"telt_lesuren": True}, {"sector": ""}, False),
    ({"telt_lesuren": False}, {"sector": "VO"}, True),
)
def test_BV_B_telt_lesuren_sector(lesuren: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert lesuren("BV_B_telt_lesuren_sector", given, facts) is holds


def test_each_region_has_five_holidays_a_year_from_saturday_to_sunday() -> None:
    per_year: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for line in codelijst("schoolvakantie"):
        begin, eind = (date.fromisoformat(line.extra[name]) for name in ("begindatum", "einddatum"))
        assert (begin.weekday(), eind.weekday()) == (5, 6)
        per_year.setdefault((line.extra["schooljaar"], line.extra["regio"]), []).append((begin, eind))
    assert {regio for _, regio in per_year} == {line.code for line in codelijst("vakantieregio")}
    for days in per_year.values():
        assert len(days) == 5
        assert all(before[1] < after[0] for before, after in itertools.pairwise(days))
