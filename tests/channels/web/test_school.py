"""Ines keeps the locations, contact persons, holidays and lesson hours of school 28AX."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.personas import LogIn
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen.models import Contactpersoon, Instelling, Onderwijslocatie, Vakantie

pytestmark = pytest.mark.django_db

LOCATIES, PERSONEN = "/school/28AX/locaties/", "/school/28AX/contactpersonen/"
VAKANTIES, LESUREN = "/school/28AX/vakanties/", "/school/28AX/lesuren/"
BAKKER = {
    "naam": "A. Bakker",
    "functie": "mentor",
    "telefoon": "030 555 01 00",
    "email": "a.bakker@school.example",
    "locatie": "",
}


@pytest.fixture
def ines(log_in: LogIn) -> Client:
    factories.instelling("28AX")
    return log_in("Ines", Rol.BEHEERDER_ONDERWIJS, soort="instelling", kenmerk="28AX")


def text(response: Any) -> str:
    return response.content.decode()


def body(response: Any) -> str:
    """The words of the page, without the navigation."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text(response).split("<main", 1)[1]))


def day(naam: str, dag: int, maand: int, jaar: int) -> dict[str, str]:
    return {f"{naam}_dag": str(dag), f"{naam}_maand": str(maand), f"{naam}_jaar": str(jaar)}


def persons() -> list[Contactpersoon]:
    with acting_as(SYSTEEM):
        return list(Contactpersoon.objects.all())


@pytest.mark.req("AUT-19")
def test_menu_leads_to_the_only_institution(ines: Client) -> None:
    assert 'href="/school/"' in text(ines.get("/"))
    assert ines.get("/school/").url == LOCATIES  # type: ignore[attr-defined]


def test_a_board_chooses_an_institution(log_in: LogIn) -> None:
    factories.instelling("28AX", naam="Lyceum")
    factories.instelling("51VS", naam="College")
    board = log_in("Bo", Rol.BEHEERDER_ONDERWIJS, soort="bestuur", kenmerk="109B027")
    page = text(board.get("/school/"))
    assert LOCATIES in page
    assert "51VS College" in page


def test_others_have_no_such_menu(anna: Client) -> None:
    assert 'href="/school/"' not in text(anna.get("/"))
    assert anna.get("/school/").status_code == 403


@pytest.mark.parametrize("page", ["locaties", "contactpersonen", "vakanties", "lesuren", "inschrijven", "mentoren"])
def test_another_institution_is_unknown(ines: Client, page: str) -> None:
    factories.instelling("11AA", bestuur="200B001")
    assert ines.get(f"/school/11AA/{page}/").status_code == 404
    assert ines.post(f"/school/11AA/{page}/", BAKKER).status_code in (404, 405)


# locations


@pytest.mark.req("AUT-19", "RIO-12")
def test_location_is_added_found_and_renamed(ines: Client) -> None:
    assert "nog geen locaties" in body(ines.get(LOCATIES))
    page = ines.post(f"{LOCATIES}nieuw/", {"code": "28ax0022", "naam": "Gebouw Zuid"}, follow=True)
    assert "De locatie is toegevoegd" in body(page)
    assert "28AX0022" in body(page)
    assert "1 locatie gevonden" in body(ines.get(LOCATIES, {"zoek": "zuid"}))
    assert "Geen locaties gevonden" in body(ines.get(LOCATIES, {"zoek": "noord"}))
    assert "1 locatie gevonden" in body(ines.get(LOCATIES, {"zoek": ""}))
    ines.post(f"{LOCATIES}28AX0022/", {"naam": "Gebouw Noord"})
    assert Onderwijslocatie.objects.get().naam == "Gebouw Noord"


def test_refused_location_keeps_what_was_typed(ines: Client) -> None:
    page = ines.post(f"{LOCATIES}nieuw/", {"code": "0022", "naam": "Gebouw Zuid"})
    assert "Vul de code uit RIO in" in text(page)
    assert 'value="Gebouw Zuid"' in text(page)
    assert 'href="#code"' in text(page)
    assert not Onderwijslocatie.objects.exists()


