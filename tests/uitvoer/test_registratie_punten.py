"""Each point of the check at its edges, and each figure equal to the list behind it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests import factories
from tests.uitvoer.registratie import ON, enrol, enrolled, inschrijver, with_onderwijsnummer
from verzuimloket.core.actor import Actor
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.inschrijvingen.queries import controlepunten, registratie, signalen, termijnen
from verzuimloket.uitvoer import registratie_punten as punten

pytestmark = pytest.mark.django_db
TODAY, YESTERDAY, TOMORROW = ON, ON - timedelta(days=1), ON + timedelta(days=1)


def points(made: Inschrijving, by: Actor | None = None) -> list[str]:
    """The points of one enrolment, as the page of the pupil shows them."""
    actor = by or inschrijver()
    with acting_as(actor):
        rows = registratie.registered(actor)
        found = punten.points_of(rows.filter(pk=made.pk), on=ON)
        agree(rows, actor)
    return found[made.pk]


def agree(rows: Any, actor: Actor) -> None:
    """Of every point: the figure, the list and what each pupil shows are the same."""
    controle, shown = punten.figures(rows, on=ON), punten.points_of(rows, on=ON)
    doubles = {own for own, _ in signalen.double_pairs(actor, on=ON)}
    assert doubles == {pk for pk, codes in shown.items() if "DUBBEL" in codes}
    for punt in codelijst("controlepunt"):
        listed = set(punten.behind(rows, punt.code, on=ON).values_list("pk", flat=True))
        assert listed == {pk for pk, codes in shown.items() if punt.code in codes}, punt.code
        if punt.code in punten.TERMIJNEN:
            months = termijnen.per_month(rows, punt.code, on=ON)
            assert len(listed) == sum(month.totaal - month.op_tijd for month in months), punt.code
        else:
            assert len(listed) == controle.aantal(punt.code), punt.code


def test_who_is_complete_has_no_point() -> None:
    assert points(enrolled()) == []


@pytest.mark.req("BST-16", "BST-17")
def test_bsn_unknown() -> None:
    assert points(with_onderwijsnummer(enrolled())) == ["BSN_ONBEKEND"]


def test_bsn_unknown_of_who_left_is_no_point() -> None:
    assert "BSN_ONBEKEND" not in points(with_onderwijsnummer(enrolled(eind=YESTERDAY)))


@pytest.mark.parametrize(
    ("precisie", "expected"), [("D", []), ("M", ["GEBOORTEDATUM_DEELS"]), ("J", ["GEBOORTEDATUM_DEELS"])]
)
def test_partial_birth_date(precisie: str, expected: list[str]) -> None:
    assert points(enrolled(geboorte_precisie=precisie)) == expected


def test_address_unknown() -> None:
    assert points(enrolled(adres=False)) == ["ADRES_ONBEKEND"]


def test_municipality_unknown() -> None:
    assert points(enrolled(gemeente="")) == ["GEMEENTE_ONBEKEND"]


def test_abroad() -> None:
    made = enrolled()
    factories.adres_buitenland(made.persoon)
    assert points(made) == ["BUITENLAND"]


@pytest.mark.req("INS-45")
@pytest.mark.parametrize(
    ("geboren", "expected"),
    [
        (date(2021, 10, 31), []),
        (date(2021, 11, 1), ["WORDT_5"]),
        (date(2021, 11, 22), ["WORDT_5"]),
        (date(2021, 12, 31), ["WORDT_5"]),
        (date(2022, 1, 1), []),
    ],
)
def test_turns_five(geboren: date, expected: list[str]) -> None:
    assert points(enrolled(geboortedatum=geboren)) == expected


@pytest.mark.req("INS-37")
@pytest.mark.parametrize(
    ("geboren", "expected"),
    [
        (date(2008, 10, 31), []),
        (date(2008, 11, 1), ["WORDT_18"]),
        (date(2008, 12, 31), ["WORDT_18"]),
        (date(2009, 1, 1), []),
    ],
)
def test_turns_eighteen(geboren: date, expected: list[str]) -> None:
    assert points(enrolled(geboortedatum=geboren)) == expected


@pytest.mark.parametrize(
    ("geboren", "expected"),
    [(date(1999, 11, 22), ["TE_OUD"]), (date(1999, 11, 23), []), (date(1960, 1, 1), ["TE_OUD"])],
)
def test_too_old(geboren: date, expected: list[str]) -> None:
    """27 since 2026, see rmc_max_leeftijd."""
    assert points(enrolled(geboortedatum=geboren)) == expected


def test_birthdays_of_a_leap_day() -> None:
    """Who is born on 29 February turns a year older on 1 March."""
    assert controlepunten.years_before(date(2026, 2, 28), 6) == date(2020, 2, 28)
    assert controlepunten.years_before(date(2026, 3, 1), 6) == date(2020, 3, 1)
    assert controlepunten.years_before(date(2026, 12, 31), 6) == date(2020, 12, 31)


@pytest.mark.parametrize(("begin", "expected"), [(TODAY, []), (TOMORROW, ["BEGINT_LATER"])])
def test_begins_later(begin: date, expected: list[str]) -> None:
    assert points(enrolled(begin=begin)) == expected


def test_a_long_time_without_a_change_is_no_point() -> None:
    assert points(enrolled(begin=date(2019, 8, 1))) == []


# enrolled elsewhere


@pytest.mark.parametrize(
    ("begin", "eind", "expected"),
    [
        (date(2026, 8, 1), None, True),
        (TODAY, TODAY, True),
        (date(2025, 8, 1), YESTERDAY, True),
        (TOMORROW, None, True),
        (date(2025, 8, 1), date(2025, 11, 22), True),
        (date(2025, 8, 1), date(2025, 11, 21), False),  # over for more than a year
    ],
)
def test_enrolled_elsewhere(begin: date, eind: date | None, expected: bool) -> None:
    made = enrolled()
    enrol(made.persoon, "11AA", begin, eind)
    assert ("DUBBEL" in points(made)) is expected


def test_dates_that_join_are_no_double() -> None:
    made = enrolled(eind=TODAY)
    enrol(made.persoon, "11AA", TOMORROW)
    assert points(made) == []


def test_twice_at_the_own_institution_is_no_double() -> None:
    made = enrolled()
    enrol(made.persoon, "28AX", date(2026, 1, 1))
    assert points(made) == []


# left without a known new school


@pytest.mark.req("WNS-14")
def test_left_without_a_new_school() -> None:
    made = enrolled(eind=YESTERDAY)
    assert points(made) == ["ZONDER_VERVOLG"]


@pytest.mark.req("WNS-14")
def test_left_today_is_still_enrolled() -> None:
    assert points(enrolled(eind=TODAY)) == []


@pytest.mark.req("WNS-14")
@pytest.mark.parametrize("begin", [date(2026, 1, 1), TODAY, TOMORROW])
def test_a_new_school_is_known(begin: date) -> None:
    made = enrolled(eind=YESTERDAY)
    enrol(made.persoon, "11AA", begin)
    assert "ZONDER_VERVOLG" not in points(made)


@pytest.mark.req("WNS-14")
def test_an_enrolment_that_ended_before_is_no_new_school() -> None:
    made = enrolled(eind=YESTERDAY)
    enrol(made.persoon, "11AA", date(2023, 8, 1), date(2024, 7, 31))
    assert points(made) == ["ZONDER_VERVOLG"]


@pytest.mark.req("WNS-14")
@pytest.mark.parametrize(
    ("geboren", "expected"),
    [
        (date(2008, 11, 22), False),  # 18 today
        (date(2008, 11, 23), True),
        (date(2021, 9, 30), True),  # leerplichtig since 1 October
        (date(2021, 11, 1), False),  # from December on
    ],
)
def test_only_who_is_under_the_duty(geboren: date, expected: bool) -> None:
    made = enrolled(eind=YESTERDAY, geboortedatum=geboren)
    assert ("ZONDER_VERVOLG" in points(made)) is expected


@pytest.mark.req("WNS-14")
def test_not_who_has_a_startkwalificatie_or_died_or_left_long_ago() -> None:
    diploma = enrolled(eind=YESTERDAY, geboortedatum=date(2009, 6, 1))
    factories.diploma(diploma.persoon, "HAVO", "")
    died = enrolled(eind=YESTERDAY, overlijdensdatum=YESTERDAY)
    long_ago = enrolled(eind=date(2025, 7, 31))
    for made in (diploma, died, long_ago):
        assert points(made) == []
    assert points(enrolled(eind=date(2025, 8, 1))) == ["ZONDER_VERVOLG"]


@pytest.mark.req("WNS-14")
def test_a_note_takes_it_off_the_open_list_until_the_end_date_changes() -> None:
    made, by = enrolled(eind=YESTERDAY), inschrijver()
    with acting_as(by):
        actions.note_departure(made, "BUITENLAND", by=by, at=datetime(2026, 11, 22, tzinfo=AMSTERDAM))
    assert points(made) == ["OPGEVOLGD"]
    with acting_as(by):
        Inschrijving.objects.filter(pk=made.pk).update(einddatum=YESTERDAY - timedelta(days=1))
    assert "ZONDER_VERVOLG" in points(made)


# in time


@pytest.mark.req("INS-03", "INS-47")
@pytest.mark.parametrize(
    ("begin", "came_on", "late"),
    [
        (date(2026, 11, 2), date(2026, 11, 9), False),
        (date(2026, 11, 2), date(2026, 11, 10), True),
        (date(2026, 11, 2), date(2026, 10, 1), False),
        (date(2026, 8, 1), date(2026, 9, 30), False),  # the first day of a school year
        (date(2026, 8, 1), date(2026, 10, 1), True),
        (date(2025, 11, 22), date(2026, 3, 1), False),  # longer than a year ago
        (date(2025, 11, 23), date(2026, 3, 1), True),
    ],
)
def test_delivered_in_time(begin: date, came_on: date, late: bool) -> None:
    made = enrolled(begin=begin, at=datetime(came_on.year, came_on.month, came_on.day, 23, 30, tzinfo=AMSTERDAM))
    assert ("TE_LAAT_IN" in points(made)) is late


def test_leaving_is_judged_by_the_moment_of_that_end_date() -> None:
    by, made = inschrijver(), enrolled()
    with acting_as(by):
        Inschrijving.objects.filter(pk=made.pk).update(einddatum=date(2026, 11, 2))
    assert "TE_LAAT_UIT" in points(made)  # it came on 22 November
    with acting_as(by):
        Inschrijving.objects.filter(pk=made.pk).update(einddatum=date(2026, 11, 15))
    assert "TE_LAAT_UIT" not in points(made)


def test_what_was_loaded_was_not_delivered() -> None:
    later = datetime(2026, 11, 20, 9, tzinfo=AMSTERDAM)
    assert points(enrolled(begin=date(2026, 11, 2), at=later, aanleiding="laad")) == []


# who sees what


@pytest.mark.req("WNS-16")
def test_another_school_and_a_limited_reader_see_nothing() -> None:
    made = with_onderwijsnummer(enrolled())
    with acting_as(inschrijver("11AA")):
        assert punten.figures(registratie.registered(inschrijver("11AA")), on=ON).totalen == {}
    limited = Actor(**{**vars(inschrijver()), "beperking": "leerlingen"})
    with acting_as(limited):
        assert registratie.registered(limited).count() == 0
        assert registratie.registration(limited, made.kenmerk) is None


@pytest.mark.req("WNS-16")
def test_a_board_sees_the_sum_and_each_institution() -> None:
    with_onderwijsnummer(enrolled())
    with_onderwijsnummer(enrolled(code="11AA"), "100729533")
    enrolled(code="11AA")
    by = inschrijver("28AX", "11AA")
    with acting_as(by):
        controle = punten.figures(registratie.registered(by), on=ON)
        agree(registratie.registered(by), by)
    assert controle.aantal("BSN_ONBEKEND") == controle.te_doen == 2
    assert controle.per_code("BSN_ONBEKEND") == {"28AX": 1, "11AA": 1}
    assert controle.totalen == {"28AX": 1, "11AA": 2}
