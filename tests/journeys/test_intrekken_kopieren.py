"""Taking a melding back on the last day on which that is allowed, and copying one, in a real browser."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.journeys.conftest import Visit, photo
from tests.journeys.test_keten import close_dialog, fill_date, heading, press
from verzuimloket.personen import queries as personen
from verzuimloket.verzuim.models import Melding

JS = pytest.mark.parametrize("javascript", [True, False], ids=["met-js", "zonder-js"])


def reported(begin: date, nummer: str = "111222333", **given: object) -> Melding:
    """A melding of one day that the school handed in, found by the pages."""
    from verzuimloket.core.actor import SYSTEEM
    from verzuimloket.core.scope import acting_as

    with acting_as(SYSTEEM):
        pupil = personen.on_number(nummer).get()
    return factories.melding(pupil, begindatum=begin, einddatum=begin, **given)


def open_melding(page: Page, melding: Melding) -> None:
    page.goto(f"/verzuim/{melding.kenmerk}/")
    heading(page, re.compile(str(melding.nummer)))


def withdraw(page: Page, melding: Melding, reden: str) -> None:
    open_melding(page, melding)
    page.get_by_role("link", name="Intrekken").or_(page.get_by_role("button", name="Intrekken")).first.click()
    expect(page.get_by_text("kan niet ongedaan gemaakt worden")).to_be_visible()
    page.locator(f"[name=reden][value={reden}]").check()
    press(page, "Melding intrekken")


@JS
@pytest.mark.req("INT-04", "INT-05", "INT-07", "INT-08")
@pytest.mark.parametrize(
    ("reden", "last"),
    [("FOUTIEF", date(2025, 11, 22)), ("GEEN_INSCHRIJVING", date(2026, 8, 1))],
    ids=["een-jaar-terug", "dit-schooljaar"],
)
def test_withdrawal_on_the_last_allowed_day(visit: Visit, javascript: bool, reden: str, last: date) -> None:
    """Today is 22 November 2026: the last day may still be taken back, the day before may not."""
    just, too_late = reported(last), reported(last.replace(month=7, day=31) if last.day == 1 else date(2025, 11, 21))
    anna = visit("anna", javascript=javascript)
    withdraw(anna, too_late, reden)
    expect(anna.get_by_text("kunt u alleen meldingen intrekken die beginnen op of na").first).to_be_visible()
    photo(anna, f"intrekken-te-laat-{reden.lower()}")
    withdraw(anna, just, reden)
    close_dialog(anna)
    expect(anna.get_by_text("Ingetrokken", exact=True).first).to_be_visible()
    photo(anna, f"intrekken-gelukt-{reden.lower()}")
    expect(anna.get_by_role("link", name="Intrekken")).to_have_count(0)
    expect(anna.get_by_role("button", name="Wijzigen")).to_have_count(0)


@JS
@pytest.mark.req("KOP-01", "KOP-02", "KOP-03", "KOP-04")
def test_copy_takes_over_everything_but_the_period(visit: Visit, javascript: bool) -> None:
    first = reported(date(2026, 11, 2), reden="Verslapen", contact_naam="K. Opie")
    anna = visit("anna", javascript=javascript)
    open_melding(anna, first)
    press(anna, "Kopiëren")
    heading(anna, "Verzuim")
    expect(anna.locator("[name=begindatum_dag]")).to_have_value("")
    expect(anna.locator("[name=reden]")).to_have_value("Verslapen")
    expect(anna.locator("[name=contact_naam]")).to_have_value("K. Opie")
    fill_date(anna, "begindatum", 2, 11, 2026)
    fill_date(anna, "einddatum", 3, 11, 2026)
    press(anna, "Verder")  # the first melding stands in the way
    expect(anna.get_by_text(f"Voor deze periode staat al melding {first.nummer}").first).to_be_visible()
    photo(anna, "kopieren-overlap")
    fill_date(anna, "begindatum", 3, 11, 2026)
    press(anna, "Verder")
    heading(anna, "Lesuren")
    anna.locator("[name=specificeren][value=nvt]").check()
    press(anna, "Verder")
    heading(anna, "Actie school")
    press(anna, "Verder")
    press(anna, "Melding versturen")
    heading(anna, re.compile("verzonden"))
    photo(anna, "kopieren-verzonden")
