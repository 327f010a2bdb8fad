"""The pages for everyone: help, privacy, accessibility, what is new; and the error pages."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve

from verzuimloket.channels.web import fouten
from verzuimloket.channels.web.hulp import HELPDESKS, Helpdesk, Versie, versions

pytestmark = pytest.mark.django_db
PAGES = [
    "/hulp/",
    "/hulp/wet/",
    "/privacy/",
    "/toegankelijkheid/",
    "/nieuw/",
    "/inloggen/",
    "/postbus/",
    "/hulp/codes/",
]


def text(response: Any) -> str:
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_anyone_may_read(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert text(response).count("<h1") == 1


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_somewhere(client: Client, path: str) -> None:
    for href in re.findall(r'href="([^"]+)"', text(client.get(path))):
        if href.startswith(("https://", "mailto:", "/static/")):
            continue
        page, _, anchor = href.partition("#")
        page = page.partition("?")[0] or path
        try:
            resolve(page)
        except Resolver404:
            pytest.fail(f"{href} on {path}")
        if anchor:
            assert f'id="{anchor}"' in text(client.get(page)), f"{href} on {path}"


@pytest.mark.parametrize("path", PAGES)
def test_names_of_places_are_unique(client: Client, path: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', text(client.get(path)))
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_inline(client: Client, path: str) -> None:
    """The content security policy refuses it."""
    page = text(client.get(path))
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page)


@pytest.mark.req("HLP-01", "HLP-02", "HLP-03")
def test_helpdesks(client: Client) -> None:
    page = text(client.get("/hulp/"))
    assert [desk.naam for desk in HELPDESKS] == ["Inschrijvingen", "Verzuim", "Inloggen"]
    for desk in HELPDESKS:
        assert all(value in page for value in (desk.vraag, desk.telefoon, desk.uren, f"mailto:{desk.email}"))


def test_an_installation_gives_its_own_helpdesks(client: Client, settings: Any) -> None:
    settings.HELPDESKS = (Helpdesk("Onze desk", "Vraag?", "030 000 00 00", "altijd", "desk@onze.example"),)
    page = text(client.get("/hulp/"))
    assert "Onze desk" in page
    assert HELPDESKS[0].telefoon not in page


@pytest.mark.req("HLP-04", "RIO-10", "RIO-14")
@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("B3-school", "Zij geeft voortgezet onderwijs en heeft geen examenlicentie."),
        ("B4-school", "Een internationale, buitenlandse of ambassadeschool. Zij valt buiten het Nederlandse toezicht."),
        ("DUO", "Dienst Uitvoering Onderwijs."),
        ("bestuur", "Het bevoegd gezag van een of meer instellingen."),
        ("instellingscode", "Code van een school: twee cijfers en twee letters."),
        ("persoonsgebonden nummer", "Het bsn. Is dat er niet, dan het onderwijsnummer."),
        ("ROD", "Register Onderwijsdeelnemers"),
        ("RIO", "Registratie Instellingen en Opleidingen"),
        ("vestiging", "met een code van zes tekens"),
    ],
)
def test_glossary(client: Client, word: str, means: str) -> None:
    page = text(client.get("/hulp/"))
    page = page[page.index('id="woorden"') :]
    row = page[page.index(f'<th scope="row" class="govuk-table__header">{word}</th>') :]
    assert means in " ".join(row[: row.index("</tr>")].split())


def answer_to(client: Client, vraag: str) -> str:
    """What Help answers to a question, on one line and without tags."""
    page = text(client.get("/hulp/"))
    fold = page[page.index(f'govuk-details__summary-text">{vraag}') :]
    return " ".join(re.sub(r"<[^>]+>", " ", fold[: fold.index("</details>")].partition(">")[2]).split())


_ASKED = {
    "INS-01": ("Waarvoor registreren B3- en B4-scholen", "te voorkomen dat leerlingen zonder diploma van school gaan"),
    "INS-02": ("Moeten we alleen nieuwe leerlingen inschrijven?", "op of na 1 augustus 2023"),
    "INS-03": ("Wanneer moesten de eerste gegevens er zijn?", "voor 1 oktober 2023"),
    "INS-04": ("Kunnen we iets van voor 1 augustus 2023 aanleveren?", "mag niets van daarvoor ontvangen"),
    "INS-34": ("Moeten we leerlingen elk jaar uit- en weer inschrijven?", "loopt door tot de leerling van school gaat"),
    "INS-37": ("Tot welke leeftijd?", "een plicht tot 18 jaar"),
    "INS-38": ("Geldt het ook voor kinderen van diplomaten?", "Ook leerlingen met een bijzondere status"),
    "INS-43": ("Een ingeschreven leerling is nooit gekomen.", "U moet de leerling uitschrijven."),
    "INS-45": ("Wie let op wanneer een kind 5 wordt?", "Daarom zegt het register het elke week tegen de gemeente"),
    "INS-46": ("Is het scherm er ook in het Engels?", "Kies bovenaan de pagina English."),
    "INS-47": ("Wij kunnen de gegevens pas half september aanleveren.", "Nee, als dat bij u altijd al zo ging."),
    "BST-13": ("Kunnen we leerlingen met een bestand inschrijven?", "vanaf schooljaar 2024-2025 automatisch"),
    "BST-14": ("Moeten we dan ook nog het scherm gebruiken?", "alles met bestanden doen en het formulier nooit"),
    "BST-15": ("Waar vinden we het sjabloon?", "U downloadt daar een leeg sjabloon"),
    "BST-18": ("Is er een API?", "geen API komt"),
    "BST-19": ("Waar vinden we rapportages?", "ophalen/raadplegen bestanden"),
    "RIO-09": ("We hebben nog geen code.", "De Inspectie van het Onderwijs geeft instellingscodes uit."),
    "WNS-18": ("Onze administratie levert de gegevens anders aan", "Zo krijgt elke school dezelfde controle."),
}


@pytest.mark.req("INS-01", "INS-02", "INS-03", "INS-04", "INS-34", "INS-37", "INS-38", "INS-43", "INS-45", "INS-46")
@pytest.mark.req("INS-47", "BST-13", "BST-14", "BST-15", "BST-18", "BST-19", "RIO-09", "WNS-18")
@pytest.mark.parametrize(("vraag", "antwoord"), [pytest.param(*qa, id=eis) for eis, qa in _ASKED.items()])
def test_a_question_is_answered(client: Client, vraag: str, antwoord: str) -> None:
    assert antwoord in answer_to(client, vraag)


@pytest.mark.req("AUT-26")
def test_who_is_who(client: Client) -> None:
    page = text(client.get("/hulp/"))
    for wie in (
        *("medewerker leerlingenadministratie", "verzuimmelder, contactpersoon", "bestuur", "beheerder"),
        *(
            "directeur, coach, mentor",
            "leerplichtambtenaar",
            "medewerker Doorstroompunt (RMC)",
            "uitvoerende instantie",
        ),
        *("leverancier van software", "helpdesk", "relatiebeheerder, accountmanager", "ministerie"),
        *("Inspectie van het Onderwijs", "leerling, ouder"),
    ):
        assert f">{wie}</th>" in page


@pytest.mark.req("WNS-12")
def test_the_law_in_short(client: Client) -> None:
    page = text(client.get("/hulp/wet/"))
    for artikel in ("1", "2", "3", "4", "4a", "4b", "4c", "5", "11", "12", "13", "14", "18", "21", "21a", "27"):
        assert f'<th scope="row" class="govuk-table__header">{artikel}</th>' in page
    assert "Dit is geen officiële tekst." in page
    client.post("/taal/", {"taal": "en", "naar": "/hulp/wet/"})
    assert "This is not an official translation." in text(client.get("/hulp/wet/"))


@pytest.mark.req("HLP-05", "HLP-06", "HLP-07", "HLP-08", "HLP-09", "HLP-10")
def test_questions_in_twelve_categories(client: Client) -> None:
    page = text(client.get("/hulp/"))
    section = page[page.index('id="vragen"') :]
    heads = re.findall(r'<h3 class="govuk-heading-m">([^<]+)</h3>', section)
    assert heads == [
        "DUO",
        "Wettelijke grondslag",
        "Voordelen",
        "Welke leerlingen registreren?",
        "Welke gegevens registreren?",
        "Hoe registreren?",
        "Wanneer registreren?",
        "Instellingscode",
        "Dashboard",
        "AVG (GDPR)",
        "Documentatie",
        "Communicatie",
    ]
    for question in ["Wat doet DUO?", "ook in het Engels?", "Wat gebeurt er als wij te laat zijn?", "verhuist?"]:
        assert question in section


@pytest.mark.req("AUT-08", "AUT-17", "AUT-22")
def test_every_role_is_explained(client: Client) -> None:
    page = text(client.get("/hulp/"))
    for naam in [
        "Inschrijver (beheerder B3/B4)",
        "Verzuimloketmelder",
        "Behandelaar gemeente",
        "Rapportages verzuim/BRON",
    ]:
        assert f">{naam}</th>" in page


@pytest.mark.req("PRV-01", "PRV-02", "PRV-03", "PRV-04", "PRV-05", "PRV-06", "PRV-08", "PRV-11")
@pytest.mark.parametrize(
    "needed",
    [
        "U mag zien wat er over u of uw kind in staat",
        "Tot vijf jaar na de laatste inschrijving in Nederland",
        "Het schooljaar waarin de melding is opgenomen en het schooljaar daarna",
        "Inspectie van het Onderwijs",
        "contract of toestemming van de ouders niet nodig",
        "Baseline Informatiebeveiliging Overheid",
        "Scholen hoeven ouders niet over een inschrijving te informeren",
        "neemt zelf geen contact op met leerlingen of ouders",
        "stb-2022-177",
        "stb-2022-246",
        "stcrt-2022-18587",
        "stb-2022-285",
    ],
)
def test_privacy(client: Client, needed: str) -> None:
    assert needed in text(client.get("/privacy/"))


def test_versions_of_a_changelog() -> None:
    changelog = "# Changelog\n\n- not a point of a version\n\n## 0.2.0\n\n## 0.1.0 (2026-11-22)\n\nText.\n"
    changelog += "\n- One `code`\n  goes on.\n- Two\n"
    assert versions(changelog) == [
        Versie("0.2.0", None, ()),
        Versie("0.1.0", date(2026, 11, 22), ("One code goes on.", "Two")),
    ]
    assert versions("") == []


def test_consequences_of_a_version() -> None:
    changelog = "## 1.0\n\n- A\n\n*Impact: regels* One\nmore `rule`.\n*Impact: beheer* None.\n\n## 0.9\n"
    assert [each.gevolgen for each in versions(changelog)] == [(("regels", "One more rule."), ("beheer", "None.")), ()]


@pytest.mark.req("HLP-10", "WNS-13")
def test_what_is_new(client: Client, settings: Any) -> None:
    page = text(client.get("/nieuw/"))
    assert f"Versie {settings.VERSIE}" in page
    assert '<ul class="govuk-list govuk-list--bullet" lang="en">' in page
    assert f"Gevolgen van versie {settings.VERSIE}" in page


# errors


def test_page_that_does_not_exist(client: Client) -> None:
    response = client.get("/bestaat/niet/")
    assert response.status_code == 404
    assert "Deze pagina bestaat niet, of u mag deze niet bekijken." in text(response)


@pytest.mark.parametrize("path", ["/%00", "/%ff", "/" + "a" * 3000, "/hulp/<script>", "/hulp/%0d%0aSet-Cookie:%20x"])
def test_strange_addresses_are_not_found(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "<script>" not in text(response).replace("<script type", "")


def test_bug_shows_nothing_of_the_inside(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("verzuimloket.channels.web.hulp.codelijst", lambda naam: 1 / 0)
    response = client.get("/hulp/")
    assert response.status_code == 500
    assert "Er ging iets mis bij ons." in text(response)
    assert "Zero" not in text(response)


def test_request_that_cannot_be_read(rf: RequestFactory) -> None:
    response = fouten.bad_request(rf.get("/"))
    assert response.status_code == 400
    assert "Wij konden uw verzoek niet lezen." in text(response)


def test_too_many_fields_is_a_bad_request(client: Client) -> None:
    response = client.post("/inloggen/", {f"veld{number}": "x" for number in range(2000)})
    assert response.status_code == 400
    assert "Wij konden uw verzoek niet lezen." in text(response)


def test_a_weakness_can_be_reported(client: Client) -> None:
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"].startswith("text/plain")
    assert {"Contact", "Expires"} <= {line.split(":")[0] for line in answer.content.decode().splitlines()}
