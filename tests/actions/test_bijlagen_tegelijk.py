"""Two people, or one who clicks twice, send the same file at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection, connections

from tests import factories
from tests.inspectie import maken
from verzuimloket.access.models import Gebruiker
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim import actions
from verzuimloket.verzuim.inputs import BijlageInput
from verzuimloket.verzuim.models import Bijlage

WRITERS = 3


@pytest.mark.req("WNS-03")
@pytest.mark.usefixtures("committed_db")
def test_the_same_file_at_once_is_one() -> None:
    melding, anna, barrier = factories.melding(factories.leerling()), factories.melder(), Barrier(WRITERS)
    given = BijlageInput("verslag.pdf", maken.pdf())

    def run(_: int) -> int:
        try:
            barrier.wait()
            with acting_as(anna):
                return actions.add_bijlage(melding, given, by=anna, at=clock.now()).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        found = set(pool.map(run, range(WRITERS)))
    with acting_as(SYSTEEM):
        assert {row.pk for row in Bijlage.objects.all()} == found
    assert len(found) == 1


@pytest.mark.req("WNS-03")
@pytest.mark.usefixtures("committed_db")
def test_files_stay_when_a_draft_is_thrown_away_while_it_is_handed_in() -> None:
    pupil, maker = factories.leerling(), Gebruiker.objects.create(gebruikersnaam="anna", naam="Anna")
    anna = replace(factories.melder(), gebruiker_id=maker.pk)
    with acting_as(anna):
        concept = actions.start_concept(pupil, "28AX", by=anna, at=clock.now())
        actions.add_bijlage(concept, BijlageInput("verslag.pdf", maken.pdf()), by=anna, at=clock.now())

    def discard() -> bool:
        try:
            with acting_as(anna):
                return actions.discard_concept(concept, by=anna)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with acting_as(anna):
            made = actions.submit_concept(concept, factories.melding_input(pupil), by=anna, at=clock.now())
            discarding = pool.submit(discard)
            assert any(somebody_waits() for _ in range(100_000))
        assert discarding.result() is False
    with acting_as(SYSTEEM):
        assert [row.melding_id for row in Bijlage.objects.all()] == [made.pk]


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])
