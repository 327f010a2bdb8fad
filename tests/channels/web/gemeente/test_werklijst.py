"""The worklist of a municipality: its own meldingen, what is urgent first."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.channels.web.verzuim.test_raadplegen import changed, few_queries, numbers
from tests.channels.web.verzuim.wizard import text
from tests.personas import LogIn
from verzuimloket.core import clock
from verzuimloket.core.actor import Rol
from verzuimloket.verzuim.models import Melding

pytestmark = pytest.mark.django_db

LIJST = "/gemeente/"
DAG = timedelta(days=1)


@pytest.fixture
def eerste(bram: Client) -> Melding:
    return factories.melding(factories.leerling(achternaam="Ünal", voornamen="Lotte"))


@pytest.fixture
def tweede(bram: Client) -> Melding:
    return factories.melding(factories.leerling(achternaam="Bakker", voornamen="Daan"), prioriteit=True, soort="O")


def search(client: Client, **given: Any) -> Any:
    return client.post(LIJST, {"status": ["R", "B"], **given}, follow=True)


@pytest.mark.req("GEM-01", "GEM-07")
def test_priority_first_then_what_waits_longest(bram: Client, eerste: Melding, tweede: Melding) -> None:
    oldest = changed(factories.melding(), status_sinds=clock.now() - 9 * DAG)
    with few_queries():
        page = bram.get(LIJST)
    assert numbers(page) == [tweede.nummer, oldest.nummer, eerste.nummer]
    shown = text(page)
    for value in (
        "Prioriteit</strong>",
        "Bakker, Daan",
        "28AX Voorbeeldschool",
        "02-11-2026",
        "22-11-2026",
        "Werklijst",
    ):
        assert value in shown
    assert 'govuk-table__cell--numeric">9</td>' in shown
    assert "3 meldingen</strong> gevonden, 1 tot en met 3" in shown


def test_only_what_is_open_at_first(bram: Client, eerste: Melding, tweede: Melding) -> None:
    changed(eerste, status="G", reden_afgesloten="A")
    assert numbers(bram.get(LIJST)) == [tweede.nummer]
    assert numbers(search(bram, status=["G"])) == [eerste.nummer]
    assert set(numbers(search(bram, status=[]))) == {eerste.nummer, tweede.nummer}


@pytest.mark.req("RTG-01", "GEM-01")
def test_only_what_was_routed_here(bram: Client, log_in: LogIn, eerste: Melding) -> None:
    elsewhere = factories.melding(factories.leerling(achternaam="Ünal", gemeente="0599"))
    assert numbers(search(bram, achternaam="unal", status=[])) == [eerste.nummer]
    dina = log_in("Dina", Rol.BEHANDELAAR, soort="instantie", kenmerk="G0599")
    assert numbers(dina.get(LIJST)) == [elsewhere.nummer]
    assert log_in("Els", Rol.MELDER, soort="instelling", kenmerk="28AX").get(LIJST).status_code == 403
    assert Client().get(LIJST).status_code == 302


@pytest.mark.parametrize(
    "given",
    [
        {"achternaam": "un"},
        {"achternaam": "ÜNAL"},
        {"soort": "V3"},
        {"school": "28ax", "achternaam": "ünal"},
        {"school": "voorbeeld", "achternaam": "ünal"},
        {"wet": "LPW", "achternaam": "ünal"},
        {"wacht": "ja"},
    ],
    ids=str,
)
def test_a_criterion_finds(bram: Client, eerste: Melding, tweede: Melding, given: dict[str, str]) -> None:
    changed(eerste, status_sinds=datetime(2026, 11, 10, 9, tzinfo=clock.AMSTERDAM))
    answer = search(bram, **given)
    assert numbers(answer) == [eerste.nummer]
    assert "nal" not in answer.redirect_chain[-1][0].replace("achternaam", "")


def test_priority_only(bram: Client, eerste: Melding, tweede: Melding) -> None:
    for answer in (search(bram, prioriteit="ja"), bram.get(LIJST + "?prioriteit=ja")):
        assert numbers(answer) == [tweede.nummer]
        assert "Prioriteit: Alleen met prioriteit" in text(answer)


@pytest.mark.parametrize(("days", "waits"), [(4, False), (5, False), (8, True)])
def test_waiting_counts_working_days(bram: Client, eerste: Melding, days: int, waits: bool) -> None:
    """Sunday 22 November: five working days before is Monday 16 November, the same hour."""
    changed(eerste, status_sinds=clock.now() - days * DAG)
    assert bool(numbers(bram.get(LIJST + "?wacht=ja"))) is waits
    changed(eerste, status="B")
    assert numbers(bram.get(LIJST + "?wacht=ja")) == []


@pytest.mark.parametrize(
    "kolom",
    ["nummer", "prio", "leerling", "instelling", "soort", "ingang", "melddatum", "status", "dagen", "behandelaar"],
)
def test_every_column_sorts_both_ways(bram: Client, eerste: Melding, tweede: Melding, kolom: str) -> None:
    up, down = bram.get(f"{LIJST}?sorteer={kolom}"), bram.get(f"{LIJST}?sorteer=-{kolom}")
    assert numbers(up) == numbers(down)[::-1]
    assert text(up).count('aria-sort="ascending"') == 1


@pytest.mark.parametrize("veld", ["achternaam", "school", "soort", "wet", "status", "prioriteit", "wacht"])
@pytest.mark.parametrize("hostile", ["'", "%", "\x00", "<script>alert(1)</script>", "1" + "0" * 30, "x" * 5000])
def test_hostile_input_finds_nothing_and_breaks_nothing(bram: Client, eerste: Melding, veld: str, hostile: str) -> None:
    for answer in (search(bram, **{veld: hostile}), bram.get(LIJST, {veld: hostile})):
        assert answer.status_code == 200
        assert "<script>alert" not in text(answer)
    assert numbers(search(bram, **{veld: hostile})) == []


def test_empty_screens_say_what_to_do(bram: Client) -> None:
    assert "Er staan geen meldingen voor u open." in text(bram.get(LIJST))
    factories.melding()
    assert "Zoek in alle statussen" in text(search(bram, achternaam="bestaat niet"))
    assert "Wis alle filters" in text(search(bram, achternaam="bestaat niet", status=[]))


def test_pages(bram: Client) -> None:
    for _ in range(26):
        factories.melding()
    assert len(numbers(bram.get(LIJST))) == 25
    assert len(numbers(bram.get(LIJST + "?pagina=2"))) == 1
    assert len(numbers(bram.get(LIJST + "?aantal=10"))) == 10
    assert re.search(r'href="/gemeente/\?pagina=2" rel="next"', text(bram.get(LIJST)))
