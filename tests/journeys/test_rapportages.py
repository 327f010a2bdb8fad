"""A school, a municipality and a region read their lists, ask why, and compare; with and without JavaScript."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Visit, account, photo
from tests.journeys.test_toegankelijkheid import check
from tests.reports.verhaal import Verhaal, tell
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.personen import queries as personen
from verzuimloket.rapportages import actions
from verzuimloket.rapportages.rules.kalender import Productie


@pytest.fixture
def lijst(story: None) -> Verhaal:
    verhaal = tell()
    with acting_as(SYSTEEM):
        actions.publish_files(Productie(verhaal.run.t2), by=SYSTEEM, at=clock.now())
    account("rik", "Rik Vosmeer", (Rol.RAPPORTAGES,), "instelling", "99AA")
    account("gea", "Gea Rietveld", (Rol.RAPPORTAGES,), "instantie", "G0344")
    account("rosa", "Rosa Hoekveld", (Rol.RAPPORTAGES,), "instantie", "R0019")
    return verhaal


def number(verhaal: Verhaal, naam: str) -> str:
    with acting_as(SYSTEEM):
        return personen.number_of(verhaal.leerlingen[naam])


def fits(page: Page) -> None:
    """No sideways scrolling of the page itself."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, page.url


@pytest.mark.req("MND-15", "MND-20", "BST-19")
@pytest.mark.parametrize("javascript", [True, False], ids=["met-js", "zonder-js"])
def test_a_school_reads_the_list_and_asks_why(visit: Visit, lijst: Verhaal, javascript: bool) -> None:
    page = visit("rik", javascript=javascript)
    page.get_by_role("link", name="Rapportages", exact=True).click()
    photo(page, f"rapportages-start-{javascript}")
    assert page.get_by_role("link", name="202611A04I99AA.csv", exact=True).is_visible()
    page.get_by_role("link", name="Bekijk de lijst").first.click()
    page.get_by_role("link", name="Herstelbaar").click()
    photo(page, "rapportages-herstelbaar")
    page.get_by_role("link", name="Herman, Sam").click()
    assert page.get_by_role("heading", name="Waarom staat deze leerling op de lijst?").is_visible()
    assert page.get_by_text("dan valt de leerling van de lijst af in december 2026").is_visible()
    photo(page, "rapportages-waarom")
    page.goto("/rapportages/waarom/")
    page.get_by_label("Bsn of onderwijsnummer").fill(number(lijst, "nog"))
    page.get_by_role("button", name="Zoek de leerling op").click()
    assert page.get_by_role("heading", name="Waarom staat deze leerling niet op de lijst?").is_visible()
    assert number(lijst, "nog") not in page.url


@pytest.mark.req("MND-19", "MND-20", "MND-21")
@pytest.mark.parametrize("javascript", [True, False], ids=["met-js", "zonder-js"])
def test_a_municipality_compares(visit: Visit, lijst: Verhaal, javascript: bool) -> None:
    page = visit("gea", javascript=javascript)
    page.goto("/rapportages/vergelijken/")
    page.get_by_label("Plak uw lijst").fill(f"{number(lijst, 'geen')}\n{number(lijst, 'nog')}")
    page.get_by_role("button", name="Vergelijken", exact=True).click()
    assert page.get_by_role("heading", name="Alleen op onze lijst (4)").is_visible()
    photo(page, "rapportages-vergeleken")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download verschillen (CSV)").click()
    assert download.value.suggested_filename == "verschillen-202611.csv"


def test_every_page_is_accessible_and_fits_a_small_screen(visit: Visit, lijst: Verhaal) -> None:
    page = visit("rosa", width=320)
    run, who = lijst.run.kenmerk, lijst.leerlingen["her"].kenmerk
    for address in (
        "/",
        "/rapportages/",
        "/rapportages/geschiedenis/",
        "/rapportages/over/",
        "/rapportages/waarom/",
        "/rapportages/vergelijken/",
        f"/rapportages/{run}/",
        f"/rapportages/{run}/?reden=B&nieuw=ja",
        f"/rapportages/{run}/?tab=erbij",
        f"/rapportages/{run}/?tab=eraf",
        f"/rapportages/{run}/leerling/{who}/",
    ):
        page.goto(address)
        check(page, address)
        fits(page)
    photo(page, "rapportages-waarom-320")


def test_forms_with_errors_are_accessible(visit: Visit, lijst: Verhaal) -> None:
    page = visit("rosa")
    page.goto("/rapportages/waarom/")
    page.get_by_role("button", name="Zoek de leerling op").click()
    check(page, "zoeken zonder nummer")
    page.goto("/rapportages/vergelijken/")
    page.get_by_label("Plak uw lijst").fill("Jan\nPiet")
    page.get_by_role("button", name="Vergelijken", exact=True).click()
    check(page, "vergelijken zonder nummers")
    page.get_by_label("Plak uw lijst").fill(f"{number(lijst, 'geen')}\nJan")
    page.get_by_role("button", name="Vergelijken", exact=True).click()
    check(page, "vergeleken")
