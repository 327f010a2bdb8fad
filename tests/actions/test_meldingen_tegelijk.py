"""Several writers at the same moment: one wins, the others are told; the database itself refuses too."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction

from tests import factories
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.errors import Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim import actions
from verzuimloket.verzuim.models import Melding, MeldingVersie

pytestmark = pytest.mark.usefixtures("committed_db")
WRITERS = 6


def together(write: Callable[[int], str]) -> list[str]:
    """Let all writers start at once; what each of them was answered."""
    barrier = Barrier(WRITERS)

    def run(number: int) -> str:
        try:
            barrier.wait()
            return write(number)
        except Rejected as refused:
            return refused.violations[0].code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, range(WRITERS)))


@pytest.mark.req("RGL-21")
def test_one_of_many_overlapping_meldingen_is_stored() -> None:
    pupil, anna = factories.leerling(), factories.melder()

    def write(number: int) -> str:
        with acting_as(anna):
            actions.submit_melding(factories.melding_input(pupil, reden=f"Reden {number}"), by=anna, at=clock.now())
        return "opgeslagen"

    answers = together(write)
    assert sorted(set(answers)) == ["BV_S_overlap_melding", "opgeslagen"]
    assert answers.count("opgeslagen") == 1
    with acting_as(SYSTEEM):
        assert (Melding.objects.count(), MeldingVersie.objects.count()) == (1, 1)


def test_of_many_changes_none_overwrites_another() -> None:
    pupil, anna = factories.leerling(), factories.melder()
    melding = factories.melding(pupil)

    def write(number: int) -> str:
        with acting_as(anna):
            given = factories.melding_input(pupil, reden=f"Reden {number}")
            actions.change_melding(melding, given, by=anna, at=clock.now(), versie=1)
        return "opgeslagen"

    answers = together(write)
    assert answers.count("opgeslagen") == 1
    assert answers.count(actions.CHANGED_MEANWHILE) == WRITERS - 1
    with acting_as(SYSTEEM):
        assert Melding.objects.get().versie == 2


def test_the_database_refuses_an_overlap_that_no_rule_saw() -> None:
    melding = factories.melding(factories.leerling())
    with acting_as(SYSTEEM), pytest.raises(IntegrityError, match="melding_overlapt_niet"), transaction.atomic():
        copy = Melding.objects.get(pk=melding.pk)
        copy.pk, copy.nummer, copy.kenmerk = None, copy.nummer + 1, None
        copy.kenmerk = "11111111-1111-4111-8111-111111111111"
        copy.save(force_insert=True)


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("status", "'G'", "melding_afgesloten_met_reden"),
        ("status", "'I'", "melding_ingetrokken_met_reden"),
        ("status", "'X'", "melding_status_bestaat"),
        ("einddatum", "begindatum - 1", "melding_volgorde"),
    ],
)
def test_the_database_refuses_what_must_never_be(column: str, value: str, constraint: str) -> None:
    factories.melding(factories.leerling())
    with acting_as(SYSTEEM), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        connection.cursor().execute(f"UPDATE verzuim_melding SET {column} = {value}")


def test_versions_connect_without_a_gap() -> None:
    """Three transactions, three versions: each begins where the one before it ends."""
    pupil, anna = factories.leerling(), factories.melder()
    melding: Any = factories.melding(pupil)
    for versie, eind in ((1, 5), (2, 4)):
        with acting_as(anna):
            given = factories.melding_input(pupil, einddatum=date(2026, 11, eind))
            melding = actions.change_melding(melding, given, by=anna, at=clock.now(), versie=versie)
    with acting_as(SYSTEEM):
        periods = list(MeldingVersie.objects.order_by("versie_id").values_list("geregistreerd", flat=True))
    assert len(periods) == 3
    assert [before.upper for before in periods[:2]] == [after.lower for after in periods[1:]]
    assert periods[2].upper is None