@pytest.mark.req("AUT-19")
def test_location_in_use_can_be_closed_only(ines: Client) -> None:
    factories.locatie()
    for week in (2, 9):
        factories.melding(
            factories.leerling(),
            locatie="28AX0022",
            begindatum=date(2026, 11, week),
            einddatum=date(2026, 11, week + 4),
        )
    end = reverse("school-locatie-einde", args=["28AX", "28AX0022"])
    page = ines.get(end)
    assert "wordt gebruikt in 2 meldingen. U kunt de locatie sluiten, niet verwijderen." in body(page)
    assert 'value="verwijderen"' not in text(page)
    refused = ines.post(end, {"actie": "verwijderen"})
    assert "Deze locatie hoort bij 2 meldingen" in body(refused)
    done = ines.post(end, {"actie": "sluiten", **day("einddatum", 20, 11, 2026)}, follow=True)
    assert "De locatie is gesloten" in body(done)
    assert "Gesloten laatste dag 20-11-2026" in body(done)
    assert "Weer openen" in body(ines.get(end))
    ines.post(end, {"actie": "openen"})
    assert Onderwijslocatie.objects.get().einddatum is None


def test_unused_location_is_removed(ines: Client) -> None:
    factories.locatie()
    end = reverse("school-locatie-einde", args=["28AX", "28AX0022"])
    assert "nog nooit gebruikt" in body(ines.get(end))
    assert "De locatie is verwijderd" in body(ines.post(end, {"actie": "verwijderen"}, follow=True))
    assert not Onderwijslocatie.objects.exists()
    assert ines.get(end).status_code == 404


@pytest.mark.parametrize("typed", [{}, day("einddatum", 31, 2, 2026)])
def test_closing_asks_for_a_day(ines: Client, typed: dict[str, str]) -> None:
    factories.locatie()
    page = ines.post(reverse("school-locatie-einde", args=["28AX", "28AX0022"]), {"actie": "sluiten", **typed})
    assert 'href="#einddatum"' in text(page)
    assert Onderwijslocatie.objects.get().einddatum is None


def test_closed_location_is_no_choice_for_a_contact_person(ines: Client) -> None:
    factories.locatie()
    assert "Hoofdgebouw" in text(ines.get(f"{PERSONEN}nieuw/"))
    ines.post(
        reverse("school-locatie-einde", args=["28AX", "28AX0022"]),
        {"actie": "sluiten", **day("einddatum", 20, 11, 2026)},
    )
    assert "Hoofdgebouw" not in text(ines.get(f"{PERSONEN}nieuw/"))


# contact persons


@pytest.mark.req("AUT-19", "MEL-32")
def test_contact_person_is_added_found_changed_and_removed(ines: Client) -> None:
    factories.locatie()
    page = ines.post(f"{PERSONEN}nieuw/", BAKKER | {"locatie": "28AX0022"}, follow=True)
    assert "De contactpersoon is toegevoegd" in body(page)
    [made] = persons()
    assert (made.naam, made.locatie_id) == ("A. Bakker", "28AX0022")
    assert "1 contactpersoon gevonden" in body(ines.post(PERSONEN, {"zoek": "bakk"}))
    assert "Niemand gevonden" in body(ines.post(PERSONEN, {"zoek": "Jansen"}))
    own = f"{PERSONEN}{made.kenmerk}/"
    assert 'value="A. Bakker"' in text(ines.get(own))
    ines.post(own, BAKKER | {"functie": "teamleider"})
    assert persons()[0].functie == "teamleider"
    assert "De contactpersoon is verwijderd" in body(ines.post(f"{own}einde/", {"actie": "verwijderen"}, follow=True))
    assert persons() == []


def test_search_for_a_name_stays_out_of_the_address(ines: Client) -> None:
    assert "zoek=" not in text(ines.post(PERSONEN, {"zoek": "Bakker"}))
    assert 'method="get"' not in text(ines.get(PERSONEN))


@pytest.mark.req("MEL-32")
def test_refused_contact_person(ines: Client) -> None:
    page = ines.post(f"{PERSONEN}nieuw/", {"functie": "mentor"})
    assert 'href="#naam"' in text(page)
    assert 'href="#email"' in text(page)
    assert persons() == []


def test_contact_person_in_a_melding_is_closed(ines: Client) -> None:
    ines.post(f"{PERSONEN}nieuw/", BAKKER)
    factories.melding(contact_naam="A. Bakker", contact_email="a.bakker@school.example")
    end = f"{PERSONEN}{persons()[0].kenmerk}/einde/"
    assert "wordt gebruikt in 1 melding." in body(ines.get(end))
    assert "hoort bij 1 melding" in body(ines.post(end, {"actie": "verwijderen"}))
    ines.post(end, {"actie": "sluiten", **day("einddatum", 20, 11, 2026)})
    assert persons()[0].einddatum is not None


