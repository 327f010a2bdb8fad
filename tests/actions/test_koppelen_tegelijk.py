"""Merging in real transactions: at the same moment, and beside who enrols or reports by one of the numbers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connections

from tests import factories
from tests.actions.inschrijven import enrol, met_nummer
from tests.actions.koppelen import onderwijsnummer, zonder_bsn
from tests.actions.test_inschrijvingen_tegelijk import at_the_same_time
from tests.actions.test_koppelen import RITA, merge, undo
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.errors import Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.actions import regels
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.koppelingen import queries
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


def test_whether_it_may_be_undone_is_asked_with_the_pupil_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a merge that is under way slips in between, and undoing the one before tears it apart."""
    een, ander = factories.persoon(), zonder_bsn()
    with acting_as(RITA):
        koppeling = merge(een, ander)
    usual, taken = queries.undo_facts, list[None]()

    def lock() -> None:
        try:
            with acting_as(SYSTEEM):
                Persoon.objects.select_for_update(nowait=True).get(kenmerk=koppeling.naar)
        finally:
            connections.close_all()

    def asked(*args: Any, **given: Any) -> Any:
        with ThreadPoolExecutor(max_workers=1) as thread, pytest.raises(OperationalError, match="lock"):
            taken.append(thread.submit(lock).result())
        return usual(*args, **given)

    monkeypatch.setattr(queries, "undo_facts", asked)
    with acting_as(RITA):
        undo(koppeling)
    assert taken == []


def test_undoing_when_the_pupil_was_merged_away_meanwhile() -> None:
    een, twee, drie = factories.persoon(), zonder_bsn(), zonder_bsn(onderwijsnummer(500))
    with acting_as(RITA):
        koppeling = merge(twee, drie)
        merge(een, twee)
        with pytest.raises(Rejected) as refused:
            undo(koppeling)
    assert [violation.code for violation in refused.value.violations] == ["BV_K_later_gekoppeld"]


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


def test_who_enrols_a_pupil_that_is_merged_away_meanwhile_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database refuses the enrolment of somebody who is gone; the second attempt finds who remained."""
    factories.instelling("28AX")
    een, ander = factories.persoon(), zonder_bsn()
    by, usual = factories.melder("28AX"), regels._store
    given = met_nummer(bsn="", onderwijsnummer=onderwijsnummer())

    def merged_first(*args: Any, **more: Any) -> None:
        monkeypatch.setattr(regels, "_store", usual)
        assert [type(each) for each in at_the_same_time(merging(een, ander))] == [Koppeling]
        usual(*args, **more)

    monkeypatch.setattr(regels, "_store", merged_first)
    with pytest.raises(IntegrityError):
        enrol(given, by)
    assert enrol(given, by).inschrijving.persoon_id == een.pk
    with acting_as(SYSTEEM):
        assert list(Inschrijving.objects.values_list("persoon_id", flat=True)) == [een.pk]
