"""Any country: the set statements find what the definition in plain Python finds, and a run never changes again."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.reports import naslag
from verzuimloket import testland
from verzuimloket.channels.upload.laden import laad
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Persoon
from verzuimloket.rapportages import queries
from verzuimloket.rapportages.actions import publish_month
from verzuimloket.rapportages.models import Lijstregel, Peiling, Startregel
from verzuimloket.rapportages.rules import kalender
from verzuimloket.routering.models import Gemeente

pytestmark = pytest.mark.usefixtures("committed_db")


def sets_of(peiling: Peiling, nummers: dict[int, str]) -> naslag.Antwoord:
    start = Startregel.objects.filter(peiling=peiling)
    return naslag.Antwoord(
        {nummers[each.persoon_id]: (each.instelling_id, each.regio, each.heeft_sk) for each in start},
        {nummers[each.persoon_id]: each.reden for each in Lijstregel.objects.filter(peiling=peiling)},
    )


def stored(model: type[Any]) -> list[tuple[Any, ...]]:
    return list(model.objects.order_by("pk").values_list())


@pytest.mark.req("MND-14")
@pytest.mark.req("MND-15")
@pytest.mark.parametrize("zaad", [3, 14])
def test_sets_are_what_the_definition_says(tmp_path: Path, zaad: int) -> None:
    """Eighteen runs of a random country, in which everything of the definition happens."""
    testland.schrijf(tmp_path, 400, zaad, date(2026, 11, 22))
    assert not laad(tmp_path).fouten
    land = naslag.read(tmp_path, dict(Gemeente.objects.values_list("code", "regio_id")))
    with acting_as(SYSTEEM):
        nummers = {persoon.pk: personen.number_of(persoon) for persoon in Persoon.objects.all()}
    seen = 0
    for t2 in (*kalender.months_of(2024), *kalender.months_of(2025)[3:13]):
        with acting_as(SYSTEEM):
            publish_month(t2, by=SYSTEEM, at=clock.now())
            for run in kalender.runs(t2):
                peiling = queries.peiling_of(run)
                if peiling is None:
                    continue
                answer = sets_of(peiling, nummers)
                assert answer == naslag.ask(land, run), run
                seen += len(answer.lijst)
    assert seen > 20


@pytest.mark.req("MND-14")
def test_a_published_run_stays_as_it_is(tmp_path: Path) -> None:
    """Asked again, also after the register moved on, it does not change; and a run knows nothing of what came later."""
    testland.schrijf(tmp_path, 150, 5, date(2026, 11, 22))
    assert not laad(tmp_path).fouten
    for t2 in kalender.months_of(2025)[:6]:
        with acting_as(SYSTEEM):
            publish_month(t2, by=SYSTEEM, at=clock.now())
    with acting_as(SYSTEEM):
        before = [stored(model) for model in (Peiling, Startregel, Lijstregel)]
        Persoon.objects.update(overlijdensdatum=date(2025, 10, 5))
        for t2 in kalender.months_of(2025)[:6]:
            publish_month(t2, by=SYSTEEM, at=clock.now())
        assert [stored(model) for model in (Peiling, Startregel, Lijstregel)] == before
