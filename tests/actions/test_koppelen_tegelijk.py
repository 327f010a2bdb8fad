"""Merging in real transactions: at the same moment, and beside who enrols or reports by one of the numbers."""

from collections.abc import Callable

import pytest

from tests import factories
from tests.actions.koppelen import onderwijsnummer, zonder_bsn
from tests.actions.test_inschrijvingen_tegelijk import at_the_same_time
from tests.actions.test_koppelen import RITA, merge, undo
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.errors import Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.koppelingen.models import Koppeling
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Persoon, PersoonVersie

pytestmark = [pytest.mark.req("INS-31"), pytest.mark.usefixtures("committed_db")]


def merging(een: Persoon, ander: Persoon) -> Callable[[], Koppeling]:
    def act() -> Koppeling:
        with acting_as(RITA):
            return merge(een, ander)

    return act


def test_two_who_merge_the_same_pupils_merge_once() -> None:
    een, ander = factories.persoon(), zonder_bsn()
    answers = at_the_same_time(merging(een, ander), merging(ander, een))
    assert sorted(type(answer).__name__ for answer in answers) == ["Koppeling", "Rejected"]
    refused = next(answer for answer in answers if isinstance(answer, Rejected))
    assert refused.violations[0].code == "BV_K_intussen_gewijzigd"


def test_two_who_merge_in_a_ring_do_not_hang() -> None:
    """A with B and B with C at once: one waits, and one of the two may find that B is gone."""
    een, twee, drie = factories.persoon(), zonder_bsn(), zonder_bsn(onderwijsnummer(500))
    answers = at_the_same_time(merging(een, twee), merging(twee, drie))
    assert len(answers) == 2
    with acting_as(SYSTEEM):
        done = Koppeling.objects.count()
        assert Persoon.objects.count() == 3 - done
        assert {personen.on_number(onderwijsnummer(n)).count() for n in (100, 500)} == {1}


def test_history_stays_after_merging_and_undoing() -> None:
    een, ander = factories.persoon(), zonder_bsn()
    with acting_as(RITA):
        koppeling = merge(een, ander)
    with acting_as(SYSTEEM):
        assert PersoonVersie.objects.filter(id=ander.pk).count() == 1
        assert personen.past_of(ander.pk).personen[0].achternaam == "Morgen"
    with acting_as(RITA):
        undo(koppeling)
    with acting_as(SYSTEEM):
        states = list(PersoonVersie.objects.filter(id=ander.pk).order_by("versie_id"))
    assert [state.geregistreerd.upper is None for state in states] == [False, True]
