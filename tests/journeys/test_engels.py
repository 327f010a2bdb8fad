"""An international school in English: from the log-in page to a stored enrolment (WNS-12)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import WACHTWOORD, Visit, code_now, photo
from tests.journeys.test_toegankelijkheid import check
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving


def log_in_english(page: Page) -> None:
    page.goto("/inloggen/")
    page.get_by_role("button", name="English").click()
    page.get_by_label("User name").fill("anna")
    page.get_by_label("Password").fill(WACHTWOORD)
    page.get_by_label("Code of your token").fill(code_now("anna"))
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Anna Vermolen")


def date(page: Page, name: str, day: int, month: int, year: int) -> None:
    for part, value in (("dag", day), ("maand", month), ("jaar", year)):
        page.locator(f"[name={name}_{part}]").fill(str(value))


@pytest.mark.req("WNS-12", "INS-46")
@pytest.mark.parametrize("javascript", [True, False])
def test_a_pupil_is_enrolled_in_english(visit: Visit, javascript: bool) -> None:
    page = visit(javascript=javascript)
    log_in_english(page)
    photo(page, "engels-1-start")
    page.get_by_role("button", name="Record enrolments B3 B4").click()
    page.get_by_role("button", name="Save enrolment").click()
    expect(page.get_by_role("heading", name=re.compile(r"There are \d+ errors")).first).to_be_attached()
    expect(page.get_by_text("Not successful").first).to_be_visible()
    photo(page, "engels-2-fouten")
    page.get_by_role("button", name="Close").click()
    date(page, "begindatum", 1, 9, 2026)
    page.get_by_text("Without bsn/onderwijsnummer", exact=True).click()
    page.get_by_label("Surname", exact=True).fill("Okafor")
    page.get_by_label("First names").fill("Ada")
    page.get_by_text("Abroad", exact=True).click()
    page.locator("[name=adres_land]").fill("Belgium")
    page.get_by_label("Address line 1").fill("Voorbeeldlaan 5")
    page.get_by_text("Female", exact=True).click()
    date(page, "geboortedatum", 4, 5, 2014)
    page.get_by_role("button", name="Save enrolment").click()
    expect(page.get_by_text("Success").first).to_be_visible()
    expect(page.get_by_text("The enrolment of", exact=False).first).to_be_visible()
    photo(page, "engels-3-gelukt")
    page.goto("/inschrijvingen/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview of enrolments")
    expect(page.get_by_text("Okafor").first).to_be_visible()
    photo(page, "engels-4-overzicht")
    with acting_as(SYSTEEM):
        assert Inschrijving.objects.filter(persoon__achternaam="Okafor").count() == 1


@pytest.mark.req("WNS-12")
def test_english_pages_have_no_axe_violation(visit: Visit) -> None:
    page = visit()
    log_in_english(page)
    for address in (
        "/",
        "/inschrijvingen/",
        "/inschrijvingen/inschrijven/",
        "/inschrijvingen/landcodes/",
        "/bestanden/",
        "/bestanden/versturen/",
        "/bestanden/uitleg/",
        "/voorkeuren/",
        "/nieuw/",
        "/hulp/",
        "/hulp/wet/",
        "/hulp/codes/",
        "/hulp/codes/BV_I_te_jong/",
        "/verzuim/",
        "/bestaat-niet/",
    ):
        page.goto(address)
        wanted = "nl" if address == "/verzuim/" else "en"
        assert page.evaluate("document.documentElement.lang") == wanted, address
        check(page, f"Engels bij {address}")
    page.goto("/inschrijvingen/inschrijven/")
    page.get_by_role("button", name="Save enrolment").click()
    check(page, "Engels, met fouten")
