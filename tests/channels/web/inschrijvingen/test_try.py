import pytest
from datetime import date
from tests import factories
from tests.journeys.conftest import browser, portal, story, visit, account, photo
import tests.journeys.conftest as j
import pathlib
j.BEELDEN = pathlib.Path("/tmp/vl/beelden")

def shots(page, naam):
    for w in (1280, 375):
        page.set_viewport_size({"width": w, "height": 900})
        photo(page, f"{naam}-{w}")
    page.set_viewport_size({"width": 1280, "height": 900})

def test_try(visit):
    for i in range(60):
        factories.leerling(achternaam=f"Achternaam{i:02}", voornamen="Voor Naam", voorvoegsel="van der" if i%3 else "")
    page = visit("anna")
    page.goto("/inschrijvingen/inschrijven/")
    shots(page, "leeg")
    page.get_by_label("Zonder bsn/onderwijsnummer").check()
    shots(page, "zonder")
    page.get_by_label("Buitenland").check()
    shots(page, "buitenland")
    page.get_by_role("button", name="Inschrijving opslaan").click()
    shots(page, "mislukt")
    page.get_by_role("button", name="Sluiten").click()
    shots(page, "mislukt2")
    page.get_by_label("Binnenland").check()
    page.get_by_label("Dag").nth(0).fill("15"); page.get_by_label("Maand").nth(0).fill("aug"); page.get_by_label("Jaar").nth(0).fill("2026")
    page.get_by_label("Achternaam").fill("Şahin")
    page.get_by_label("Voornamen").fill("Deniz")
    page.get_by_label("Postcode").fill("3511 ab")
    page.get_by_label("Huisnummer", exact=True).fill("12")
    page.get_by_label("Man").check()
    page.get_by_label("Jaar").nth(2).fill("2013")
    page.get_by_role("button", name="Inschrijving opslaan").click()
    shots(page, "gelukt")
    page.get_by_role("button", name="Verder").click()
    shots(page, "gelukt2")
    page.goto("/inschrijvingen/")
    shots(page, "overzicht")
    page.get_by_label("Zoeken op achternaam").fill("naam0")
    page.keyboard.press("Enter")
    shots(page, "zoeken")
    page.get_by_role("link", name="Wijzigen inschrijving van").first.click()
    shots(page, "wijzigen")
    page.get_by_role("button", name="Toon het hele nummer").click()
    page.get_by_role("button", name="Bevestigen").click()
    shots(page, "gewijzigd")
    page.goto("/inschrijvingen/landcodes/")
    shots(page, "landcodes")
