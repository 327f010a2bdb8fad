"""Working together in a real browser: a draft for a colleague, question and answer, weekly repeats up to LRV."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.journeys.conftest import Visit, account, photo
from tests.journeys.test_keten import choose, close_dialog, fill_date, heading, press
from tests.mail.conftest import Mailbox, Worker, mailbox, smtp, worker
from verzuimloket.core.actor import Rol

__all__ = ["mailbox", "smtp", "worker"]  # the fixtures of this file
NUMMER = "111222333"


def work(worker: Worker) -> None:
    """Do the jobs in a thread of their own: Playwright keeps an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(worker).result()


def find(page: Page) -> None:
    page.goto("/verzuim/melden/")
    page.locator("[name=nummer]").fill(NUMMER)
    press(page, "Zoeken")
    page.get_by_role("link", name="Morgen").click()


def fill_verzuim(page: Page, begin: date, eind: date | None, soort: str) -> None:
    fill_date(page, "begindatum", begin.day, begin.month, begin.year)
    if eind:
        fill_date(page, "einddatum", eind.day, eind.month, eind.year)
    page.locator("[name=soort]").select_option(soort)
    page.locator("[name=reden]").fill("Onbekend")
    choose(page, "actie_gewenst", "ja")
    page.locator("[name=contact_naam]").fill("J. Boezeroen")
    page.locator("[name=contact_email]").fill("j.boezeroen@school.example")
    press(page, "Verder")


def finish(page: Page) -> None:
    """The steps after Verzuim, and hand in."""
    heading(page, "Lesuren")
    choose(page, "specificeren", "nvt")
    press(page, "Verder")
    heading(page, "Actie school")
    choose(page, "acties", "BRIEF")
    press(page, "Verder")
    heading(page, "Overzicht")


def send(page: Page) -> str:
    """Hand in; the number."""
    press(page, "Melding versturen")
    heading(page, re.compile("verzonden"))
    return re.search(r"\d+", page.get_by_role("heading", level=1).inner_text()).group()  # type: ignore[union-attr]


@pytest.mark.req("MEL-19")
def test_a_draft_is_handed_to_a_colleague(visit: Visit, mailbox: Mailbox, worker: Worker) -> None:
    account("ines", "Ines Kwakernaak", (Rol.MELDER,), "instelling", "28AX")
    anna = visit("anna")
    find(anna)
    press(anna, "Toevoegen")
    choose(anna, "afwijkend", "nee")
    press(anna, "Verder")
    press(anna, "Bewaar als concept")
    anna.goto("/")
    photo(anna, "samen-1-concepten")
    anna.get_by_role("link", name=re.compile("^Overdragen")).click()
    anna.locator("[name=aan]").select_option(label="Ines Kwakernaak")
    photo(anna, "samen-2-overdragen")
    press(anna, "Concept overdragen")
    work(worker)
    mail = mailbox()[-1]
    assert mail["To"] == "ines@voorbeeld.example"
    link = re.search(r"https://portaal\.example(/\S+)", mail.get_content())
    assert link
    ines = visit("ines")
    expect(ines.get_by_text("Begonnen door Anna Vermolen")).to_be_visible()
    ines.goto(link[1])
    heading(ines, "Leerling")
    press(ines, "Verder")
    fill_verzuim(ines, date(2026, 11, 9), date(2026, 11, 13), "V3")
    finish(ines)
    nummer = send(ines)
    anna.goto("/verzuim/")
    expect(anna.get_by_role("link", name=nummer, exact=True)).to_be_visible()


@pytest.mark.req("WNS-02")
def test_question_and_answer(visit: Visit, mailbox: Mailbox, worker: Worker) -> None:
    melding = factories.melding(email_naar_melder=False)
    bram = visit("bram")
    bram.goto(f"/gemeente/{melding.kenmerk}/")
    press(bram, "Vraag stellen")
    bram.locator("[name=tekst]").fill("Is er met de ouders gesproken?")
    photo(bram, "gesprek-1-vraag")
    press(bram, "Vraag versturen")
    close_dialog(bram)
    photo(bram, "gesprek-2-gemeente")
    work(worker)
    mail = mailbox()[-1]
    assert mail["To"] == "j.boezeroen@school.example"
    assert "ouders" not in mail.get_content()
    anna = visit("anna")
    expect(anna.get_by_role("heading", name="Vragen die op uw antwoord wachten")).to_be_visible()
    photo(anna, "gesprek-3-start")
    anna.get_by_role("link", name=str(melding.nummer), exact=True).first.click()
    photo(anna, "gesprek-4-school")
    press(anna, "Antwoorden")
    anna.locator("[name=tekst]").fill("Ja, gisteren.")
    photo(anna, "gesprek-5-antwoord")
    press(anna, "Antwoord versturen")
    close_dialog(anna)
    work(worker)
    assert mailbox()[-1]["To"] == "leerplicht.0344@gemeente.example"
    bram.reload()
    expect(bram.get_by_text("Ja, gisteren.")).to_be_visible()
    expect(bram.get_by_text("Beantwoord", exact=True)).to_be_visible()
    photo(bram, "gesprek-6-beantwoord")


MONDAY = date(2026, 10, 19)


@pytest.mark.req("RGL-12", "RGL-13", "RGL-14", "KOP-04")
def test_weekly_repeats_lead_to_long_term_absence(visit: Visit) -> None:
    """Four weeks that join; after three the register refuses, after four it proposes it itself."""
    anna = visit("anna")
    find(anna)
    press(anna, "Toevoegen")
    choose(anna, "afwijkend", "nee")
    press(anna, "Verder")
    fill_verzuim(anna, MONDAY, MONDAY + timedelta(days=6), "V3")
    finish(anna)
    nummer = send(anna)
    for week in (1, 2, 3):
        follow_up(anna, nummer)
        if week == 3:
            too_early(anna)
        press(anna, "Verder")
        finish(anna)
        nummer = send(anna)
    follow_up(anna, nummer)
    expect(anna.locator("[name=soort]")).to_have_value("LRV")
    expect(anna.locator("[name=einddatum_dag]")).to_have_value("")
    photo(anna, "vervolg-2-lrv")
    press(anna, "Verder")
    finish(anna)
    send(anna)


def follow_up(page: Page, nummer: str) -> None:
    page.goto("/verzuim/")
    page.get_by_role("link", name=nummer, exact=True).click()
    press(page, "Vervolgmelding")
    expect(page.get_by_text(f"Dit is een vervolg op melding {nummer}.")).to_be_visible()


def too_early(page: Page) -> None:
    """After three weeks: long-term is refused, and what was filled in stays."""
    soort = page.locator("[name=soort]")
    soort.select_option("LRV")
    press(page, "Verder")
    expect(page.get_by_text(re.compile("21 dagen")).first).to_be_visible()
    photo(page, "vervolg-1-te-vroeg")
    soort.select_option("V3")
