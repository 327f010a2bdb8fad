"""Two people, or one who clicks twice, send the same file at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tests import factories
from tests.inspectie import maken
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
