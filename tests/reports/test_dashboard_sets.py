"""The counts of the dashboards against the published sets of a country: every sum of parts is the whole."""

from pathlib import Path
from typing import Any

import pytest

from tests.reports.gevallen_lijst import GEVALLEN
from tests.reports.land import load_cases
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.rapportages.actions import publish_month
from verzuimloket.rapportages.models import Lijstregel, Mutatie, Peiling, Startregel
from verzuimloket.rapportages.queries import dashboard as queries
from verzuimloket.rapportages.queries import previous_of
from verzuimloket.rapportages.queries.dashboard import Bereik
from verzuimloket.rapportages.rules.kalender import Run, months_of, runs

NAAR = ("niveau", "leerweg", "locatie", "regio", "gemeente", "instelling")
BEREIKEN = (
    Bereik("L", (), namen=False),
    Bereik("R", ("19",), namen=True),
    Bereik("G", ("0344",), namen=True),
    Bereik("I", ("99AA", "99BB"), namen=True),
)


@pytest.mark.req("MND-03", "MND-04", "MND-05")
def test_every_figure_follows_from_the_sets(committed_db: None, tmp_path: Path) -> None:
    load_cases(tmp_path, GEVALLEN)
    with acting_as(SYSTEEM):
        for t2 in months_of(2025)[:8]:
            publish_month(t2, by=SYSTEEM, at=clock.now())
        for bereik in (*BEREIKEN, BEREIKEN[1].deeper("0344"), BEREIKEN[1].deeper("0344").deeper("99AA")):
            _agrees(bereik)


def _agrees(bereik: Bereik) -> None:
    found = [each for each in reversed(queries.peilingen()) if each.soort == "A04"]
    kolommen = {"I": "instelling_id", "G": "gemeente", "R": "regio"}
    only: dict[str, Any] = {f"{kolommen[bereik.soort]}__in": bereik.codes} if bereik.soort != "L" else {}
    only |= {kolommen[soort]: code for soort, code in bereik.binnen}
    before = {each.pk: vorige.pk if (vorige := previous_of(_run(each))) else None for each in found}
    standen, mutaties = queries.standen(bereik, found), queries.mutaties(bereik, list(before.items()))
    parts = queries.verdeling(bereik, found, NAAR)
    was = 0
    for peiling in found:
        lijst = Lijstregel.objects.filter(peiling=peiling, **only).count()
        start = Startregel.objects.filter(peiling=peiling, **only).count()
        assert sum(each.aantal for each in standen if each.peiling == peiling.pk) == lijst
        assert lijst == was + mutaties[peiling.pk].erbij - mutaties[peiling.pk].eraf
        for naar in NAAR:
            told = parts[naar][peiling.pk].values()
            assert (sum(each.start for each in told), sum(each.lijst for each in told)) == (start, lijst), naar
        werk = queries.werkvoorraad(bereik, peiling)
        assert sum(each.aantal for each in werk) == lijst
        if bereik.soort != "L" and not bereik.binnen:
            files = Mutatie.objects.filter(
                peiling=peiling, soort_ontvanger=bereik.soort, ontvanger__in=bereik.codes
            ).values_list("rapport", flat=True)
            assert (mutaties[peiling.pk].erbij, mutaties[peiling.pk].eraf) == (
                list(files).count("A01"),
                list(files).count("A02"),
            )
        was = lijst
    assert was, "the cases put somebody on the list of this reach"


def _run(peiling: Peiling) -> Run:
    return next(run for run in runs(peiling.t2) if run.soort == "A04")
