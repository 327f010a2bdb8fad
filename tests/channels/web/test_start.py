"""The page after logging in."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.actions.koppelen import onderwijsnummer, zonder_bsn
from tests.personas import LogIn
from verzuimloket.access.models import Gebruiker
from verzuimloket.channels.web.start import working_days_before
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.koppelingen import actions as koppelingen
from verzuimloket.koppelingen.inputs import VraagInput
from verzuimloket.verzuim import actions
from verzuimloket.verzuim.inputs import TerugkoppelingInput
from verzuimloket.verzuim.models import Concept, Melding

pytestmark = pytest.mark.django_db
BRAM = factories.behandelaar()
BUSY = TerugkoppelingInput(
    organisatie="Gemeente Utrecht", behandelaar_naam="B. Behandelaar", behandelaar_telefoon="030-0000000"
)
_TILE = re.compile(
    r'<a class="vl-tegel__link" href="(?P<href>[^"]+)">\s*<span class="vl-tegel__aantal">(?P<aantal>\d+)</span>'
    r'\s*<span class="vl-tegel__naam">(?P<naam>[^<]+)</span>'
)


def text(client: Client, path: str = "/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def tiles(client: Client) -> dict[str, tuple[int, str]]:
    """noun: (number, address)"""
    found = _TILE.finditer(text(client))
    return {tile["naam"]: (int(tile["aantal"]), tile["href"].replace("&amp;", "&")) for tile in found}


def numbers(client: Client) -> dict[str, int]:
    return {naam: aantal for naam, (aantal, _) in tiles(client).items()}


def take_up(melding: Melding, at: datetime | None = None) -> None:
    with acting_as(BRAM):
        actions.take_up_melding(melding, BUSY, by=BRAM, at=at or clock.now())


def draft(instelling: str = "28AX", **given: Any) -> Concept:
    maker = Gebruiker.objects.create(gebruikersnaam=f"maker{Gebruiker.objects.count()}", naam="Maker van het concept")
    leerling = factories.leerling(instelling, **given)
    with acting_as(SYSTEEM):
        return Concept.objects.create(
            instelling_id=instelling,
            persoon=leerling,
            gebruiker=maker,
            begonnen_at=clock.now(),
            gewijzigd_at=clock.now(),
        )


# who sees what


@pytest.mark.req("AUT-10", "AUT-11", "AUT-12", "AUT-14")
def test_school_administrator(anna: Client) -> None:
    page = text(anna)
    assert "Welkom, Anna de Melder" in page
    assert 'aria-label="Kruimelpad"' in page
    assert "Inschrijvingen B3 B4 vastleggen" in page
    assert "Opvoeren verzuim" in page
    assert "Verzuim melden" in page
    assert "Werklijst" not in page
    assert "28AX Voorbeeldschool" in " ".join(page.split())


WISSEL = "Wissel veilig bestanden uit, zoals inschrijvingen en overzichten: u verstuurt ze of haalt ze op."
WAYS = ("Bestand versturen", "Bestanden ophalen", "Overzicht verstuurde bestanden")


@pytest.mark.req("AUT-13", "BST-01")
def test_exchange_of_files(anna: Client, bram: Client, log_in: LogIn) -> None:
    reader = log_in("Mila", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")
    manager = log_in("Els", Rol.BEHEERDER, soort="instelling", kenmerk="28AX")
    for client in (anna, bram):
        page = text(client)
        assert WISSEL in page
        assert [way for way in WAYS if f">{way}</a>" in page] == list(WAYS)
    assert [way for way in WAYS if f">{way}</a>" in text(reader)] == ["Bestanden ophalen"]
    assert WISSEL not in text(manager)


@pytest.mark.req("AUT-11")
def test_officer(bram: Client) -> None:
    page = text(bram)
    assert "Naar de werklijst" in page
    assert "Eerst aan de beurt" in page
    assert "Verzuim melden" not in page
    assert "Concepten" not in page


def test_reader_has_no_buttons_to_write(log_in: LogIn) -> None:
    factories.instelling()
    page = text(log_in("Mila", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX"))
    assert "Verzuim raadplegen" in page
    assert "Verzuim melden" not in page
    assert "Concepten" not in page
    assert "vastleggen" not in page


@pytest.mark.req("AUT-15")
def test_an_administrator_is_shown_the_way_to_the_people(log_in: LogIn) -> None:
    factories.instelling()
    assert "Gebruikers en rollen" in text(log_in("Els", Rol.BEHEERDER, soort="instelling", kenmerk="28AX"))


def test_who_only_gets_reports_is_led_to_the_files(log_in: LogIn) -> None:
    factories.instelling()
    page = text(log_in("Els", Rol.RAPPORTAGES, soort="instelling", kenmerk="28AX"))
    assert WISSEL in page
    assert "vl-tegel" not in page


# numbers


def test_numbers_of_a_school(anna: Client) -> None:
    assert numbers(anna) == {
        "concepten": 0,
        "geregistreerd": 0,
        "in behandeling": 0,
        "met nieuw bericht": 0,
        "inschrijvingen": 0,
    }
    draft()
    factories.melding()
    busy, old = factories.melding(), factories.melding()
    take_up(busy)
    take_up(old, at=clock.now() - timedelta(days=8))
    factories.instelling("11AA", bestuur="200B001")
    draft("11AA")
    factories.melding(instelling="11AA")
    assert numbers(anna) == {
        "concept": 1,
        "geregistreerd": 1,
        "in behandeling": 2,
        "met nieuw bericht": 1,
        "inschrijvingen": 4,
    }


def test_numbers_of_an_agency(bram: Client) -> None:
    long_ago = working_days_before(clock.now(), 6)
    factories.melding()
    factories.melding(at=long_ago)
    factories.melding(prioriteit=True)
    take_up(factories.melding(prioriteit=True))
    factories.melding(factories.leerling(gemeente="0363"))
    assert numbers(bram) == {"nieuw": 3, "met prioriteit": 2, "langer dan 5 werkdagen": 1, "in behandeling": 1}


@pytest.mark.parametrize(
    ("moment", "days", "before"),
    [
        ("2026-11-27T10:00", 5, "2026-11-20T10:00"),  # Friday to Friday
        ("2026-11-22T10:00", 1, "2026-11-20T10:00"),  # Sunday
        ("2026-11-23T10:00", 1, "2026-11-20T10:00"),  # Monday
        ("2026-11-24T10:00", 1, "2026-11-23T10:00"),
        ("2026-11-24T10:00", 0, "2026-11-24T10:00"),
    ],
)
def test_working_days(moment: str, days: int, before: str) -> None:
    assert working_days_before(datetime.fromisoformat(moment), days) == datetime.fromisoformat(before)


def many(count: int, make: Callable[[], Any]) -> None:
    for _ in range(count):
        make()


def test_number_is_the_number_of_the_list_behind_it(anna: Client, bram: Client) -> None:
    """A tile proves itself (ux.md 5.9)."""
    many(3, factories.melding)
    take_up(factories.melding(prioriteit=True))
    factories.melding(at=working_days_before(clock.now(), 6), prioriteit=True)
    for client in (anna, bram):
        for naam, (aantal, href) in tiles(client).items():
            if href.startswith("#"):
                assert f'id="{href[1:]}"' in text(client)
            else:
                found = re.findall(r'role="status">\s*<strong>([\d.]+)', text(client, href))
                assert sum(int(each) for each in found) == aantal, f"{naam}: {href}"


# work


def test_drafts_to_go_on_with(anna: Client) -> None:
    concept = draft(achternaam="Zonneveld")
    page = text(anna)
    assert "Lotte Zonneveld" in page
    assert "Maker van het concept" in page
    assert f"/verzuim/melden/{concept.kenmerk}/leerling/" in page
    assert f"/verzuim/melden/{concept.kenmerk}/stoppen/" in page


def test_drafts_of_another_school_are_not_shown(anna: Client, cor: Client) -> None:
    draft("11AA", achternaam="Geheim")
    assert "Geheim" not in text(anna)
    assert "Geheim" in text(cor)


def test_new_answers_of_the_agency(anna: Client) -> None:
    melding = factories.melding(factories.leerling(achternaam="Zonneveld"))
    take_up(melding)
    page = text(anna)
    assert f"/verzuim/{melding.kenmerk}/" in page
    assert "Gemeente Utrecht" in page
    assert "Zonneveld" in page


def test_first_in_line_has_priority_then_age(bram: Client) -> None:
    late = factories.melding()
    early = factories.melding(at=clock.now() - timedelta(days=3))
    urgent = factories.melding(prioriteit=True)
    page = text(bram)
    shown = re.findall(r'/gemeente/([0-9a-f-]{36})/"', page)
    assert shown == [str(melding.kenmerk) for melding in (urgent, early, late)]


def test_names_in_the_page_are_harmless(anna: Client) -> None:
    draft(achternaam="<script>alert(1)</script>", voornamen="{{7*7}}")
    page = text(anna)
    assert "<script>alert" not in page
    assert "{{7*7}} &lt;script&gt;" in page


def test_no_person_number_on_the_page(anna: Client, bram: Client) -> None:
    nummer = factories.bsn()
    factories.melding(factories.leerling(nummer=nummer))
    draft()
    assert nummer not in text(anna) + text(bram)


@pytest.mark.parametrize("who", ["anna", "bram"])
def test_few_queries(
    who: str, request: pytest.FixtureRequest, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client = request.getfixturevalue(who)
    many(3, factories.melding)
    many(3, draft)
    take_up(factories.melding())
    text(client)
    with django_assert_max_num_queries(23):  # of which four only because a test is a transaction itself
        text(client)


def test_the_register_holder_sees_what_waits(log_in: LogIn) -> None:
    """Pairs that may be one pupil, and questions about pupils; nothing when there is nothing."""
    rita = log_in("Rita", Rol.REGISTERBEHEERDER, soort="register", kenmerk="")
    assert numbers(rita) == {}
    factories.persoon(achternaam="Zonneveld")
    zonder_bsn(achternaam="Zonneveld")
    bram = factories.behandelaar()
    with acting_as(bram):
        koppelingen.ask(VraagInput(onderwijsnummer=onderwijsnummer(), opmerking="Wie is dit?"), by=bram, at=clock.now())
    assert numbers(rita) == {"vraag van een gemeente": 1, "dubbele registratie": 1}
