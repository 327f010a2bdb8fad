"""More writers at the same moment cannot store what one of them could not."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import OperationalError, connections

from tests import factories
from tests.actions.inschrijven import (
    NUMMER,
    VANDAAG,
    change,
    enrol,
    lotte,
    met_nummer,
    second_connection,
    zonder_nummer,
)
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.errors import Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums, InschrijvingInput
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Persoon

__all__ = ["lotte"]


def test_who_waits_too_long_hears_so(anna_actor: Actor, lotte: Persoon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personen, "LOCK_WAIT", "50ms")
    with second_connection() as other:
        other.execute("SELECT pg_advisory_xact_lock(1, hashtext('inschrijven 28AX'))")
        with acting_as(anna_actor), pytest.raises(OperationalError):
            actions.enrol(met_nummer(), by=anna_actor, on=VANDAAG)
    assert enrol(met_nummer(), anna_actor).inschrijving.pk


def at_the_same_time(*acts: Callable[[], object]) -> list[object]:
    """Run these in threads of their own; the answers, or what they raised."""
    start, answers = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            answers.append(act())
        except Rejected as rejected:
            answers.append(rejected)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.req("INS-32")
@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize("given", [met_nummer(), zonder_nummer()], ids=["met nummer", "zonder nummer"])
def test_two_who_enrol_the_same_pupil_at_the_same_time(given: InschrijvingInput) -> None:
    """One row and one person: who comes second finds what the first stored."""
    factories.instelling("28AX")
    factories.postcode()
    factories.persoon(nummer=NUMMER)
    by = factories.melder("28AX")
    answers = at_the_same_time(*[lambda: enrol(given, by).inschrijving.pk] * 4)
    assert len(set(map(str, answers))) == 1
    with acting_as(SYSTEEM):
        assert Inschrijving.objects.count() == InschrijvingVersie.objects.count() == 1
        assert Persoon.objects.count() == (1 if given.met_nummer else 2)


@pytest.mark.req("INS-32", "OVZ-13")
@pytest.mark.usefixtures("committed_db")
def test_two_writers_cannot_make_an_overlap() -> None:
    """One enrols from October, one stretches the earlier enrolment over it: one of the two is refused."""
    factories.instelling("28AX")
    lotte = factories.persoon(nummer=NUMMER)
    first = factories.inschrijving(lotte, begin=date(2025, 8, 1), eind=date(2026, 7, 31))
    by = factories.melder("28AX")
    seen = InschrijvingDatums(first.begindatum, first.einddatum)
    at_the_same_time(
        lambda: enrol(met_nummer(begindatum=date(2026, 10, 1)), by),
        lambda: change(first, by, first.begindatum, None, seen=seen),
    )
    with acting_as(SYSTEEM):
        periods = [(row.begindatum, row.einddatum) for row in Inschrijving.objects.order_by("begindatum")]
    assert periods in (
        [(first.begindatum, first.einddatum), (date(2026, 10, 1), None)],
        [(first.begindatum, None)],
    )


@pytest.mark.req("OVZ-12")
@pytest.mark.usefixtures("committed_db")
def test_two_who_change_the_same_dates() -> None:
    """The second looked at dates that are no longer there, and is told."""
    factories.instelling("28AX")
    found = factories.inschrijving(factories.persoon(nummer=NUMMER))
    by, seen = factories.melder("28AX"), InschrijvingDatums(found.begindatum, None)
    ends = [date(2025, 7, 31), date(2025, 12, 31)]
    answers = at_the_same_time(*[lambda e=e: change(found, by, found.begindatum, e, seen=seen) for e in ends])
    refusals = [answer for answer in answers if isinstance(answer, Rejected)]
    assert [refusal.violations[0].code for refusal in refusals] == ["BV_I_intussen_gewijzigd"]
    with acting_as(SYSTEEM):
        assert InschrijvingVersie.objects.count() == 2
