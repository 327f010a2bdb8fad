"""No axe violation on any page, per role, empty, filled, with errors and confirmed (WCAG 2.2 AA and best practice)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests import factories
from tests.journeys.conftest import HOOFDMAP, Visit
from verzuimloket.core import clock
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim import actions
from verzuimloket.verzuim.inputs import TerugkoppelingInput
from verzuimloket.verzuim.models import Melding

AXE = HOOFDMAP / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async tags => (await axe.run(document, {runOnly: {type: 'tag', values: tags}})).violations
  .map(found => `${found.id}: ${found.nodes.map(node => node.target.join(' ')).join(', ')}`)"""


def check(page: Page, wat: str) -> None:
    """Fails on any violation, and says where."""
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    violations = page.evaluate(_RUN, TAGS)
    assert violations == [], f"{wat} ({page.url}): {violations}"


@pytest.fixture
def melding(story: None) -> Melding:
    """Reported, taken up and changed: three versions."""
    from verzuimloket.core.actor import SYSTEEM
    from verzuimloket.personen.models import Persoon

    with acting_as(SYSTEEM):
        pupil = Persoon.objects.get(achternaam="Morgen")
    made = factories.melding(pupil, toelichting="Komt de eerste uren niet", locatie="28AX0022")
    bram = factories.behandelaar()
    with acting_as(bram):
        given = TerugkoppelingInput("Gemeente Utrecht", "B. Terwelle", toelichting="Gebeld")
        return actions.take_up_melding(made, given, by=bram, at=clock.now())


PUBLIC = (
    "/inloggen/",
    "/hulp/",
    "/privacy/",
    "/toegankelijkheid/",
    "/nieuw/",
    "/postbus/",
    "/rapportages/kalender/",
    "/bestaat-niet/",
)
SCHOOL = (
    "/",
    "/inschrijvingen/",
    "/inschrijvingen/inschrijven/",
    "/inschrijvingen/landcodes/",
    "/verzuim/",
    "/verzuim/?status=alle&aantal=100",
    "/verzuim/melden/",
    "/verzuim/{melding}/",
    "/verzuim/{melding}/intrekken/",
    "/verzuim/{melding}/bijlagen/",
    "/verzuim/{melding}/historie/",
    "/verzuim/{melding}/historie/2/",
    "/verzuim/leerling/28AX/{leerling}/",
)
READER = (
    "/",
    "/inschrijvingen/",
    "/verzuim/",
    "/verzuim/{melding}/",
    "/verzuim/{melding}/historie/2/",
    "/verzuim/melden/",
)
ADMINISTRATOR = ("/", "/beheer/", "/beheer/nieuw/")
AGENCY = (
    "/",
    "/gemeente/",
    "/gemeente/{melding}/",
    "/gemeente/{melding}/historie/",
    "/gemeente/{melding}/historie/2/",
    "/gemeente/{melding}/terugkoppelen/",
    "/gemeente/{melding}/afsluiten/",
    "/gemeente/{melding}/ter-kennisgeving/",
    "/gemeente/{melding}/in-behandeling/",
    "/bestanden/leveringen/",
    "/bestanden/leveringen/uitleg/",
)


@pytest.mark.parametrize(
    ("naam", "addresses"), [("", PUBLIC), ("anna", SCHOOL), ("mila", READER), ("els", ADMINISTRATOR), ("bram", AGENCY)]
)
def test_pages_per_role(visit: Visit, melding: Melding, naam: str, addresses: tuple[str, ...]) -> None:
    page = visit(naam)
    fill = {"melding": melding.kenmerk, "leerling": melding.persoon.kenmerk}
    for address in addresses:
        page.goto(address.format(**fill))
        check(page, f"{naam or 'iedereen'} bij {address}")


def test_forms_with_errors(visit: Visit, melding: Melding) -> None:
    anna = visit("anna")
    for address, knop in (
        ("/inschrijvingen/inschrijven/", "Inschrijving opslaan"),
        (f"/verzuim/{melding.kenmerk}/intrekken/", "Intrekken"),
        ("/verzuim/melden/", "Zoeken"),
    ):
        anna.goto(address)
        anna.get_by_role("button", name=knop).first.click()
        check(anna, f"{address} met fouten")
    bram = visit("bram")
    bram.goto(f"/gemeente/{melding.kenmerk}/afsluiten/")
    bram.locator("form button[type=submit]").last.click()
    check(bram, "afsluiten met fouten")


def test_the_steps_of_the_wizard_empty_and_with_errors(visit: Visit, melding: Melding) -> None:
    anna = visit("anna")
    anna.goto(f"/verzuim/leerling/28AX/{melding.persoon.kenmerk}/")
    anna.get_by_role("button", name="Toevoegen").click()
    concept = anna.url.rsplit("/", 2)[0]
    for stap in ("leerling", "verzuim", "lesuren", "actie-school", "overzicht"):
        anna.goto(f"{concept}/{stap}/")
        check(anna, f"stap {stap} leeg")
        anna.get_by_role("button", name="versturen" if stap == "overzicht" else "Verder").first.click()
        check(anna, f"stap {stap} na Verder")


def test_changing_a_melding(visit: Visit, melding: Melding) -> None:
    anna = visit("anna")
    anna.goto(f"/verzuim/{melding.kenmerk}/")
    anna.get_by_role("button", name="Wijzigen").first.click()
    concept = anna.url.rsplit("/", 2)[0]
    for stap in ("melding", "leerling", "verzuim", "lesuren", "actie-school", "overzicht"):
        anna.goto(f"{concept}/{stap}/")
        check(anna, f"wijzigen, tab {stap}")
