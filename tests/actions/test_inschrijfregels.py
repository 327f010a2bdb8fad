"""Many enrolments at once: the same answers and rows as one after the other (ADR 0034)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.actions.inschrijven import UTRECHT, VANDAAG, events, met_nummer, stored, zonder_nummer
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.scope import acting_as, widened
from verzuimloket.inschrijvingen import actions, queries, rules
from verzuimloket.inschrijvingen.inputs import Inschrijfregel, InschrijvingInput, Regeluitkomst
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen.inputs import AdresInput, Geboortedatum
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.personen.rules import maak_onderwijsnummer

NUMMERS = [factories.bsn(880_000 + n) for n in range(9)]
SCHOLEN = ("28AX", "10PO", "20MB", "30B4", "31ED", "99ZZ")
DAGEN = [
    *(date(2023, 7, 31), date(2023, 8, 1), date(2024, 8, 1), date(2025, 7, 18), date(2025, 7, 31), date(2025, 8, 1)),
    *(date(2025, 8, 18), date(2025, 9, 5), date(2025, 9, 8), date(2025, 10, 20), date(2026, 8, 1), date(2026, 9, 1)),
    *(date(2026, 9, 12), date(2026, 10, 19), VANDAAG, date(2026, 11, 23)),
]


@pytest.fixture
def land(db: None) -> Actor:
    """Five kinds of schools and nine persons, each remarkable in another way. Who acts for four of the schools."""
    factories.instelling("28AX")
    factories.instelling("10PO", sector="PO", oprichtingsdatum=date(2024, 8, 1))
    factories.instelling("20MB", sector="MBO", opheffingsdatum=date(2026, 9, 1))
    factories.instelling("30B4", bekostigd=False, tweede_vervangt=True)
    factories.instelling("31ED")
    factories.postcode()
    people = [factories.persoon(nummer=nummer) for nummer in NUMMERS]
    with acting_as(SYSTEEM):
        Persoon.objects.filter(pk=people[1].pk).update(overlijdensdatum=date(2026, 1, 1))
        Persoon.objects.filter(pk=people[2].pk).update(geboorte_precisie="M")
        Persoon.objects.filter(pk=people[3].pk).update(geslacht="O")
        Persoon.objects.filter(pk=people[4].pk).update(geboortedatum=date(2021, 8, 15))
    for begin, eind in ((date(2024, 8, 1), date(2025, 7, 31)), (date(2025, 8, 1), None)):
        factories.inschrijving(people[5], "28AX", begin, eind)
    factories.inschrijving(people[6], "31ED", date(2024, 8, 1), date(2025, 9, 5))
    factories.inschrijving(people[7], "30B4", date(2025, 9, 8))
    return factories.melder("28AX", "10PO", "20MB", "30B4")


def lines() -> st.SearchStrategy[InschrijvingInput]:
    """One enrolment: mostly in order, sometimes not."""
    born = st.sampled_from([Geboortedatum(2012, 1, 1)] * 4 + [Geboortedatum(2012, 1), Geboortedatum(2021, 8, 15)])
    return st.builds(
        lambda nummer, more: met_nummer(bsn=nummer, **more),
        st.sampled_from([*NUMMERS, factories.bsn(990_000), "123456789"]),
        st.fixed_dictionaries(
            {
                "instelling": st.sampled_from(SCHOLEN),
                "begindatum": st.sampled_from([*DAGEN, None]),
                "einddatum": st.sampled_from([None] * 6 + DAGEN),
                "geslacht": st.sampled_from("VVVVMO"),
                "geboortedatum": born,
                "vervang_bestaande": st.booleans(),
                "adres": st.sampled_from([None, None, None, UTRECHT, AdresInput(land="5010")]),
            }
        ),
    )


def nameless() -> st.SearchStrategy[InschrijvingInput]:
    more = {
        "instelling": st.sampled_from(SCHOLEN),
        "begindatum": st.sampled_from(DAGEN),
        "achternaam": st.sampled_from(["Şahin", "Morgen", ""]),
        "voornamen": st.sampled_from(["Deniz", "Lotte", ""]),
        "geboortedatum": st.sampled_from([Geboortedatum(2012, 1, 1), Geboortedatum(2013, 5, 4), Geboortedatum(2013)]),
        "adres": st.sampled_from([UTRECHT, AdresInput(postcode="3511 ab", huisnummer="99"), AdresInput(), None]),
    }
    return st.builds(lambda fields: zonder_nummer(**fields), st.fixed_dictionaries(more))


def numbered(givens: list[InschrijvingInput]) -> list[Inschrijfregel]:
    return [Inschrijfregel(n, each) for n, each in enumerate(givens, 2)]


_EXAMPLES = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
    database=None,
)


@_EXAMPLES
@given(givens=st.lists(lines(), min_size=20, max_size=60))
def test_about_an_ordinary_line_no_rule_has_anything_to_say(land: Actor, givens: list[InschrijvingInput]) -> None:
    """Two evaluators: what the set statement lets through, the rules let through without a word."""
    with acting_as(land), widened("test"):
        screened = queries.candidates(numbered(givens), by=land, on=VANDAAG)
        full = queries.candidates(numbered(givens), by=land, on=VANDAAG, alles=True)
    assert [each.persoon_id for each in screened] == [each.persoon_id for each in full]
    for each, screen, facts in zip(givens, screened, full, strict=True):
        assert screen.zelfde == facts.zelfde
        if screen.facts is None:
            assert rules.INSCHRIJVING.broken(each, facts.facts, on=VANDAAG) == []
            assert facts.raakt in (None, facts.zelfde)


def test_most_lines_of_a_usual_file_are_ordinary(land: Actor) -> None:
    """Otherwise the screen would prove nothing."""
    dates = [date(2025, 8, 1), date(2025, 9, 8), date(2026, 10, 19)]
    givens = [met_nummer(bsn=NUMMERS[place], begindatum=day) for place, day in zip((0, 8, 3), dates, strict=True)]
    with acting_as(land), widened("test"):
        found = queries.candidates(numbered(givens), by=land, on=VANDAAG)
    assert [each.facts is None for each in found] == [True, True, False]


@_EXAMPLES
@given(givens=st.lists(lines() | nameless(), min_size=2, max_size=12))
def test_all_at_once_is_one_after_the_other(land: Actor, givens: list[InschrijvingInput]) -> None:
    regels = numbered(givens)
    apart, apart_rows = undone(land, lambda: [_enrol(land, [regel])[0] for regel in regels])
    samen, samen_rows = undone(land, lambda: _enrol(land, regels))
    assert [without_id(each) for each in samen] == [without_id(each) for each in apart]
    assert samen_rows == apart_rows


def undone(by: Actor, act: Any) -> tuple[Any, Any]:
    """What this gives and which rows there are then; afterwards it never happened."""
    sid = transaction.savepoint()
    try:
        return act(), _rows()
    finally:
        transaction.savepoint_rollback(sid)


def _enrol(by: Actor, regels: list[Inschrijfregel], **more: Any) -> list[Regeluitkomst]:
    with acting_as(by):
        return actions.enrol_lines(regels, by=by, on=VANDAAG, **more)


def _rows() -> Any:
    """Everything but keys and issued numbers."""
    with acting_as(SYSTEEM):
        named = ("persoon__achternaam", "persoon__voornamen", "persoon__geboortedatum", "persoon__bsn_index")
        columns = ("instelling", "begindatum", "einddatum", "sector", "bekostigd")
        enrolled = sorted(map(repr, Inschrijving.objects.values_list(*columns, *named)))
        lived = sorted(map(repr, Adres.objects.values_list("begindatum", "einddatum", "postcode", *named)))
        return enrolled, lived, Persoon.objects.count(), sorted(events())


def without_id(each: Regeluitkomst) -> tuple[Any, ...]:
    return each.regel, each.uitkomst, each.bevindingen


@pytest.mark.req("BST-02")
def test_a_trial_stores_nothing_and_tells_the_same(land: Actor) -> None:
    regels = numbered([met_nummer(bsn=NUMMERS[0]), zonder_nummer(), met_nummer(bsn="123456789"), met_nummer(bsn="")])
    before = stored()
    trial = _enrol(land, regels, proef=True)
    assert stored() == before
    assert [without_id(each) for each in trial] == [without_id(each) for each in _enrol(land, regels)]
    assert [each.uitkomst for each in trial] == ["NIEUW", "NIEUW", "FOUT", "FOUT"]


def test_a_trial_does_not_tell_of_another_school(land: Actor) -> None:
    """It leaves no enrolment behind, so it would be a way to look for pupils."""
    regel = numbered([met_nummer(bsn=NUMMERS[6], begindatum=date(2025, 9, 1))])
    assert [each.code for each in _enrol(land, regel, proef=True)[0].bevindingen] == []
    assert [each.code for each in _enrol(land, regel)[0].bevindingen] == ["BV_I_overlap_andere_instelling"]


@pytest.mark.req("BST-02")
def test_the_same_lines_again_change_nothing(land: Actor) -> None:
    regels = numbered([met_nummer(bsn=NUMMERS[0]), met_nummer(bsn=NUMMERS[8]), zonder_nummer()])
    _enrol(land, regels)
    before = stored()
    again = _enrol(land, regels)
    assert stored() == before
    assert [each.uitkomst for each in again] == ["ONGEWIJZIGD"] * 3


def test_the_second_line_of_a_pupil_sees_the_first(land: Actor) -> None:
    """Also when the pupil is new, and when a third line gives the number in another way."""
    first, again = zonder_nummer(), zonder_nummer(begindatum=date(2026, 9, 7))
    found = _enrol(land, numbered([first, again, first]))
    assert [each.uitkomst for each in found] == ["NIEUW", "FOUT", "ONGEWIJZIGD"]
    assert [each.code for each in found[1].bevindingen] == ["BV_I_tweede_inschrijving"]


def test_the_number_of_statements_does_not_grow(land: Actor) -> None:
    """Also not when a school types the same number for whoever it does not know."""

    def statements(count: int) -> int:
        people = [factories.persoon(nummer=factories.bsn(700_000 + 100 * count + n)) for n in range(count)]
        assert people
        numbers = [factories.bsn(700_000 + 100 * count + n) for n in range(count)]
        givens = [met_nummer(bsn=nummer) for nummer in numbers]
        givens += [zonder_nummer(achternaam=f"Nieuw{count}x{n}") for n in range(count)]
        givens += [met_nummer(bsn="123456789"), met_nummer(bsn=factories.bsn(990_000))] * count
        with CaptureQueriesContext(connection) as captured:
            _enrol(land, numbered(givens))
        return len(captured)

    assert statements(12) <= statements(2) + 6  # some onderwijsnummers do not exist: the next ones are asked


@pytest.fixture
def met_onderwijsnummer(land: Actor) -> Iterator[str]:
    """A pupil whom the school enrolled without a number; the number that the register gave."""
    nummer = maak_onderwijsnummer(0)
    assert nummer
    [found] = _enrol(land, numbered([zonder_nummer()]))
    with acting_as(SYSTEEM):
        persoon = Inschrijving.objects.get(pk=found.inschrijving_id).persoon
        from verzuimloket.personen import queries as personen

        yield personen.number_of(persoon)


@pytest.mark.req("INS-42")
def test_the_school_sends_a_new_address_with_the_onderwijsnummer(land: Actor, met_onderwijsnummer: str) -> None:
    """Domain rules §3.2: of a pupil without bsn the school is the source."""
    moved = AdresInput(postcode="3511 ab", huisnummer="44", straat="Oudegracht", plaats="Utrecht")
    line = _with_number(met_onderwijsnummer, moved)
    for expected in (2, 2):  # the second time nothing is new
        assert _enrol(land, [line])[0].uitkomst == "ONGEWIJZIGD"
        with acting_as(SYSTEEM):
            rows = list(Adres.objects.filter(persoon__bsn_index__isnull=True).order_by("begindatum"))
        assert len(rows) == expected
    assert [(row.huisnummer, row.einddatum) for row in rows] == [("12", date(2026, 11, 21)), ("44", None)]
    assert rows[1].gemeentecode == "0344"
    assert events().count("adres:vastleggen") == 2


def _with_number(nummer: str, adres: AdresInput) -> Inschrijfregel:
    given = met_nummer(
        bsn="", onderwijsnummer=nummer, geslacht="M", geboortedatum=Geboortedatum(2013, 5, 4), adres=adres
    )
    return Inschrijfregel(1, given)


def test_of_a_pupil_with_bsn_no_address_is_kept(land: Actor) -> None:
    before = stored()["Adres"]
    found = _enrol(land, numbered([met_nummer(bsn=NUMMERS[0], adres=UTRECHT)]))
    assert stored()["Adres"] == before
    assert "BV_I_adres_uit_brp" in [each.code for each in found[0].bevindingen]


def test_only_who_enrols_may(bram_actor: Actor) -> None:
    factories.instelling()
    with pytest.raises(Exception, match="rol"):
        _enrol(bram_actor, numbered([met_nummer()]))
    assert not Instelling.objects.filter(code="99ZZ").exists()
