"""The duty, the term and the weekly repeat: rules that warn. And rules that came with the release of 2017."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.rules.conftest import MELDING_FEITEN, Judge, changed
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.leerplicht.inputs import PlichtFacts, Vrijstelling
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.verzuim.inputs import AndereMelding, Periode, Verzuimdag
from verzuimloket.verzuim.rules import MELDING, WIJZIGING
from verzuimloket.verzuim.rules.termijn import laatste_meldag

Row = dict[str, Any]
VEERTIEN = Geboortedatum(2011, 3, 15)


def table(*rows: tuple[Row, Row, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("given", "facts", "holds"), rows)


def wie(geboren: Geboortedatum, **known: Any) -> Row:
    """A person, also as the engine of the duties sees it."""
    return {"geboortedatum": geboren, "plicht": PlichtFacts(geboren, **known)}


def soort(code: str, begin: date = date(2026, 11, 2)) -> Row:
    return {"soort": code, "begindatum": begin, "einddatum": begin + timedelta(days=4)}


KLEUTER, ZEVENTIEN = Geboortedatum(2021, 11, 10), Geboortedatum(2009, 5, 5)
HAVO = {"startkwalificatie_op": date(2026, 7, 1)}
VRIJ = {"vrijstellingen": (Vrijstelling("5A", Periode(date(2026, 9, 1), date(2027, 7, 31))),)}
OPEN = {"vrijstellingen": (Vrijstelling("5A", Periode(date(2026, 9, 1))),)}
VERVANGEND = {"vrijstellingen": (Vrijstelling("3A", Periode(date(2026, 9, 1), date(2027, 7, 31)), vervangend=True),)}


@pytest.mark.req("RGL-26", "RGL-27")
@table(
    (soort("V3"), wie(VEERTIEN), True),
    (soort("L"), wie(ZEVENTIEN), True),
    (soort("LRV"), wie(ZEVENTIEN), True),
    (soort("V3", date(2026, 11, 30)), wie(KLEUTER), False),  # leerplicht from 1 December
    (soort("V3", date(2026, 12, 1)), wie(KLEUTER), True),
    (soort("L", date(2026, 11, 30)), wie(KLEUTER), False),
    (soort("O", date(2026, 11, 30)), wie(KLEUTER), True),
    (soort("V3"), wie(ZEVENTIEN, **HAVO), False),
    (soort("L"), wie(ZEVENTIEN, **HAVO), False),
    (soort("LRV"), wie(ZEVENTIEN, **HAVO), False),
    (soort("O"), wie(ZEVENTIEN, **HAVO), True),
    (soort("V3", date(2026, 6, 30)), wie(ZEVENTIEN, **HAVO), True),  # the day before the diploma
    (soort("L"), wie(Geboortedatum(2008, 11, 3)), True),  # 17 on the first day
    (soort("L"), wie(Geboortedatum(2008, 11, 2)), False),  # luxe verzuim is not for 18+
    (soort("V4"), wie(Geboortedatum(2008, 11, 2)), True),
    (soort("RMC"), wie(Geboortedatum(2008, 11, 2)), True),
    (soort("V3"), wie(VEERTIEN, **VRIJ), True),  # that is another rule
    (soort("V3") | {"begindatum": None}, wie(KLEUTER), True),
    (soort("V3"), {"geboortedatum": None, "plicht": None}, True),
    (soort("V3"), {"geboortedatum": Geboortedatum(2009, 5, 5), "startkwalificatie_op": date(2026, 7, 1)}, False),
)
def test_BV_S_geen_leerplicht(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_geen_leerplicht", given, facts) is holds


@table(
    (soort("V3"), wie(VEERTIEN), True),
    (soort("V3", date(2026, 8, 31)), wie(VEERTIEN, **VRIJ), True),
    (soort("V3", date(2026, 9, 1)), wie(VEERTIEN, **VRIJ), False),
    (soort("O", date(2027, 7, 31)), wie(Geboortedatum(2012, 3, 15), **VRIJ), False),
    (soort("O", date(2027, 8, 1)), wie(Geboortedatum(2012, 3, 15), **VRIJ), True),
    (soort("V3"), wie(VEERTIEN, **VERVANGEND), True),  # substitute education: the duty stays
    (soort("V3", date(2026, 9, 1)), wie(VEERTIEN, **OPEN), False),
    (soort("V3") | {"begindatum": None}, wie(VEERTIEN, **VRIJ), True),
    (soort("V3"), {"geboortedatum": None, "plicht": None}, True),
)
def test_BV_S_vrijstelling(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_vrijstelling", given, facts) is holds


def test_the_sentences_name_days_and_no_ground(zin: Callable[..., str]) -> None:
    text = zin(MELDING, "BV_S_vrijstelling", soort("V3"), wie(VEERTIEN, **VRIJ))
    assert "1 september 2026 tot en met 31 juli 2027" in text
    assert "vanaf 1 september 2026. U hoeft" in zin(MELDING, "BV_S_vrijstelling", soort("V3"), wie(VEERTIEN, **OPEN))
    assert "art." not in text
    text = zin(MELDING, "BV_S_geen_leerplicht", soort("V3"), wie(ZEVENTIEN, **HAVO))
    assert "Op 2 november 2026 is de leerling zonder plicht: er is een startkwalificatie." in text


def op(vandaag: date) -> Row:
    return {"vandaag": vandaag}


VRIJDAG = soort("V3")  # Monday 2 to Friday 6 November 2026


@table(
    (VRIJDAG, op(date(2026, 11, 6)), True),
    (VRIJDAG, op(date(2026, 11, 13)), True),  # the fifth working day
    (VRIJDAG, op(date(2026, 11, 14)), False),
    (soort("V4"), op(date(2026, 12, 31)), True),  # no duty, so no term
    (soort("O"), op(date(2026, 12, 31)), True),
    (soort("L"), op(date(2026, 12, 31)), True),
    (soort("LRV"), op(date(2026, 11, 9)), True),
    (soort("LRV"), op(date(2026, 11, 10)), False),
    (soort("RMC"), op(date(2026, 12, 4)), True),  # 28 days on Sunday 29 November, and 5 working days
    (soort("RMC"), op(date(2026, 12, 5)), False),
    (VRIJDAG | {"begindatum": None}, op(date(2026, 12, 31)), True),
    (VRIJDAG | {"einddatum": None}, op(date(2026, 12, 31)), True),
)
def test_BV_S_melding_laat(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_melding_laat", given, facts) is holds


def test_late_is_never_refused() -> None:
    rule = MELDING["BV_S_melding_laat"]
    assert not rule.blocks
    given, facts = changed(MELDING, VRIJDAG, op(date(2026, 11, 16)))
    assert "13 november 2026" in rule.violation(given, facts).text
    assert laatste_meldag(date(2026, 11, 7)) == date(2026, 11, 13)  # from Saturday: Monday is the first


def gemeld(*lengths: int, soort: str = "V3", instelling: str = "28AX", status: str = "R", gap: int = 0) -> Row:
    """Meldingen of so many days, one after another from Monday 7 September 2026."""
    found, begin = [], date(2026, 9, 7)
    for nummer, length in enumerate(lengths, 1):
        period = Periode(begin, begin + timedelta(days=length - 1))
        found.append(AndereMelding(nummer, period, soort, status, instelling))
        begin += timedelta(days=length + gap)
    return {"andere_meldingen": tuple(found)}


def weg(begin: int, eind: int, *dagen: int, soort: str = "V3") -> Row:
    """Absence in September 2026: all lessons, or only on the days that are told."""
    told = tuple(Verzuimdag(date(2026, 9, dag), hele_dag=True) for dag in dagen)
    period = {"begindatum": date(2026, 9, begin), "einddatum": date(2026, 9, eind)}
    return {"soort": soort, "alle_lessen_gemist": not dagen, "verzuimdagen": told} | period


def na(*lengths: int, op: int = 11, **more: Any) -> Row:
    """What was reported before, and the day in September on which the next one comes."""
    return gemeld(*lengths, **more) | {"vandaag": date(2026, 9, op)}


@pytest.mark.req("RGL-11", "RGL-12")
@table(
    (weg(14, 18), na(7, op=18), True),  # the first days lie a week apart
    (weg(14, 18), na(5, op=16), True),  # and the weekend lies between
    (weg(10, 11), na(3), False),
    (weg(11, 14), na(4, op=14), False),
    (weg(10, 15), na(3, op=15), False),
    (weg(10, 16), na(3, op=16), True),  # reported a week after the last day of the previous one
    (weg(10, 11), na(3, op=16), True),  # back since Monday: what the counter reports a week later
    (weg(10, 15, 10, 11, 14, 15), na(3, op=15), False),  # not all lessons, but some on every school day
    (weg(10, 15, 10, 14, 15), na(3, op=15), True),  # broken: at school on Friday
    (weg(10, 15) | {"alle_lessen_gemist": False}, na(3, op=15), True),  # nothing says that it is unbroken
    (weg(10, 11) | {"alle_lessen_gemist": False}, na(3), False),  # nothing lies between
    (weg(11, 14), na(2, op=14), True),  # broken: Wednesday and Thursday at school
    (weg(10, 11, soort="V4"), na(3, soort="V4"), False),
    (weg(17, 18), na(7, 3, op=18), False),  # the last of the row counts
    (weg(21, 22), na(7, 7, op=22), True),
    (weg(10, 11, soort="O"), na(3), True),
    (weg(10, 11), na(3, soort="O"), True),
    (weg(10, 11), na(3, status="I"), True),
    (weg(10, 11), na(3, instelling="11AA"), True),
    (weg(10, 11), {"vandaag": date(2026, 9, 11)}, True),
    (weg(10, 11) | {"begindatum": None}, na(3), True),
)
def test_BV_S_herhaling_te_vroeg(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_herhaling_te_vroeg", given, facts) is holds


def test_the_sentence_says_from_when(zin: Callable[..., str]) -> None:
    text = zin(MELDING, "BV_S_herhaling_te_vroeg", weg(10, 11), na(3))
    assert "sluit aan op melding 1" in text
    assert "vanaf 16 september 2026 opnieuw melden" in text


def test_four_weekly_repeats_and_then_long_term() -> None:
    """Domain rules §21.3 scenario 4, through the whole book."""
    for weeks, expected in ((4, []), (3, ["BV_S_lrv_zonder_voorgeschiedenis"])):
        begin = date(2026, 9, 7) + timedelta(days=7 * weeks)
        given = {"soort": "LRV", "begindatum": begin, "einddatum": None}
        facts = gemeld(*[7] * weeks) | {"vandaag": begin}
        assert codes(MELDING, begin, given, facts) == expected


def codes(book: Any, on: date, given: Row, facts: Row) -> list[str]:
    return [violation.code for violation in book.broken(*changed(book, given, facts), on=on)]


# what came with the release of 18 December 2017 does not judge what was reported before

VOOR, OP = date(2017, 12, 17), date(2017, 12, 18)
TOEN = {"geboortedatum": Geboortedatum(2003, 3, 15), "inschrijvingen": (Periode(date(2015, 8, 1)),)}


@pytest.mark.req("RGL-13", "RGL-14", "RGL-15", "RGL-18")
@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("BV_S_einddatum_verplicht", {"einddatum": None}),
        ("BV_S_actie_verplicht", {"acties": ()}),
        ("BV_S_lrv_zonder_voorgeschiedenis", {"soort": "LRV", "einddatum": None}),
    ],
)
def test_a_new_melding_is_judged_by_the_rules_of_its_day(code: str, given: Row) -> None:
    given = {"begindatum": date(2017, 12, 11), "einddatum": date(2017, 12, 15)} | given
    assert code not in codes(MELDING, VOOR, given, TOEN | {"vandaag": VOOR})
    assert code in codes(MELDING, OP, given, TOEN | {"vandaag": OP})


@pytest.mark.req("RGL-15", "RGL-18")
@pytest.mark.parametrize(
    ("code", "given"), [("BV_S_einddatum_verplicht", {"einddatum": None}), ("BV_S_actie_verplicht", {"acties": ()})]
)
def test_a_change_is_judged_by_the_rules_of_the_day_of_reporting(code: str, given: Row) -> None:
    """As change_melding does: ``on`` is the day on which the melding was reported."""
    for day, expected in ((VOOR, False), (OP, True)):
        assert (code in codes(WIJZIGING, day, given, {"gemeld_op": day})) is expected


def test_other_rules_are_of_all_times() -> None:
    given = {"begindatum": date(2017, 12, 11), "einddatum": date(2017, 12, 10)}
    assert "BV_S_einddatum_voor_begindatum" in codes(MELDING, VOOR, given, TOEN | {"vandaag": VOOR})


@pytest.mark.req("RGL-16")
def test_16_hours_for_18_exists_from_the_release() -> None:
    assert not codelijst("soort").geldig("V4", on=VOOR)
    assert codelijst("soort").geldig("V4", on=OP)
    for day, expected in ((VOOR, True), (OP, False)):
        found = codes(MELDING, day, {"soort": "V4"}, {"vandaag": day})
        assert ("BV_S_soort_onbekend" in found) is expected


def test_the_builders_are_good() -> None:
    assert MELDING_FEITEN.plicht is None  # then the birth date alone decides
