"""The whole chain in a real browser, with and without JavaScript: enrol, report, handle, see the history."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit, photo


def fill_date(page: Page, naam: str, dag: int, maand: int, jaar: int) -> None:
    for deel, waarde in (("dag", dag), ("maand", maand), ("jaar", jaar)):
        page.locator(f"[name={naam}_{deel}]").fill(str(waarde))


def choose(page: Page, naam: str, waarde: str) -> None:
    page.locator(f"[name={naam}][value={waarde}]").check()


def press(page: Page, knop: str) -> None:
    page.get_by_role("button", name=knop).first.click()


def heading(page: Page, tekst: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(tekst)


def close_dialog(page: Page, knop: str = "Verder") -> None:
    """With JavaScript an outcome is a dialog; without, a banner that is not in the way."""
    if page.get_by_role("dialog").count():
        page.get_by_role("dialog").get_by_role("button", name=knop).click()


def enrol(page: Page, foto: str) -> str:
    """A pupil without a number; the register answers with an onderwijsnummer."""
    page.goto("/inschrijvingen/inschrijven/")
    fill_date(page, "begindatum", 1, 8, 2026)
    choose(page, "met_nummer", "nee")
    photo(page, f"{foto}-1-inschrijven")
    press(page, "Inschrijving opslaan")  # with errors first
    expect(page.get_by_role("heading", name=re.compile("fouten gevonden"))).to_be_visible()
    photo(page, f"{foto}-1-inschrijven-fouten")
    close_dialog(page, "Sluiten")
    fill_date(page, "geboortedatum", 1, 5, 2012)
    choose(page, "geslacht", "V")
    page.locator("[name=achternaam]").fill("Çelik-Øverland")
    page.locator("[name=voornamen]").fill("Zoë")
    page.locator("[name=adres_postcode]").fill("3511ab")
    page.locator("[name=adres_huisnummer]").fill("12")
    press(page, "Inschrijving opslaan")
    nummer = page.get_by_text("onderwijsnummer:").locator("strong").inner_text()
    photo(page, f"{foto}-1-inschrijven-gelukt")
    return nummer


def report(page: Page, nummer: str, foto: str) -> str:
    """The five steps; answers the number of the melding."""
    page.goto("/verzuim/melden/")
    page.locator("[name=nummer]").fill(nummer)
    press(page, "Zoeken")
    photo(page, f"{foto}-2-zoeken")
    page.get_by_role("link", name="Çelik-Øverland").click()
    photo(page, f"{foto}-3-leerling")
    press(page, "Toevoegen")
    heading(page, "Leerling")
    page.locator("[name=leerling_telefoon]").fill("06 12345678")
    press(page, "Contactpersoon toevoegen")
    page.locator("[name=contactpersoon_1_naam]").fill("Ali Çelik")
    page.locator("[name=contactpersoon_1_relatie]").fill("vader")
    choose(page, "afwijkend", "nee")
    photo(page, f"{foto}-4-stap-leerling")
    press(page, "Verder")
    fill_verzuim(page, foto)
    fill_lesuren(page, foto)
    heading(page, "Actie school")
    choose(page, "acties", "BRIEF")
    choose(page, "acties", "OUDERS")
    photo(page, f"{foto}-7-stap-actie-school")
    press(page, "Verder")
    heading(page, "Overzicht")
    expect(page.get_by_text("Gemeente Utrecht").first).to_be_visible()
    photo(page, f"{foto}-8-stap-overzicht")
    press(page, "Melding versturen")
    heading(page, re.compile(r"verzonden"))
    photo(page, f"{foto}-9-verzonden")
    return re.search(r"\d+", page.get_by_role("heading", level=1).inner_text()).group()  # type: ignore[union-attr]


def fill_verzuim(page: Page, foto: str) -> None:
    """Step two: first empty, then right."""
    heading(page, "Verzuim")
    press(page, "Verder")  # nothing filled in: the step says what it misses
    expect(page.get_by_role("heading", name=re.compile("fouten gevonden"))).to_be_visible()
    photo(page, f"{foto}-5-stap-verzuim-fouten")
    fill_date(page, "begindatum", 9, 11, 2026)
    fill_date(page, "einddatum", 13, 11, 2026)
    page.locator("[name=soort]").select_option("V3")
    page.locator("[name=reden]").fill("Onbekend")
    choose(page, "alle_lessen_gemist", "nee")
    choose(page, "actie_gewenst", "ja")
    choose(page, "prioriteit", "ja")
    page.locator("[name=contact_naam]").fill("J. Boezeroen")
    page.locator("[name=contact_email]").fill("j.boezeroen@school.example")
    photo(page, f"{foto}-5-stap-verzuim")
    press(page, "Verder")


def fill_lesuren(page: Page, foto: str) -> None:
    """Step three: every school day of the period, whole days."""
    heading(page, "Lesuren")
    choose(page, "specificeren", "ja")
    press(page, "Vul alle schooldagen van de periode")
    expect(page.locator("[name=verzuimdag_1_datum_dag]")).to_have_value(re.compile("0?9"))
    for dag in range(1, 6):
        choose(page, f"verzuimdag_{dag}_hele_dag", "ja")
    photo(page, f"{foto}-6-stap-lesuren")
    press(page, "Verder")


def handle(page: Page, nummer: str, foto: str) -> None:
    """The officer takes up, answers and closes."""
    page.goto("/gemeente/")
    photo(page, f"{foto}-10-werklijst")
    page.get_by_role("link", name=nummer, exact=True).click()
    photo(page, f"{foto}-11-melding")
    page.get_by_role("button", name="In behandeling nemen").or_(
        page.get_by_role("link", name="In behandeling nemen")
    ).first.click()
    page.locator("[name=toelichting]").fill("Wij nodigen leerling en ouders uit.")
    photo(page, f"{foto}-12-in-behandeling")
    press(page, "In behandeling nemen")
    expect(page.get_by_text("In behandeling").first).to_be_visible()
    close_dialog(page)
    page.get_by_role("button", name="Afsluiten").or_(page.get_by_role("link", name="Afsluiten")).first.click()
    page.locator("[name=reden_afgesloten]").select_option("A")
    photo(page, f"{foto}-13-afsluiten")
    press(page, "Afsluiten")
    expect(page.get_by_text("Afgesloten").first).to_be_visible()
    photo(page, f"{foto}-14-afgesloten")


def look_back(page: Page, nummer: str, foto: str) -> None:
    """The school sees the answer, and every version."""
    page.goto("/verzuim/?status=alle")
    page.get_by_role("link", name=nummer, exact=True).click()
    expect(page.get_by_text("terug naar school, opleiding hervat").first).to_be_visible()
    photo(page, f"{foto}-15-melding-school")
    page.get_by_role("link", name=re.compile("^Historie")).first.click()
    photo(page, f"{foto}-16-historie")
    page.get_by_role("link", name=re.compile("versie 2")).first.click()
    expect(page.get_by_text("gewijzigd", exact=True).first).to_be_visible()
    expect(page.get_by_text("Wij nodigen leerling en ouders uit.").first).to_be_visible()
    photo(page, f"{foto}-17-versie")


@pytest.mark.req(
    "AUT-03", "AUT-10", "INS-20", "INS-28", "MEL-01", "MEL-11", "MEL-19", "MEL-52", "MEL-56", "MEL-57",
    "RPL-01", "RPL-10", "RPL-14", "HIS-01", "HIS-03", "GEM-02", "GEM-03", "M2M-03",
)  # fmt: skip
@pytest.mark.parametrize("javascript", [True, False], ids=["met-js", "zonder-js"])
def test_the_whole_chain(visit: Visit, javascript: bool) -> None:
    foto = "keten-js" if javascript else "keten-zonder-js"
    anna = visit("anna", javascript=javascript)
    heading(anna, "Welkom, Anna Vermolen")
    photo(anna, f"{foto}-0-start")
    melding = report(anna, enrol(anna, foto), foto)
    bram = visit("bram", javascript=javascript)
    handle(bram, melding, foto)
    look_back(anna, melding, foto)


def test_on_a_phone_nothing_is_cut_off(visit: Visit) -> None:
    """At 320 pixels no page scrolls sideways (WCAG 1.4.10)."""
    anna = visit("anna", width=320)
    for address in ("/", "/inschrijvingen/", "/inschrijvingen/inschrijven/", "/verzuim/", "/verzuim/melden/", "/hulp/"):
        anna.goto(address)
        too_wide = anna.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide == 0, f"{address} is {too_wide} pixels too wide"
        photo(anna, f"telefoon-{address.strip('/').replace('/', '-') or 'start'}")
