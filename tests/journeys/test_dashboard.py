"""A school and a municipality look at their figures: with and without JavaScript, on a phone, and on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit, account, photo
from tests.journeys.test_keten import heading
from tests.journeys.test_toegankelijkheid import check
from tests.reports.verhaal import DEC, Verhaal, publish, tell
from verzuimloket.core.actor import Rol

DELEN = ("overzicht", "niveau", "verzuim", "gebied")


@pytest.fixture
def verhaal(story: None) -> Verhaal:
    """The story of the lists, with two months, and who may look at them."""
    told = tell()
    publish(DEC)
    account("rosa", "Rosa Regio", (Rol.RAPPORTAGES,), "instantie", "R0019")
    account("rita", "Rita Register", (Rol.REGISTERBEHEERDER,), "register", "")
    return told


@pytest.mark.parametrize("javascript", [True, False], ids=["met JavaScript", "zonder JavaScript"])
def test_from_region_to_school_and_to_the_list(visit: Visit, verhaal: Verhaal, javascript: bool) -> None:
    page = visit("rosa", javascript=javascript)
    page.get_by_role("link", name="Rapportages", exact=True).click()
    page.get_by_role("link", name="Dashboard", exact=True).click()
    heading(page, "Dashboard")
    photo(page, "dashboard-1-overzicht")
    page.get_by_label("Rapportagemaand").select_option(label="oktober 2026")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_text("Stand op 1 november 2026")).to_be_visible()
    page.get_by_role("link", name="Per onderdeel").click()
    page.get_by_role("link", name="Utrecht", exact=True).click()
    page.get_by_role("link", name="99AA Roc 99AA").click()
    page.get_by_role("link", name="Overzicht", exact=True).click()
    photo(page, "dashboard-2-school")
    page.get_by_role("link", name="4 Op de lijst").click()
    expect(page.get_by_text("Geenman, Sam")).to_be_visible()
    expect(page.get_by_text("Elderman, Sam")).to_have_count(0)


def test_download_of_one_figure(visit: Visit, verhaal: Verhaal) -> None:
    page = visit("rosa")
    page.goto("/rapportages/dashboard/?deel=gebied")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel (Per onderdeel)").click()
    assert download.value.suggested_filename == "202612-dashboard-gebied.xlsx"


def _each(page: Page, look: Callable[[str], None]) -> None:
    for deel in DELEN:
        page.goto(f"/rapportages/dashboard/?deel={deel}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        look(deel)


@pytest.mark.parametrize("naam", ["rosa", "rita"])
def test_no_axe_violation_and_no_sideways_scroll(visit: Visit, verhaal: Verhaal, naam: str) -> None:
    _each(wide := visit(naam), lambda deel: check(wide, f"dashboard {deel} van {naam}"))
    narrow = visit(naam, width=320)

    def fits(deel: str) -> None:
        assert narrow.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, deel

    _each(narrow, fits)
    photo(narrow, f"dashboard-3-smal-{naam}")