# holidays and lesson hours


def test_holidays(ines: Client) -> None:
    page = ines.post(VAKANTIES, {"actie": "overnemen", "regio": "noord"}, follow=True)
    assert "Uit regio Noord overgenomen: 15" in body(page)
    again = ines.post(VAKANTIES, {"actie": "overnemen", "regio": "noord"}, follow=True)
    assert "staan al in uw lijst" in body(again)
    days = {**day("begindatum", 27, 11, 2026), **day("einddatum", 27, 11, 2026)}
    assert "toegevoegd" in body(ines.post(VAKANTIES, {"actie": "toevoegen", "naam": "Studiedag", **days}, follow=True))
    studiedag = Vakantie.objects.get(naam="Studiedag")
    gone = ines.post(VAKANTIES, {"actie": "verwijderen", "vakantie": studiedag.pk}, follow=True)
    assert "De vakantie is verwijderd" in body(gone)
    assert Vakantie.objects.count() == 15


@pytest.mark.parametrize("given", [{"actie": "toevoegen"}, {"actie": "overnemen"}, {"actie": "iets"}, {}])
def test_refused_holiday(ines: Client, given: dict[str, str]) -> None:
    page = ines.post(VAKANTIES, given)
    assert page.status_code == 200
    assert not Vakantie.objects.exists()


def test_holiday_of_another_school_is_out_of_reach(ines: Client, log_in: LogIn) -> None:
    factories.instelling("11AA", bestuur="200B001")
    other = log_in("Otto", Rol.BEHEERDER_ONDERWIJS, soort="instelling", kenmerk="11AA")
    other.post("/school/11AA/vakanties/", {"actie": "overnemen", "regio": "zuid"})
    ines.post(VAKANTIES, {"actie": "verwijderen", "vakantie": Vakantie.objects.all()[0].pk})
    assert Vakantie.objects.count() == 15


def test_lesson_hours_of_vo(ines: Client) -> None:
    page = text(ines.get(LESUREN))
    assert 'value="50"' in page
    assert "telt_lesuren" not in page
    assert "opgeslagen" in body(ines.post(LESUREN, {"minuten": "45"}, follow=True))
    assert Instelling.objects.get().lesuur_minuten == 45
    assert "van 20 tot en met 120" in body(ines.post(LESUREN, {"minuten": "5"}))
    ines.post(LESUREN, {"minuten": "50", "telt_lesuren": "ja"})  # not on the page: refused
    assert (Instelling.objects.get().lesuur_minuten, Instelling.objects.get().telt_lesuren) == (45, False)


@pytest.mark.parametrize(("sector", "words"), [("MBO", "elke opleiding"), ("PO", "klokuren")])
def test_lesson_hours_explain_per_sector(log_in: LogIn, sector: str, words: str) -> None:
    factories.instelling("51VS", sector=sector)
    client = log_in("Ines", Rol.BEHEERDER_ONDERWIJS, soort="instelling", kenmerk="51VS")
    assert words in body(client.get("/school/51VS/lesuren/"))
    client.post("/school/51VS/lesuren/", {"minuten": "60", "telt_lesuren": "ja"})
    assert Instelling.objects.get().telt_lesuren is (sector == "MBO")


# enrolling


INSCHRIJVEN = "/school/28AX/inschrijven/"


@pytest.mark.req("INS-32")
def test_that_a_second_replaces_the_first_is_set_after_a_warning(ines: Client) -> None:
    assert "slaat het register een nieuwe inschrijving niet op" in body(ines.get(INSCHRIJVEN))
    warned = ines.post(INSCHRIJVEN, {"actie": "aan"})
    assert "Weet u zeker dat u dit wilt?" in text(warned)
    assert "komt dan zonder vraag in de plaats van de eerste" in body(warned)
    assert Instelling.objects.get().tweede_vervangt is False
    assert "vervangt vanaf nu de eerste" in body(ines.post(INSCHRIJVEN, {"actie": "bevestigen"}, follow=True))
    assert Instelling.objects.get().tweede_vervangt is True
    assert "Niet meer vervangen" in body(ines.get(INSCHRIJVEN))
    ines.post(INSCHRIJVEN, {"actie": "uit"})
    assert Instelling.objects.get().tweede_vervangt is False
