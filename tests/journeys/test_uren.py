"""Paste missed lessons until 16 hours, send the draft that stands ready, count again; with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit, photo
from tests.journeys.test_keten import choose, heading, press

NUMMER = "111222333"


def paste(page: Page, *dagen: int) -> None:
    """Eight lesson hours on each of these days of November."""
    page.goto("/uren/28AX/lijst/")
    regels = [f"{NUMMER};{dag:02}-11-2026;{uur};O" for dag in dagen for uur in range(1, 9)]
    page.locator("[name=regels]").fill("\n".join(["pgn;datum;lesuur of minuten;soort", *regels]))
    press(page, "Lijst controleren")
    heading(page, "Controleer de lijst")


def send(page: Page) -> None:
    """Only what the lines do not tell is left to fill in."""
    heading(page, "Leerling")
    press(page, "Verder")
    heading(page, "Verzuim")
    expect(page.locator("[name=begindatum_dag]")).to_have_value(re.compile("0?9"))
    expect(page.locator("[name=einddatum_dag]")).to_have_value("10")
    expect(page.locator("[name=soort]")).to_have_value("V3")
    page.locator("[name=reden]").fill("Onbekend")
    choose(page, "actie_gewenst", "ja")
    choose(page, "prioriteit", "nee")
    page.locator("[name=contact_naam]").fill("J. Boezeroen")
    page.locator("[name=contact_email]").fill("j.boezeroen@school.example")
    press(page, "Verder")
    heading(page, "Lesuren")
    expect(page.locator("[name=verzuimdag_2_lesuren][value='8']")).to_be_checked()
    press(page, "Verder")
    choose(page, "acties", "BRIEF")
    press(page, "Verder")
    heading(page, "Overzicht")
    press(page, "Melding versturen")
    heading(page, re.compile("verzonden"))


@pytest.mark.req("RGL-06", "RGL-11")
@pytest.mark.parametrize("javascript", [True, False], ids=["met JavaScript", "zonder JavaScript"])
def test_from_lessons_to_melding(visit: Visit, javascript: bool) -> None:
    page = visit("anna", javascript=javascript)
    paste(page, 9, 10)
    photo(page, "uren-1-controle")
    press(page, "Bewaar 16 goede regels")
    expect(page.get_by_text("16 regels bewaard")).to_be_visible()
    photo(page, "uren-2-instelling")
    page.goto("/")
    page.get_by_role("link", name="met 16 uren").click()
    photo(page, "uren-3-signalen")
    press(page, "Open het concept")
    send(page)
    page.goto("/uren/")
    expect(page.get_by_text("Er zijn nu geen signalen.")).to_be_visible()
    paste(page, 16)
    press(page, "Bewaar 8 goede regels")
    page.get_by_role("link", name="Lotte Morgen").click()
    expect(page.locator("#telling")).to_contain_text("8 van 16 lesuren in de 4 lesweken van 16 november 2026")
    photo(page, "uren-4-leerling")
