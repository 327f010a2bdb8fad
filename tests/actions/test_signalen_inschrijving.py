"""Double enrolments and who went on elsewhere: what both schools see, and when it goes away. §4.3."""

from datetime import date

import pytest

from tests import factories
from tests.actions.inschrijven import VANDAAG, change
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import queries
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums, Periode
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.instellingen.models import Contactpersoon

pytestmark = pytest.mark.django_db


@pytest.fixture
def cor_actor(anna_actor: Actor) -> Actor:
    factories.instelling("11AA", bestuur="200B001", naam="Andere School")
    return factories.melder("11AA", naam="Cor van Elders")


def both(
    first: tuple[date, date | None], second: tuple[date, date | None], sector: str = "VO"
) -> tuple[Inschrijving, Inschrijving]:
    """One pupil at 28AX and at 11AA."""
    pupil = factories.persoon()
    factories.instelling("11AA", sector=sector, bestuur="200B001", naam="Andere School")
    return factories.inschrijving(pupil, "28AX", *first), factories.inschrijving(pupil, "11AA", *second)


def doubles(by: Actor, on: date = VANDAAG) -> list[queries.Dubbel]:
    with acting_as(by):
        return queries.doubles(by, queries.double_pairs(by, on=on), on=on)


def left(by: Actor, on: date = VANDAAG) -> list[queries.Vertrokken]:
    with acting_as(by):
        return queries.left(by, queries.left_pairs(by, on=on), on=on)


AUG, SEP = date(2024, 8, 1), date(2026, 9, 1)


@pytest.mark.req("INS-16", "INS-32")
def test_both_schools_see_it_with_the_dates_that_solve_it(anna_actor: Actor, cor_actor: Actor) -> None:
    old, new = both((AUG, None), (SEP, None))
    [at_anna], [at_cor] = doubles(anna_actor), doubles(cor_actor)
    assert (at_anna.eigen, at_anna.ander.instelling, at_anna.ander.naam) == (old, "11AA", "Andere School")
    assert at_anna.ander.periode == Periode(SEP, None)
    assert at_anna.voorstel == InschrijvingDatums(AUG, date(2026, 8, 31))
    assert (at_cor.eigen, at_cor.voorstel) == (new, None)  # the old school has to end it
    assert (at_anna.eerst_hier, at_cor.eerst_hier) == (True, False)
    change(old, anna_actor, AUG, date(2026, 8, 31))
    assert doubles(anna_actor) == doubles(cor_actor) == []


@pytest.mark.parametrize(
    ("first", "second", "proposal"),
    [
        ((AUG, date(2026, 9, 1)), (SEP, None), (AUG, date(2026, 8, 31))),  # one shared day
        ((AUG, date(2026, 8, 31)), (SEP, None), ()),  # they connect
        ((SEP, None), (AUG, date(2026, 9, 30)), (date(2026, 10, 1), None)),  # the new school may begin later
        ((SEP, date(2026, 9, 30)), (AUG, date(2026, 9, 30)), None),  # nothing would be left
        ((SEP, None), (SEP, None), None),  # only they can know
    ],
)
def test_proposals(
    anna_actor: Actor,
    first: tuple[date, date | None],
    second: tuple[date, date | None],
    proposal: tuple[date, date | None] | tuple[()] | None,
) -> None:
    own, _ = both(first, second)
    found = doubles(anna_actor)
    if proposal == ():
        assert found == []
        return
    wanted = InschrijvingDatums(*proposal) if proposal else None
    assert [each.voorstel for each in found] == [wanted]
    with acting_as(anna_actor):
        assert queries.proposal_for(anna_actor, own, on=VANDAAG) == wanted


@pytest.mark.parametrize(("sector", "kind"), [("VO", "vo–vo"), ("PO", "po–vo")])
def test_the_kind_names_the_earlier_school_first(anna_actor: Actor, sector: str, kind: str) -> None:
    both((SEP, None), (AUG, None), sector)
    assert [each.soort for each in doubles(anna_actor)] == [kind]


def test_what_ended_long_ago_is_no_signal(anna_actor: Actor) -> None:
    both((AUG, None), (date(2025, 8, 1), date(2025, 11, 22)))
    assert len(doubles(anna_actor)) == 1
    assert doubles(anna_actor, date(2026, 11, 23)) == []


def test_only_function_and_telephone_of_the_other_school(anna_actor: Actor, cor_actor: Actor) -> None:
    for naam, functie, telefoon in (("B. Jansen", "", "030 555 01 01"), ("A. Bakker", "administratie", "")):
        with acting_as(SYSTEEM):
            Contactpersoon.objects.create(
                instelling_id="11AA", naam=naam, functie=functie, telefoon=telefoon, email="x@school.example"
            )
    both((AUG, None), (SEP, None))
    [found] = doubles(anna_actor)
    assert [(each.functie, each.telefoon) for each in found.ander.contacten] == [("Contactpersoon", "030 555 01 01")]


def test_a_third_school_sees_nothing(anna_actor: Actor) -> None:
    both((AUG, None), (SEP, None))
    factories.instelling("22BB", bestuur="300B001")
    third = factories.melder("22BB")
    assert doubles(third) == left(third) == []
    with acting_as(third):
        assert Inschrijving.objects.count() == 0


def test_the_old_school_hears_where_a_pupil_went(anna_actor: Actor, cor_actor: Actor) -> None:
    own, _ = both((AUG, date(2026, 7, 31)), (date(2026, 8, 1), None))
    factories.inschrijving(own.persoon, "22BB", date(2026, 11, 1))  # and went on
    [found] = left(anna_actor)
    assert (found.eigen, found.ander.instelling, found.ander.periode) == (own, "11AA", Periode(date(2026, 8, 1), None))
    assert left(cor_actor) == []
    assert left(anna_actor, date(2027, 8, 1)) == []


def test_who_came_back_is_not_gone(anna_actor: Actor) -> None:
    own, _ = both((AUG, date(2026, 7, 31)), (date(2026, 8, 1), date(2026, 8, 31)))
    factories.inschrijving(own.persoon, "28AX", SEP)
    assert left(anna_actor) == []


def test_the_register_counts_per_institution(anna_actor: Actor) -> None:
    both((AUG, None), (SEP, None))
    both((AUG, None), (SEP, None))
    both((AUG, date(2026, 8, 31)), (SEP, None))
    with acting_as(SYSTEEM):
        assert queries.doubles_per_instelling(on=VANDAAG) == {"28AX": 2, "11AA": 2}
        assert queries.doubles_per_instelling({"28AX"}, on=VANDAAG) == {"28AX": 2}
