"""Mentor Mila sees her own pupils only; Beau limits her, Ines says who her pupils are (WNS-01)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests import factories
from tests.personas import LogIn
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving, Mentorleerling
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim.models import Melding

pytestmark = pytest.mark.django_db

NUMMER, ANDER_NUMMER = "111222333", "999999990"


@dataclass
class School:
    mila: Client
    ines: Client
    beau: Client
    own: Melding
    other: Melding

    @property
    def pk(self) -> int:
        return Gebruiker.objects.get(naam="Mila").pk

    @property
    def page(self) -> str:
        return f"/school/28AX/mentoren/{self.pk}/"


@pytest.fixture
def school(log_in: LogIn) -> School:
    """Lotte Kwartelaar and Zeger Vreemdeling have a melding each, at two locations. Mila has no limit yet."""
    factories.instelling("28AX")
    factories.locatie()
    factories.locatie("28AX0023", naam="Dependance")
    own = factories.leerling(nummer=NUMMER, achternaam="Kwartelaar")
    other = factories.leerling(nummer=ANDER_NUMMER, achternaam="Vreemdeling", voornamen="Zeger")
    given = {"soort": "instelling", "kenmerk": "28AX"}
    return School(
        log_in("Mila", Rol.RAADPLEGER, **given),
        log_in("Ines", Rol.BEHEERDER_ONDERWIJS, **given),
        log_in("Beau", Rol.BEHEERDER, **given),
        factories.melding(own, locatie="28AX0022"),
        factories.melding(other, locatie="28AX0023"),
    )


def text(response: Any) -> str:
    return response.content.decode()


def body(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text(response).split("<main", 1)[1]))


def limit(school: School, beperking: str, *locaties: str) -> Any:
    """As the administrator does."""
    given = {"rollen": ["raadpleger"], "gezien": ["raadpleger"], "inzage": beperking, "locaties": locaties}
    return school.beau.post(f"/beheer/{school.pk}/", given, follow=True)


def mentor(school: School) -> None:
    limit(school, "leerlingen")
    school.ines.post(school.page, {"actie": "toevoegen", "nummers": NUMMER})


def rights() -> list[tuple[str, list[str]]]:
    return list(Machtiging.objects.filter(rol="raadpleger").values_list("beperking", "locaties"))


def assigned() -> list[Persoon]:
    with acting_as(SYSTEEM):
        return [row.persoon for row in Mentorleerling.objects.select_related("persoon").order_by("pk")]


# the administrator limits a reader


@pytest.mark.req("WNS-01")
def test_administrator_limits_a_reader(school: School) -> None:
    assert rights() == [("", [])]
    assert "Raadpleger (alleen eigen leerlingen)" in body(limit(school, "leerlingen"))
    assert rights() == [("leerlingen", [])]
    assert "28AX0022)" in body(limit(school, "locatie", "28AX0022"))
    assert rights() == [("locatie", ["28AX0022"])]
    page = text(school.beau.get(f"/beheer/{school.pk}/"))
    assert re.search(r'value="locatie"[^>]*checked', page)
    assert re.search(r'value="28AX0022"[^>]*checked', page)
    limit(school, "alles", "28AX0022")
    assert rights() == [("", [])]


def test_limit_to_locations_needs_one(school: School) -> None:
    page = limit(school, "locatie")
    assert "Kies minstens één locatie" in body(page)
    assert 'href="#locaties"' in text(page)
    assert rights() == [("", [])]


def test_new_reader_is_limited_from_the_start(school: School) -> None:
    given = {"gebruikersnaam": "noor", "naam": "Noor", "email": "noor@school.example", "rollen": ["raadpleger"]}
    refused = school.beau.post("/beheer/nieuw/", given | {"inzage": "locatie"})
    assert "Kies minstens één locatie" in body(refused)
    school.beau.post("/beheer/nieuw/", given | {"inzage": "leerlingen"})
    assert Machtiging.objects.get(gebruiker__naam="Noor").beperking == "leerlingen"


def test_a_role_without_limit_ignores_the_question(school: School) -> None:
    given = {"gebruikersnaam": "noor", "naam": "Noor", "email": "noor@school.example", "inzage": "leerlingen"}
    school.beau.post("/beheer/nieuw/", given | {"rollen": ["verzuimloketmelder"]})
    assert Machtiging.objects.get(gebruiker__naam="Noor").beperking == ""


def test_location_of_another_school_is_no_choice(school: School) -> None:
    factories.instelling("11AA", bestuur="200B001")
    factories.locatie("11AA0001", "11AA", "Elders")
    assert "Elders" not in text(school.beau.get(f"/beheer/{school.pk}/"))
    limit(school, "locatie", "11AA0001")
    assert rights() == [("", [])]


# Ines says who the pupils are


@pytest.mark.req("WNS-01")
def test_pupils_are_added_by_number_and_stopped(school: School) -> None:
    limit(school, "leerlingen")
    assert "Mila" in body(school.ines.get("/school/28AX/mentoren/"))
    page = school.ines.post(
        school.page, {"actie": "toevoegen", "nummers": f"{NUMMER}\r\n\r\n 999 999 990 \n{NUMMER}"}, follow=True
    )
    assert "Toegevoegd: 2." in body(page)
    assert "Kwartelaar" in body(page)
    assert {each.achternaam for each in assigned()} == {"Kwartelaar", "Vreemdeling"}
    with acting_as(SYSTEEM):
        kenmerk = Mentorleerling.objects.get(persoon__achternaam="Vreemdeling").kenmerk
    done = school.ines.post(school.page, {"actie": "stoppen", "leerling": [str(kenmerk), "x"]}, follow=True)
    assert "Gewijzigd: 1." in body(done)
    assert [each.achternaam for each in assigned()] == ["Kwartelaar"]


def test_unknown_numbers_are_told_by_line_and_never_shown(school: School) -> None:
    limit(school, "leerlingen")
    factories.instelling("11AA", bestuur="200B001")
    elsewhere = factories.bsn()
    factories.leerling("11AA", nummer=elsewhere)
    page = school.ines.post(school.page, {"actie": "toevoegen", "nummers": f"{NUMMER}\n{elsewhere}\n123456789"})
    assert f"Regel 2, nummer dat eindigt op {elsewhere[-3:]}" in body(page)
    assert "Regel 3, nummer dat eindigt op 789" in body(page)
    assert "Toegevoegd: 1." in body(page)
    for number in (NUMMER, elsewhere, "123456789"):
        assert number not in text(page)
    assert len(assigned()) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"actie": "toevoegen"},
        {"actie": "toevoegen", "nummers": "1\n" * 101},
        {"actie": "stoppen"},
        {"actie": "stoppen", "leerling": str(uuid4()), "einddatum_dag": "31", "einddatum_maand": "2"},
        {"actie": "iets"},
    ],
)
def test_refused_change_of_pupils(school: School, given: dict[str, str]) -> None:
    mentor(school)
    assert school.ines.post(school.page, given).status_code == 200
    assert len(assigned()) == 1


def test_end_date_lets_a_mentor_read_on_until_then(school: School) -> None:
    mentor(school)
    with acting_as(SYSTEEM):
        kenmerk = str(Mentorleerling.objects.get().kenmerk)
    end = {"einddatum_dag": "1", "einddatum_maand": "12", "einddatum_jaar": "2026"}
    assert "01-12-2026" in body(
        school.ines.post(school.page, {"actie": "stoppen", "leerling": kenmerk, **end}, follow=True)
    )
    assert school.mila.get(reverse("melding", args=[school.own.kenmerk])).status_code == 200


def test_a_reader_without_that_limit_is_no_mentor(school: School) -> None:
    assert "nog geen mentoren" in body(school.ines.get("/school/28AX/mentoren/"))
    assert school.ines.get(school.page).status_code == 404
    assert school.ines.post(school.page, {"actie": "toevoegen", "nummers": NUMMER}).status_code == 404


# what Mila sees


PAGES = ("melding", "melding-historie", "melding-versie")


def addresses(melding: Melding, names: Iterable[str] = PAGES) -> list[str]:
    """Pages about one melding; its history has one version."""
    fill = {"kenmerk": melding.kenmerk, "volgnummer": 1, "bijlage": uuid4(), "actie": "vraag"}
    found = {name: params for name, params in _routes() if name in names}
    return [reverse(name, kwargs={each: fill[each] for each in params}) for name, params in sorted(found.items())]


def _routes() -> Iterator[tuple[str, tuple[str, ...]]]:
    """(name, parameters) of every page about a melding."""
    for name, entries in get_resolver().reverse_dict.lists():
        for entry in entries:
            if isinstance(name, str) and name.startswith("melding") and "kenmerk" in entry[0][0][1]:
                yield name, tuple(entry[0][0][1])


def names(page: str) -> set[str]:
    return {name for name in ("Kwartelaar", "Vreemdeling") if name in page}


@pytest.mark.req("WNS-01", "AUT-21", "RPL-07")
@pytest.mark.parametrize("inzage", [("leerlingen",), ("locatie", "28AX0022")], ids=lambda each: each[0])
def test_limited_reader_meets_nothing_of_others(school: School, inzage: tuple[str, ...]) -> None:
    mentor(school)
    limit(school, *inzage)
    for address in addresses(school.own):
        assert school.mila.get(address).status_code == 200, address
    assert len(addresses(school.own)) == len(PAGES)
    for address in addresses(school.other, {name for name, _ in _routes()}):
        for response in (school.mila.get(address), school.mila.post(address)):
            assert response.status_code in (403, 404, 405), address
            assert names(text(response)) == set(), address
    for address in addresses(school.other):
        assert school.mila.get(address).status_code == 404, address
    lists = ["/verzuim/", "/verzuim/?status=R", "/inschrijvingen/", "/", "/inschrijvingen/?instelling=28AX"]
    for address in lists:
        page = school.mila.get(address)
        assert page.status_code == 200
        assert names(text(page)) <= {"Kwartelaar"}, address
        assert "U ziet alleen meldingen" in body(page)
    assert names(text(school.mila.get("/verzuim/"))) == {"Kwartelaar"}
    assert names(text(school.mila.get("/inschrijvingen/"))) == {"Kwartelaar"}


@pytest.mark.req("WNS-01")
def test_limited_reader_finds_nobody_else_by_name_or_number(school: School) -> None:
    mentor(school)
    for criterium in ({"achternaam": "Vreemdeling"}, {"pgn": ANDER_NUMMER}, {"nummer": str(school.other.nummer)}):
        page = text(school.mila.post("/verzuim/", criterium, follow=True))
        assert "Zeger" not in page
    assert "Zeger" not in text(school.mila.post("/inschrijvingen/", {"achternaam": "Vreemdeling"}, follow=True))


@pytest.mark.req("WNS-01")
def test_limited_reader_has_no_buttons_that_write(school: School) -> None:
    mentor(school)
    page = text(school.mila.get(reverse("melding", args=[school.own.kenmerk])))
    for name in ("melding-wijzigen", "melding-intrekken", "melding-kopieren"):
        address = reverse(name, args=[school.own.kenmerk])
        assert address not in page
        assert school.mila.post(address).status_code == 403
    assert "Verzuim melden" not in body(school.mila.get("/verzuim/"))


def test_without_pupils_a_mentor_sees_nothing(school: School) -> None:
    limit(school, "leerlingen")
    assert names(text(school.mila.get("/verzuim/")) + text(school.mila.get("/inschrijvingen/"))) == set()


def test_a_second_role_lifts_the_limit(school: School) -> None:
    mentor(school)
    Machtiging.objects.create(
        gebruiker_id=school.pk,
        rol=Rol.MELDER,
        soort_kenmerk="instelling",
        kenmerk="28AX",
        begindatum=school.own.begindatum,
    )
    page = school.mila.get("/verzuim/")
    assert names(text(page)) == {"Kwartelaar", "Vreemdeling"}
    assert "U ziet alleen" not in body(page)
    with acting_as(SYSTEEM):
        assert Inschrijving.objects.count() == 2
