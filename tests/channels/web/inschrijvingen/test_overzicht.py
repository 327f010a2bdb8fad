"""'Overzicht inschrijvingen': sections, search, pages; and nothing of another school."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.channels.web.inschrijvingen.lezen import text_of
from tests.personas import LogIn
from verzuimloket.channels.web.inschrijvingen import overzicht
from verzuimloket.core.actor import Rol
from verzuimloket.inschrijvingen.models import Inschrijving

ADRES = reverse("inschrijvingen")


def pupil(achternaam: str, code: str = "28AX", *, eind: date | None = None, **given: str) -> Inschrijving:
    van = factories.persoon(achternaam=achternaam, **given)
    return factories.inschrijving(van, code, begin=date(2025, 9, 1), eind=eind)


def names(page: str) -> list[str]:
    """The pupils in the tables, in order."""
    return [unescape(name) for name in re.findall(r'<th scope="row"[^>]*>([^<]+)</th>', page)]


def listed(client: Client, address: str = ADRES) -> list[str]:
    return names(client.get(address).content.decode())


def search(client: Client, achternaam: str) -> str:
    """The page after a search."""
    response = client.post(ADRES, {"achternaam": achternaam})
    assert response.status_code == 302
    assert response["Location"] == ADRES  # no name in an address
    return client.get(ADRES).content.decode()


@pytest.fixture
def bestuur(log_in: LogIn) -> Client:
    """An enroller of a board with three codes."""
    for code in ("28AX", "31ED", "31EG"):
        factories.instelling(code, bestuur="B1", naam=f"School {code}")
    return log_in("Bea van Bestuur", Rol.INSCHRIJVER, soort="bestuur", kenmerk="B1")


def is_open(page: str, code: str) -> bool:
    return re.search(rf'<details class="govuk-details" open>\s*<summary[^>]*><span[^>]*>{code}', page) is not None


# the list


@pytest.mark.req("OVZ-01", "OVZ-02", "OVZ-06", "OVZ-07", "OVZ-10", "OVZ-18")
def test_the_list(anna: Client) -> None:
    found = pupil("Donder", voorvoegsel="van de", voornamen="Bliksem", eind=date(2025, 9, 1))
    page = anna.get(ADRES)
    words = text_of(page)
    assert "Leerling Inschrijfdatum Uitschrijfdatum" in words
    assert "Bliksem van de Donder 2025-09-01 2025-09-01 Wijzigen inschrijving van Bliksem van de Donder" in words
    assert reverse("inschrijving-wijzigen", args=[found.kenmerk]) in page.content.decode()
    assert "Terug naar Start" in words
    assert "Leerling inschrijven" in words


@pytest.mark.req("OVZ-05")
def test_the_only_section_is_open(anna: Client) -> None:
    assert is_open(anna.get(ADRES).content.decode(), "28AX")


@pytest.mark.req("OVZ-05")
def test_more_sections_are_closed_until_chosen(bestuur: Client) -> None:
    pupil("Een", "28AX")
    pupil("Twee", "31ED")
    page = bestuur.get(ADRES).content.decode()
    assert not any(is_open(page, code) for code in ("28AX", "31ED", "31EG"))
    assert names(page) == ["Lotte Een", "Lotte Twee"]
    chosen = bestuur.get(f"{ADRES}?instelling=31ED").content.decode()
    assert [is_open(chosen, code) for code in ("28AX", "31ED", "31EG")] == [False, True, False]


@pytest.mark.req("OVZ-01")
def test_sorted_by_name_and_newest_first(anna: Client) -> None:
    for achternaam, voornamen in (("Şahin", "Emre"), ("Zwart", "Ali"), ("sahin", "Deniz"), ("Aa", "Bo")):
        pupil(achternaam, voornamen=voornamen)
    assert listed(anna) == ["Bo Aa", "Deniz sahin", "Emre Şahin", "Ali Zwart"]


@pytest.mark.req("OVZ-01")
def test_only_the_own_institution(anna: Client, cor: Client, bestuur: Client) -> None:
    pupil("Hier")
    pupil("Daar", "11AA")
    assert listed(anna) == ["Lotte Hier"]
    assert listed(cor) == ["Lotte Daar"]
    assert listed(anna, f"{ADRES}?instelling=11AA") == ["Lotte Hier"]
    assert listed(cor, f"{ADRES}?instelling=28AX&pagina=2") == ["Lotte Daar"]
    assert "Geen resultaten gevonden" in search(cor, "Hier")


def test_a_reader_gets_no_buttons(anna: Client, raadpleger: Client) -> None:
    found = pupil("Hier")
    page = raadpleger.get(ADRES)
    assert "Lotte Hier 2025-09-01" in text_of(page)
    assert "Wijzigen" not in text_of(page)
    assert reverse("inschrijven") not in page.content.decode()
    assert raadpleger.get(reverse("inschrijving-wijzigen", args=[found.kenmerk])).status_code == 403


def test_who_may_not_look(bram: Client, client: Client) -> None:
    assert bram.get(ADRES).status_code == 403
    assert client.get(ADRES)["Location"].startswith(reverse("inloggen"))


def test_an_organisation_without_institutions(log_in: LogIn) -> None:
    gemeente = log_in("Rien Raadpleger", Rol.RAADPLEGER, soort="instantie", kenmerk="G0344")
    assert "Uw organisatie heeft geen instellingen." in text_of(gemeente.get(ADRES))


def test_nobody_enrolled_yet(anna: Client) -> None:
    assert "Nog geen leerlingen ingeschreven" in text_of(anna.get(ADRES))


# search


@pytest.mark.req("OVZ-03", "OVZ-04")
@pytest.mark.parametrize("part", ["don", "DON", " Donder ", "nder", "döndér", "van de don", "van de Donder"])
def test_a_part_of_the_surname_is_enough(part: str, anna: Client) -> None:
    pupil("Donder", voorvoegsel="van de", voornamen="Bliksem")
    pupil("Regen")
    page = search(anna, part)
    assert names(page) == ["Bliksem van de Donder"]
    assert "1 inschrijving" in unescape(page)


@pytest.mark.req("OVZ-03", "OVZ-08")
@pytest.mark.parametrize("part", ["Bliksem", "%", "_", "x", "' OR 1=1 --", "\\", "<script>alert(1)</script>"])
def test_what_is_not_in_the_surname_is_not_found(part: str, anna: Client) -> None:
    pupil("Donder", voornamen="Bliksem")
    page = search(anna, part)
    assert names(page) == []
    assert "Geen resultaten gevonden" in page
    assert "<script>alert" not in page


@pytest.mark.req("OVZ-05", "OVZ-08")
def test_a_search_opens_every_section(bestuur: Client) -> None:
    pupil("Donder", "31ED")
    page = search(bestuur, "don")
    assert all(is_open(page, code) for code in ("28AX", "31ED", "31EG"))
    assert page.count("Geen resultaten gevonden") == 2


@pytest.mark.req("OVZ-09")
@pytest.mark.parametrize("end", [{"achternaam": ""}, {"achternaam": "   "}, {"achternaam": "don", "wissen": "ja"}])
def test_an_empty_box_ends_the_search(end: dict[str, str], anna: Client) -> None:
    pupil("Donder")
    pupil("Regen")
    search(anna, "don")
    assert len(listed(anna)) == 1
    assert anna.post(ADRES, end)["Location"] == ADRES
    assert len(listed(anna)) == 2


@pytest.mark.req("OVZ-03")
def test_the_search_stays_in_the_box_and_is_sealed(anna: Client, cor: Client) -> None:
    page = search(anna, "Donder")
    assert 'value="Donder"' in page
    assert "onder" not in repr(dict(anna.session))
    assert "Donder" not in cor.get(ADRES).content.decode()


@pytest.mark.parametrize("typed", ["\x00", "d" * 101])
def test_a_search_that_cannot_be_read(typed: str, anna: Client) -> None:
    page = anna.post(ADRES, {"achternaam": typed})
    assert page.status_code == 200
    assert "Er is 1 fout gevonden" in text_of(page)


# pages


@pytest.fixture
def sixty(db: None) -> None:
    for number in range(60):
        pupil(f"Naam{number:02}")


@pytest.mark.req("OVZ-06")
@pytest.mark.usefixtures("anna", "sixty")
@pytest.mark.parametrize(
    ("pagina", "first", "count", "told"),
    [
        ("1", "Lotte Naam00", 25, "1 tot en met 25 van 60"),
        ("2", "Lotte Naam25", 25, "26 tot en met 50 van 60"),
        ("3", "Lotte Naam50", 10, "51 tot en met 60 van 60"),
        ("4", "Lotte Naam50", 10, "51 tot en met 60 van 60"),
        ("0", "Lotte Naam00", 25, "1 tot en met 25 van 60"),
        ("-1", "Lotte Naam00", 25, "1 tot en met 25 van 60"),
        ("9" * 30, "Lotte Naam00", 25, "1 tot en met 25 van 60"),
        ("²", "Lotte Naam00", 25, "1 tot en met 25 van 60"),
    ],
)
def test_pages_of_25(pagina: str, first: str, count: int, told: str, anna: Client) -> None:
    page = anna.get(ADRES, {"instelling": "28AX", "pagina": pagina})
    found = names(page.content.decode())
    assert (found[0], len(found)) == (first, count)
    assert told in text_of(page)
    assert "60 inschrijvingen gevonden" in text_of(page)


@pytest.mark.usefixtures("bestuur", "sixty")
def test_a_page_of_one_section_leaves_the_others_alone(bestuur: Client) -> None:
    pupil("Anders", "31ED")
    found = listed(bestuur, f"{ADRES}?instelling=28AX&pagina=3")
    assert (len(found), found[-1]) == (11, "Lotte Anders")


@pytest.mark.usefixtures("bestuur", "sixty")
def test_many_pupils_take_few_queries(bestuur: Client) -> None:
    """Savepoints are those of the test; in the portal the request is the transaction."""
    for address in (ADRES, f"{ADRES}?instelling=28AX&pagina=2"):
        with CaptureQueriesContext(connection) as queries:
            bestuur.get(address)
        assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) <= 12


@pytest.mark.usefixtures("bestuur", "sixty")
def test_above_a_limit_closed_sections_wait(bestuur: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overzicht, "VEEL", 10)
    pupil("Anders", "31ED")
    page = bestuur.get(ADRES)
    assert names(page.content.decode()) == []
    assert "Toon de leerlingen van 31ED" in text_of(page)
    assert listed(bestuur, f"{ADRES}?instelling=31ED") == ["Lotte Anders"]
