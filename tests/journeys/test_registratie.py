"""From the number on Start to the pupil behind it, and what is known of who left; with and without JavaScript."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visit, photo
from tests.journeys.test_keten import choose, heading, press
from tests.uitvoer.registratie import enrolled


@pytest.mark.req("BST-16", "WNS-14", "WNS-16")
@pytest.mark.parametrize("javascript", [True, False], ids=["met JavaScript", "zonder JavaScript"])
def test_from_figure_to_pupil(visit: Visit, javascript: bool) -> None:
    enrolled(achternaam="Vertrokken", voornamen="Noor", eind=date(2026, 10, 30))
    page = visit("anna", javascript=javascript)
    page.get_by_role("link", name="punt te controleren").click()
    heading(page, "Controle van uw registratie")
    photo(page, "registratie-1-controle")
    page.get_by_role("link", name=re.compile("1 leerlingen bekijken: Vertrokken zonder")).click()
    heading(page, "Registratieoverzicht")
    expect(page.get_by_text("1 inschrijving gevonden")).to_be_visible()
    photo(page, "registratie-2-lijst")
    page.get_by_role("link", name="Vertrokken, Noor").click()
    heading(page, "Noor Vertrokken")
    press(page, "Toon het hele nummer")
    expect(page.get_by_text("*****")).to_have_count(0)
    choose(page, "vervolg", "BUITENLAND")
    press(page, "Vastleggen")
    expect(page.get_by_text("Wij hebben vastgelegd wat u weet.")).to_be_visible()
    photo(page, "registratie-3-leerling")
    page.goto("/")
    expect(page.get_by_role("link", name="punt te controleren")).to_have_count(0)


@pytest.mark.req("BST-07", "BST-08")
@pytest.mark.parametrize("javascript", [True, False], ids=["met JavaScript", "zonder JavaScript"])
def test_search_and_download(visit: Visit, javascript: bool) -> None:
    page = visit("anna", javascript=javascript)
    page.goto("/inschrijvingen/registratie/")
    page.get_by_label("Achternaam").fill("morg")
    press(page, "Zoeken")
    expect(page.get_by_text("1 inschrijving gevonden")).to_be_visible()
    assert "morg" not in page.url
    with page.expect_download() as download:
        press(page, "Download Excel")
    assert download.value.suggested_filename == "registratieoverzicht-2026-11-22.xlsx"
