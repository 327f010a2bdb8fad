"""The worked cases, through ``laad`` and fifteen runs: who is in the start set, who on the list, and who hears it."""

from pathlib import Path
from typing import Any

import pytest

from tests.reports.gevallen_lijst import GEVALLEN
from tests.reports.land import load_cases
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon
from verzuimloket.rapportages import queries
from verzuimloket.rapportages.actions import publish_month
from verzuimloket.rapportages.models import Lijstregel, Mutatie, Startregel
from verzuimloket.rapportages.rules.kalender import months_of

pytestmark = pytest.mark.usefixtures("committed_db")


def run_all() -> None:
    for t2 in months_of(2025):
        with acting_as(SYSTEEM):
            publish_month(t2, by=SYSTEEM, at=clock.now())


def found(naam: str) -> dict[str, Any]:
    """What the fifteen runs say of the person with this name, in the form of a Geval."""
    pk = Persoon.objects.get(achternaam=naam).pk
    runs = list(queries.of_year(2025))

    def row(model: type[Startregel] | type[Lijstregel], **where: Any) -> str:
        return "".join(str(model.objects.filter(peiling=run, persoon_id=pk, **where).count()) for run in runs)

    heard: dict[str, set[str]] = {}
    for each in Mutatie.objects.filter(peiling__in=runs, persoon_id=pk).select_related("peiling", "lijstregel"):
        reden = each.reden if each.rapport == "A02" else codelijst("vsv_reden").label(each.lijstregel.reden)
        ontvanger = f"{each.soort_ontvanger}{each.ontvanger.zfill(4)}"
        heard.setdefault(each.peiling.rapportagemaand, set()).add(f"{ontvanger} {each.rapport} {reden}")
    return {
        "startset": row(Startregel),
        "met_sk": row(Startregel, heeft_sk=True),
        "lijst": row(Lijstregel),
        "mutaties": heard,
    }


@pytest.mark.req("MND-04")
@pytest.mark.req("MND-05")
@pytest.mark.req("MND-12")
@pytest.mark.req("MND-13")
@pytest.mark.req("MND-14")
@pytest.mark.req("MND-15")
@pytest.mark.req("MND-16")
@pytest.mark.req("MND-17")
@pytest.mark.req("MND-18")
@pytest.mark.req("WNS-08")
@pytest.mark.req("WNS-10")
def test_every_worked_case_comes_out_as_written(tmp_path: Path) -> None:
    load_cases(tmp_path, GEVALLEN)
    run_all()
    with acting_as(SYSTEEM):
        seen = {geval.naam: found(geval.naam) for geval in GEVALLEN}
    expected = {
        geval.naam: {
            "startset": geval.startset,
            "met_sk": geval.met_sk,
            "lijst": geval.lijst,
            "mutaties": geval.heard(),
        }
        for geval in GEVALLEN
    }
    assert seen == expected
