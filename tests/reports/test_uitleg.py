"""The trace agrees with the sets, of every person: on the list if and only if all conditions hold."""

import random
from pathlib import Path

import pytest

from tests.reports.gevallen import Geval, adres, diploma, ins
from tests.reports.gevallen_lijst import GEVALLEN
from tests.reports.land import load_cases
from tests.reports.test_voorbeelden import run_all
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon
from verzuimloket.rapportages import queries
from verzuimloket.rapportages.models import Lijstregel, Peiling, Startregel
from verzuimloket.rapportages.queries import spoor as sporen
from verzuimloket.rapportages.rules import uitleg
from verzuimloket.rapportages.rules.spoor import reden

pytestmark = pytest.mark.usefixtures("committed_db")
SCHOLEN = ("99AA", "99BB", "99CC", "99PI", "99HO")
VORMEN = (
    "MBO;;2;BOL",
    "MBO;;1;BBL",
    "MBO;;4;EX",
    "MBO;;2;OVO",
    "VO;VMBO;;",
    "VO;PRO;;",
    "VO;VWO;;",
    "HO;;;",
    "VAVO;HAVO;;",
)
DIPLOMAS = ("MBO;1", "MBO;2", "MBO;4", "HAVO;", "VMBO;")
DAGEN = ("2025-09-30", "2025-10-01", "2025-10-02", "2025-12-31", "2026-01-01", "2026-02-28", "2026-09-30", "2026-10-01")
MOMENTEN = (
    "2025-08-15 09:00:00",
    "2025-12-05 23:59:59",
    "2025-12-06 00:00:00",
    "2026-02-07 00:00:00",
    "2026-11-06 12:00:00",
)


def somebody(nummer: int, dice: random.Random) -> Geval:
    """Anybody: what the rules are about lies near its limits."""

    enrolled = [ins(eind=dice.choice(("", *DAGEN)), van=dice.choice(MOMENTEN[:2]))]
    for place in range(dice.randint(0, 2)):
        begin = dice.choice(("2024-08-01", "2025-08-01", *DAGEN[:5]))
        eind = dice.choice(("", *(day for day in DAGEN if day >= begin)))
        vorm = dice.choice(VORMEN)
        bek = "N" if vorm.endswith(("EX", "OVO")) else dice.choice("JJJN")
        moment = dice.choice(MOMENTEN)
        given = {"bij": dice.choice(SCHOLEN), "vorm": vorm, "bek": bek, "sleutel": f"i{place}"}
        enrolled.append(ins(begin, eind, van=moment, **given))
    born = dice.choice(("2003-10-01", "2003-10-02", "2008-05-10", "2008-05-10", "2013-10-01", "2013-10-02"))
    waar = dice.choice(("0344", "0344", "0355", "0599", ""))
    died = dice.choice(("", "", "", "", "2025-10-01;2025-10-03 10:00:00", "2026-01-01;2026-06-01 10:00:00")) or ";"
    sk = [diploma(dice.choice(DIPLOMAS), dice.choice(DAGEN), dice.choice(MOMENTEN))] if dice.random() < 0.3 else []
    return Geval(
        naam=f"Z{nummer}",
        wat="",
        geboren=born,
        overleden=died,
        adressen=[adres(waar, dice.choice(("2020-01-01", "2025-10-01", "2025-10-02")))],
        inschrijvingen=enrolled,
        diplomas=sk,
        lijst="",
    )


def compare() -> tuple[int, int]:
    """Of every person and every run: how many on the list, and how many not."""
    listed = passed = 0
    with acting_as(SYSTEEM):
        everybody = list(Persoon.objects.values_list("pk", flat=True))
        for peiling in queries.of_year(2025):
            on_list = _agree(peiling, everybody)
            listed, passed = listed + on_list, passed + len(everybody) - on_list
    return listed, passed


def _agree(peiling: Peiling, everybody: list[int]) -> int:
    found = sporen.at_cutoff(everybody, sporen.vraag_of(peiling))
    startset = set(Startregel.objects.filter(peiling=peiling).values_list("persoon_id", flat=True))
    lijst = dict(Lijstregel.objects.filter(peiling=peiling).values_list("persoon_id", "reden"))
    assert {pk for pk, each in found.items() if uitleg.in_startset(each)} == startset, peiling
    assert {pk: reden(each) for pk, each in found.items() if uitleg.op_de_lijst(each)} == lijst, peiling
    return len(lijst)


@pytest.mark.req("MND-15", "MND-16", "MND-17", "WNS-08", "WNS-10")
def test_the_trace_says_of_everybody_what_the_sets_say(tmp_path: Path) -> None:
    dice = random.Random(20261122)
    load_cases(tmp_path, [*GEVALLEN, *(somebody(nummer, dice) for nummer in range(300))])
    run_all()
    listed, passed = compare()
    assert listed > 500
    assert passed > 500
