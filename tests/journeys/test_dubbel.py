"""Two schools that have the same pupil solve it, and an enrolment that was a mistake is taken back; in a browser."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.journeys.conftest import Visit, account, photo
from tests.journeys.test_keten import close_dialog, heading, press
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen.models import Contactpersoon
from verzuimloket.personen import queries as personen

JS = pytest.mark.parametrize("javascript", [True, False], ids=["met-js", "zonder-js"])
DUBBEL = "/inschrijvingen/dubbel/"


@pytest.fixture
def elders(story: None) -> None:
    """Lotte went to another school in September, and both have her."""
    factories.instelling("11AA", bestuur="200B001", naam="Andere School")
    account("cor", "Cor van Elders", (Rol.INSCHRIJVER,), "instelling", "11AA")
    with acting_as(SYSTEEM):
        Contactpersoon.objects.create(
            instelling_id="11AA", naam="C", functie="administratie", telefoon="030 555 01 01", email="c@elders.example"
        )
        pupil = personen.on_number("111222333").get()
    factories.inschrijving(pupil, "11AA", date(2026, 9, 1))


@JS
@pytest.mark.req("INS-16", "INS-32")
def test_both_schools_see_it_and_one_solves_it(elders: None, visit: Visit, javascript: bool) -> None:
    cor = visit("cor", javascript=javascript)
    cor.goto(DUBBEL)
    expect(cor.get_by_text("De andere school moet de leerling uitschrijven")).to_be_visible()
    photo(cor, "dubbel-nieuwe-school")
    anna = visit("anna", javascript=javascript)
    anna.goto("/inschrijvingen/")
    anna.get_by_role("link", name="Dubbele inschrijvingen").click()
    heading(anna, "Dubbele inschrijvingen")
    expect(anna.get_by_text("administratie: 030 555 01 01")).to_be_visible()
    photo(anna, "dubbel-oude-school")
    press(anna, "Pas mijn datum aan")
    heading(anna, "Inschrijving wijzigen")
    expect(anna.locator("[name=einddatum_dag]")).to_have_value("31")
    photo(anna, "dubbel-voorstel")
    press(anna, "Bevestigen")
    close_dialog(anna)
    for page in (anna, cor):
        page.goto(DUBBEL)
        expect(page.get_by_text("Geen van uw leerlingen staat ook bij een andere school")).to_be_visible()
    anna.goto("/inschrijvingen/elders/")
    expect(anna.get_by_role("cell", name="11AA Andere School")).to_be_visible()
    photo(anna, "dubbel-elders")


@JS
@pytest.mark.req("WNS-15", "INS-33", "INS-43")
def test_an_enrolment_that_was_a_mistake_is_taken_back(visit: Visit, javascript: bool) -> None:
    anna = visit("anna", javascript=javascript)
    anna.goto("/inschrijvingen/")
    anna.get_by_role("link", name=re.compile("Wijzigen inschrijving van Lotte Morgen")).click()
    anna.get_by_text("Is de leerling hier nooit geweest?").click()
    anna.get_by_role("link", name="Trek deze inschrijving in").click()
    heading(anna, "Inschrijving intrekken")
    press(anna, "Inschrijving intrekken")
    expect(anna.get_by_text("Kies waarom u de inschrijving intrekt.").first).to_be_visible()
    photo(anna, "inschrijving-intrekken")
    anna.locator("[name=reden][value=NOOIT_GEWEEST]").check()
    press(anna, "Inschrijving intrekken")
    expect(anna.get_by_text("De inschrijving van Lotte Morgen is ingetrokken.")).to_be_visible()
    photo(anna, "inschrijving-ingetrokken")
    anna.goto("/inschrijvingen/")
    expect(anna.get_by_role("rowheader", name="Lotte Morgen")).to_have_count(0)
