"""A real browser against a real server on loopback, with committed data."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import factories
from verzuimloket.access import actions as access
from verzuimloket.access import queries as access_queries
from verzuimloket.access.models import Gebruiker
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in this thread

HOOFDMAP = Path(__file__).resolve().parents[2]
BEELDEN = HOOFDMAP / "build" / "schermen"
WACHTWOORD = "geheim-voor-de-test"
OPTIONS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium the browser tests are skipped, and say so."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="Chromium staat niet op deze computer"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def portal(committed_db: None) -> Iterator[str]:
    """The address of a running portal on the test database."""
    from verzuimloket.config.wsgi import application

    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
    connections.close_all()


@pytest.fixture
def story(committed_db: None) -> None:
    """One school with two pupils, one municipality, and the accounts of Anna, Mila and Bram."""
    factories.instelling("28AX", naam="Lyceum De Zandvoort")
    factories.locatie()
    factories.postcode()
    factories.leerling(nummer="111222333", achternaam="Morgen", voornamen="Lotte")
    factories.leerling(nummer="999999990", achternaam="Şahin", voorvoegsel="van der", voornamen="Łukasz")
    account("anna", "Anna Vermolen", (Rol.MELDER, Rol.INSCHRIJVER), "instelling", "28AX")
    account("mila", "Mila Jonkhart", (Rol.RAADPLEGER,), "instelling", "28AX")
    account("els", "Els Brandenburg", (Rol.BEHEERDER,), "instelling", "28AX")
    account("bram", "Bram Terwelle", (Rol.BEHANDELAAR,), "instantie", "G0344")


def account(naam: str, voluit: str, rollen: tuple[Rol, ...], soort: str, kenmerk: str) -> Gebruiker:
    gebruiker = access.create_gebruiker(
        naam, voluit, f"{naam}@voorbeeld.example", WACHTWOORD, seed=seed(naam), by=SYSTEEM
    )
    for rol in rollen:
        access.grant(gebruiker, rol, soort, kenmerk, by=SYSTEEM, vanaf=clock.today())
    return gebruiker


def seed(naam: str) -> bytes:
    return naam.encode().ljust(20, b".")


def code_now(naam: str) -> str:
    return access_queries.totp_code(seed(naam), int(clock.real_now().timestamp()) // access_queries.STAP)


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, portal: str, story: None) -> Iterator[Visit]:
    """Open a browser window for a persona who has logged in. Console messages and failed requests fail the test."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def open_window(naam: str = "", *, javascript: bool = True, width: int = 1280) -> Page:
        context = browser.new_context(
            base_url=portal,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            locale="nl-NL",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: _hear(message.text, trouble))
        page.on("requestfailed", lambda request: _miss(request.failure or "", request.url, trouble))
        page.on("response", lambda response: _note(response.status, response.url, trouble))
        if naam:
            log_in(page, naam)
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert trouble == []


def _hear(text: str, trouble: list[str]) -> None:
    if "status of 40" not in text:  # Chromium's word for a page that says no, which a test may ask for
        trouble.append(f"console: {text}")


def _miss(why: str, url: str, trouble: list[str]) -> None:
    if "ERR_ABORTED" not in why:  # the page was left before the icon came
        trouble.append(f"mislukt: {url}")


def _note(status: int, url: str, trouble: list[str]) -> None:
    if status >= 500:
        trouble.append(f"{status}: {url}")


def log_in(page: Page, naam: str) -> None:
    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill(naam)
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_label("Code").fill(code_now(naam))
    page.get_by_role("button", name="Log in", exact=True).click()


def photo(page: Page, naam: str) -> None:
    """Keep a picture of the whole page as build output, to be looked at."""
    BEELDEN.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=BEELDEN / f"{naam}.png", full_page=True)
