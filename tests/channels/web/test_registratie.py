"""The registration on screen: the check, the list behind each figure, the pupil, the file."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.personas import LogIn
from tests.uitvoer.lezen import lines, sheets
from tests.uitvoer.registratie import ON, enrol, enrolled, with_onderwijsnummer
from verzuimloket.bestanden.models import Bestand
from verzuimloket.channels.web.registratie import bestand, overzicht
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving, Uitstroom

pytestmark = pytest.mark.django_db
YESTERDAY = ON - timedelta(days=1)
CONTROLE, LIJST = "/inschrijvingen/registratie/controle/", "/inschrijvingen/registratie/"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def figures(text: str) -> dict[str, int]:
    """The address of the list behind each figure, with the figure."""
    found = re.findall(r'href="(/inschrijvingen/registratie/\?punt=[A-Z0-9_]+)">\s*(\d+)<', text)
    return {address: int(aantal) for address, aantal in found}


def in_list(text: str) -> int:
    found = re.search(r"<strong>(\d+) inschrijving", text)
    return int(found[1]) if found else 0


def audited(event: str) -> list[str]:
    with acting_as(SYSTEEM):
        return [f"{row.subject} {row.data}" for row in AuditEntry.objects.filter(event=event).order_by("pk")]


@pytest.mark.req("BST-16", "WNS-16")
def test_each_figure_leads_to_as_many_pupils(anna: Client) -> None:
    with_onderwijsnummer(enrolled(achternaam="Zondernummer"))
    enrolled(adres=False, geboorte_precisie="J")
    enrolled(eind=YESTERDAY)
    enrol(enrolled().persoon, "11AA")
    text = page(anna, CONTROLE)
    found = figures(text)
    assert {address.partition("punt=")[2] for address in found} == {
        "BSN_ONBEKEND",
        "ADRES_ONBEKEND",
        "GEBOORTEDATUM_DEELS",
        "ZONDER_VERVOLG",
        "DUBBEL",
    }
    for address, aantal in found.items():
        assert in_list(page(anna, address)) == aantal == 1
    assert "Zondernummer" in page(anna, f"{LIJST}?punt=BSN_ONBEKEND")
    assert "met alleen een onderwijsnummer" in text  # what the figure means, beside it


@pytest.mark.req("BST-16")
def test_an_empty_registration(anna: Client) -> None:
    assert figures(page(anna, CONTROLE)) == {}
    assert "Geen resultaten gevonden" in page(anna, LIJST)


@pytest.mark.req("INS-47", "BST-16")
def test_deliveries_per_month(anna: Client) -> None:
    from tests.uitvoer.registratie import AT

    enrolled(begin=ON - timedelta(days=20), at=AT)
    enrolled(begin=ON - timedelta(days=20))
    enrolled(begin=ON - timedelta(days=20))
    text = page(anna, CONTROLE)
    assert "november 2026" in text
    assert "66%" in text
    assert in_list(page(anna, f"{LIJST}?punt=TE_LAAT_IN")) == 1


@pytest.mark.req("WNS-16")
def test_a_board_sees_the_sum_and_each_code(log_in: LogIn) -> None:
    with_onderwijsnummer(enrolled())
    with_onderwijsnummer(enrolled(code="11AA"), "100729533")
    client = log_in("Bea", Rol.INSCHRIJVER, soort="bestuur", kenmerk="109B027")
    text = page(client, CONTROLE)
    assert figures(text)["/inschrijvingen/registratie/?punt=BSN_ONBEKEND"] == 2
    assert "11AA: 1</a>" in text
    assert "28AX: 1</a>" in text
    assert in_list(page(client, f"{LIJST}?punt=BSN_ONBEKEND&instelling=11AA")) == 1


# the list


@pytest.mark.req("BST-08")
def test_search_is_posted_and_kept_on_the_server(anna: Client) -> None:
    enrolled(achternaam="Morgenster")
    enrolled(achternaam="Anders", eind=YESTERDAY)
    response = anna.post(LIJST, {"achternaam": "genst", "stand": "ingeschreven"})
    assert response["Location"] == f"{LIJST}?stand=ingeschreven"
    text = page(anna, response["Location"])
    assert "Morgenster" in text
    assert "Anders" not in text
    assert anna.post(LIJST, {"wissen": "ja", "achternaam": "genst"})["Location"] == LIJST
    assert "Anders" in page(anna, LIJST)


@pytest.mark.parametrize(("stand", "expected"), [("ingeschreven", "Nu"), ("uitgeschreven", "Weg"), ("later", "Straks")])
def test_filter_on_state(anna: Client, stand: str, expected: str) -> None:
    enrolled(achternaam="Nu", eind=ON)
    enrolled(achternaam="Weg", eind=YESTERDAY)
    enrolled(achternaam="Straks", begin=ON + timedelta(days=1))
    found = re.findall(r"/inschrijvingen/registratie/[0-9a-f-]{36}/\">(\w+),? ", page(anna, f"{LIJST}?stand={stand}"))
    assert found == [expected]


def test_a_wrong_filter_is_told(anna: Client) -> None:
    assert "Kies bij Stand een van de mogelijkheden." in page(anna, f"{LIJST}?stand=onzin")
    assert anna.post(LIJST, {"punt": "onzin"}).status_code == 200


def test_pages_of_25(anna: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overzicht, "MAAT", 2)
    for naam in ("Aa", "Bb", "Cc"):
        enrolled(achternaam=naam)
    text = page(anna, f"{LIJST}?pagina=2")
    assert "Cc" in text
    assert "Bb" not in text
    assert 'href="/inschrijvingen/registratie/?pagina=1"' in text
    assert "Cc" in page(anna, f"{LIJST}?pagina=99")


def test_few_queries(anna: Client, django_assert_max_num_queries: Callable[[int], Any]) -> None:
    """Of which nine are of logging in and scope, and some because a test is a transaction itself."""
    for _ in range(4):
        enrolled(eind=YESTERDAY)
        enrolled()
    for address in (CONTROLE, LIJST):
        page(anna, address)
        with django_assert_max_num_queries(19):
            page(anna, address)


# the pupil


@pytest.mark.req("BST-17")
def test_the_number_shows_when_asked_and_is_written_down(anna: Client) -> None:
    made = enrolled(nummer="111222333")
    address = f"/inschrijvingen/registratie/{made.kenmerk}/"
    assert "111222333" not in page(anna, address) + page(anna, LIJST) + page(anna, CONTROLE)
    assert "*****333" in page(anna, address)
    assert audited("persoon:nummer-tonen") == []
    assert "111222333" in anna.post(address, {"actie": "toon"}).content.decode()
    assert audited("persoon:nummer-tonen") == [f"persoon {made.persoon_id} {{'bij': 'registratie'}}"]


@pytest.mark.req("WNS-14")
def test_note_where_a_leaver_went(anna: Client) -> None:
    made = enrolled(eind=YESTERDAY)
    address = f"/inschrijvingen/registratie/{made.kenmerk}/"
    assert "Wat weet u over deze leerling?" in page(anna, address)
    wrong = anna.post(address, {"actie": "vastleggen"})
    assert "Kies wat u weet over deze leerling." in wrong.content.decode()
    done = anna.post(address, {"actie": "vastleggen", "vervolg": "BUITENLAND"}, follow=True).content.decode()
    assert "Verhuisd naar het buitenland. Vastgelegd op 22-11-2026 10:00:00 door Anna de Melder." in done
    assert figures(page(anna, CONTROLE)) == {"/inschrijvingen/registratie/?punt=OPGEVOLGD": 1}
    anna.post(address, {"actie": "vastleggen", "vervolg": "WERK"})
    with acting_as(SYSTEEM):
        assert list(Uitstroom.objects.values_list("vervolg", "door")) == [("WERK", "Anna de Melder")]
    assert audited("uitstroom:vastleggen") == [
        f"inschrijving {made.pk} {{'vervolg': '{code}'}}" for code in ("BUITENLAND", "WERK")
    ]


@pytest.mark.req("WNS-14")
def test_no_note_of_who_is_still_enrolled(anna: Client) -> None:
    made = enrolled()
    address = f"/inschrijvingen/registratie/{made.kenmerk}/"
    assert "Wat weet u" not in page(anna, address)
    anna.post(address, {"actie": "vastleggen", "vervolg": "WERK"})
    with acting_as(SYSTEEM):
        assert Uitstroom.objects.count() == 0


# the file


@pytest.mark.req("BST-07", "BST-08", "BST-17")
@pytest.mark.parametrize("formaat", ["xlsx", "csv"])
def test_download_what_the_list_shows(anna: Client, formaat: str) -> None:
    enrolled(achternaam="Wel", nummer="111222333")
    enrolled(achternaam="Niet", eind=YESTERDAY)
    response = anna.post("/inschrijvingen/registratie/bestand/?stand=ingeschreven", {"formaat": formaat})
    assert f"registratieoverzicht-2026-11-22.{formaat}" in response["Content-Disposition"]
    content = response.content
    kop, *rows = sheets(content)["Registratieoverzicht"] if formaat == "xlsx" else lines(content)
    assert [(row[kop.index("achternaam")], row[kop.index("bsn")]) for row in rows] == [("Wel", "111222333")]
    assert audited("registratie:uitvoeren") == [f"registratieoverzicht {{'aantal': 1, 'formaat': '{formaat}'}}"]


def test_a_large_one_comes_later(anna: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(bestand, "AT_ONCE", 0)
    monkeypatch.setattr(bestand, "defer", lambda task, **given: asked.append((task, given)))
    enrolled()
    response = anna.post("/inschrijvingen/registratie/bestand/", {"formaat": "xlsx"})
    assert asked == [("registratieoverzicht_maken", {"instelling": "28AX"})]
    assert "Wij maken het nu" in page(anna, response["Location"])


# who


@pytest.mark.req("AUT-20", "AUT-21")
def test_only_the_own_school_and_only_who_enrols(anna: Client, log_in: LogIn) -> None:
    other = enrolled(code="11AA", achternaam="Vreemd")
    assert "Vreemd" not in page(anna, LIJST)
    assert anna.get(f"/inschrijvingen/registratie/{other.kenmerk}/").status_code == 404
    assert anna.get(f"{LIJST}?instelling=11AA").content.decode().count("Kies bij Instelling") > 0
    reader = log_in("Rob", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")
    for address in (LIJST, CONTROLE, f"/inschrijvingen/registratie/{other.kenmerk}/"):
        assert reader.get(address).status_code == 403


# Start


@pytest.mark.req("BST-16")
def test_start_leads_to_the_check(anna: Client) -> None:
    assert "te controleren" not in page(anna, "/")
    with_onderwijsnummer(enrolled())
    enrolled(begin=ON + timedelta(days=3))  # good to know, nothing to do
    assert re.search(r'href="/inschrijvingen/registratie/controle/">\s*<span[^>]*>1</span>', page(anna, "/"))
    with acting_as(SYSTEEM):
        Inschrijving.objects.update(einddatum=None)


@pytest.mark.req("INS-45")
def test_start_tells_a_municipality_who_turns_five(bram: Client) -> None:
    assert "5 jaar" not in page(bram, "/")
    with acting_as(SYSTEEM):
        Bestand.objects.create(
            soort_kenmerk="instantie",
            organisatie="G0344",
            gedeeld=True,
            soort="LEERPLICHT_5",
            naam="leerplicht-5-jaar-2026-11-22.xlsx",
            mime="x",
            status="KLAAR",
            totaal=3,
            gemaakt_at="2026-11-22T04:00:00Z",
            klaar_at="2026-11-22T04:00:00Z",
            verwijderen_op=ON + timedelta(days=14),
        )
    assert "kinderen worden 5 jaar" in page(bram, "/")
