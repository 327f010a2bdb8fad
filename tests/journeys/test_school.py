"""A school keeps its locations and contact persons; a mentor reads about own pupils only (AUT-19, RIO-12, WNS-01)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.journeys.conftest import Visit, account, photo
from tests.journeys.test_keten import choose, fill_date, fill_lesuren, heading, press
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon


@pytest.fixture
def ines(story: None) -> None:
    account("ines", "Inés Whitford", (Rol.BEHEERDER_ONDERWIJS,), "instelling", "28AX")


def keep_school(page: Page, foto: str) -> None:
    """Ines adds a location and a contact person."""
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="School").click()
    heading(page, "Locaties")
    photo(page, f"{foto}-1-locaties")
    page.get_by_role("button", name="Locatie toevoegen").or_(page.get_by_role("link", name="Locatie toevoegen")).click()
    press(page, "Locatie opslaan")  # empty first
    expect(page.get_by_role("heading", name=re.compile("fouten gevonden"))).to_be_visible()
    photo(page, f"{foto}-2-locatie-fouten")
    page.locator("[name=code]").fill("28AX0044")
    page.locator("[name=naam]").fill("Gebouw Zuid")
    press(page, "Locatie opslaan")
    expect(page.get_by_text("De locatie is toegevoegd")).to_be_visible()
    photo(page, f"{foto}-3-locatie-toegevoegd")
    page.get_by_role("link", name="Contactpersonen").click()
    page.get_by_role("link", name="Contactpersoon toevoegen").or_(
        page.get_by_role("button", name="Contactpersoon toevoegen")
    ).click()
    page.locator("[name=naam]").fill("S. Overdiep")
    page.locator("[name=functie]").fill("verzuimcoördinator")
    page.locator("[name=email]").fill("s.overdiep@school.example")
    page.locator("[name=locatie]").select_option(label="Gebouw Zuid")
    photo(page, f"{foto}-4-contactpersoon")
    press(page, "Contactpersoon opslaan")
    expect(page.get_by_text("De contactpersoon is toegevoegd")).to_be_visible()
    photo(page, f"{foto}-5-contactpersonen")


def report(page: Page, foto: str) -> None:
    """Anna picks both in the wizard."""
    page.goto("/verzuim/melden/")
    page.locator("[name=nummer]").fill("111222333")
    press(page, "Zoeken")
    page.get_by_role("link", name="Morgen").first.click()
    press(page, "Toevoegen")
    choose(page, "afwijkend", "nee")
    press(page, "Verder")
    heading(page, "Verzuim")
    fill_date(page, "begindatum", 9, 11, 2026)
    fill_date(page, "einddatum", 13, 11, 2026)
    page.locator("[name=soort]").select_option("V3")
    page.locator("[name=reden]").fill("Onbekend")
    choose(page, "alle_lessen_gemist", "nee")
    choose(page, "actie_gewenst", "ja")
    page.locator("[name=locatie]").select_option(label="Gebouw Zuid")
    page.locator("[name=contact_keuze]").select_option(index=1)
    press(page, "Vul deze contactpersoon in")
    expect(page.locator("[name=contact_naam]")).to_have_value("S. Overdiep")
    expect(page.locator("[name=contact_email]")).to_have_value("s.overdiep@school.example")
    photo(page, f"{foto}-6-wizard")
    press(page, "Verder")
    fill_lesuren(page, foto)
    heading(page, "Actie school")
    choose(page, "acties", "BRIEF")
    press(page, "Verder")
    heading(page, "Overzicht")
    expect(page.get_by_text("Gebouw Zuid")).to_be_visible()
    press(page, "Melding versturen")
    heading(page, re.compile("verzonden"))


def end_location(page: Page, foto: str) -> None:
    """Ines cannot remove the location any more, but closes it."""
    page.goto("/school/28AX/locaties/28AX0044/einde/")
    expect(page.get_by_text("wordt gebruikt in 1 melding en 1 contactpersoon")).to_be_visible()
    expect(page.get_by_role("button", name="Verwijderen")).to_have_count(0)
    photo(page, f"{foto}-7-locatie-einde")
    fill_date(page, "einddatum", 21, 11, 2026)
    press(page, "Sluiten")
    expect(page.get_by_text("De locatie is gesloten")).to_be_visible()
    expect(page.get_by_text("laatste dag 21-11-2026")).to_be_visible()
    photo(page, f"{foto}-8-locatie-gesloten")


@pytest.mark.req("AUT-19", "RIO-12", "RIO-13", "MEL-31", "MEL-34")
@pytest.mark.parametrize("javascript", [True, False], ids=["met-js", "zonder-js"])
def test_location_and_contact_person(visit: Visit, ines: None, javascript: bool) -> None:
    foto = f"locatie-{'js' if javascript else 'kaal'}"
    school = visit("ines", javascript=javascript)
    keep_school(school, foto)
    anna = visit("anna", javascript=javascript)
    report(anna, foto)
    end_location(school, foto)
    anna.goto("/verzuim/")
    expect(anna.get_by_role("cell", name="Gebouw Zuid")).to_be_visible()
    anna.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(anna.get_by_text("Gebouw Zuid")).to_be_visible()


def make_mentor(els: Page, ines: Page, foto: str) -> None:
    """Els limits reader Mila to own pupils; Ines says that Lotte is one."""
    els.goto("/beheer/")
    els.get_by_role("link", name="Mila Jonkhart").click()
    choose(els, "inzage", "leerlingen")
    photo(els, f"{foto}-1-beheer")
    press(els, "Rollen opslaan")
    expect(els.get_by_text("alleen eigen leerlingen").first).to_be_visible()
    ines.goto("/school/28AX/mentoren/")
    ines.get_by_role("link", name="Mila Jonkhart").click()
    ines.locator("[name=nummers]").fill("111222333\n123456789")
    photo(ines, f"{foto}-2-mentor")
    press(ines, "Leerlingen toevoegen")
    expect(ines.get_by_text("Regel 2, nummer dat eindigt op 789").first).to_be_visible()
    expect(ines.locator("[name=nummers]")).to_have_value("")
    photo(ines, f"{foto}-3-mentor-onbekend")


@pytest.mark.req("WNS-01")
@pytest.mark.parametrize("javascript", [True, False], ids=["met-js", "zonder-js"])
def test_mentor(visit: Visit, ines: None, javascript: bool) -> None:
    foto = f"mentor-{'js' if javascript else 'kaal'}"
    lotte, other = _pupils()
    make_mentor(visit("els", javascript=javascript), visit("ines", javascript=javascript), foto)
    mila = visit("mila", javascript=javascript)
    mila.goto("/verzuim/")
    expect(mila.get_by_text("U ziet alleen meldingen en inschrijvingen van uw eigen leerlingen")).to_be_visible()
    expect(mila.get_by_role("cell", name="Morgen")).to_be_visible()
    expect(mila.get_by_text("Şahin")).to_have_count(0)
    photo(mila, f"{foto}-4-lijst")
    mila.goto(f"/verzuim/{lotte}/")
    for name in ("Wijzigen", "Intrekken", "Kopiëren"):
        expect(mila.get_by_role("link", name=name)).to_have_count(0)
    photo(mila, f"{foto}-5-melding")
    mila.goto(f"/verzuim/{other}/")
    heading(mila, "Pagina niet gevonden")
    mila.goto("/inschrijvingen/")
    expect(mila.get_by_text("Şahin")).to_have_count(0)
    photo(mila, f"{foto}-6-inschrijvingen")


def _pupils() -> tuple[str, str]:
    """A melding about each of the two pupils of the story: the kenmerken."""
    with acting_as(SYSTEEM):
        lotte, other = Persoon.objects.get(achternaam="Morgen"), Persoon.objects.get(achternaam="Şahin")
    return tuple(str(factories.melding(each).kenmerk) for each in (lotte, other))  # type: ignore[return-value]
