"""English beside Dutch: the switch, and that what is English is English as a whole."""

import csv
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests import factories
from tests.channels.web.inschrijvingen.invullen import ADRES, NUMMER, buitenland, met_nummer, zonder_nummer
from tests.channels.web.inschrijvingen.lezen import text_of
from tests.personas import LogIn
from verzuimloket.aanleveringen import rules as aanleveringen
from verzuimloket.access.models import Gebruiker
from verzuimloket.channels.web import taal
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.rules import Rule
from verzuimloket.core.scope import acting_as
from verzuimloket.core.uitleg import uitleg
from verzuimloket.inschrijvingen import rules as inschrijvingen
from verzuimloket.inschrijvingen.models import Inschrijving

pytestmark = pytest.mark.django_db
BOEKEN = (*inschrijvingen.RULEBOOKS, *aanleveringen.RULEBOOKS)
REGELS: list[Rule] = list({rule.code: rule for book in BOEKEN for rule in book}.values())
_NAMES = re.compile(r"\{(\w+)\}|%\((\w+)\)s")


def choose(client: Client, language: str, naar: str = "/") -> HttpResponse:
    return client.post(reverse("taal"), {"taal": language, "naar": naar})


def language_of(response: HttpResponse) -> str:
    found = re.search(r'<html lang="(\w+)"', response.content.decode())
    return found[1] if found else ""


@pytest.fixture
def english(anna: Client) -> Client:
    """Anna of an international school, who reads English."""
    choose(anna, "en")
    return anna


# the switch


def test_dutch_is_what_everyone_gets_whatever_the_browser_says(client: Client) -> None:
    page = client.get("/inloggen/", HTTP_ACCEPT_LANGUAGE="en-GB,en")
    assert language_of(page) == "nl"
    assert page["Content-Language"] == "nl"
    assert 'lang="en">English</button>' in page.content.decode()


@pytest.mark.req("WNS-12", "INS-46")
def test_the_switch_keeps_the_page_and_goes_back(client: Client) -> None:
    answer = choose(client, "en", "/inloggen/?naar=/inschrijvingen/")
    assert answer["Location"] == "/inloggen/?naar=/inschrijvingen/"
    page = client.get(answer["Location"])
    assert language_of(page) == "en"
    assert page["Content-Language"] == "en"
    assert "User name" in page.content.decode()
    assert 'lang="nl">Nederlands</button>' in page.content.decode()
    choose(client, "nl")
    assert language_of(client.get("/inloggen/")) == "nl"


@pytest.mark.parametrize(
    "naar", ["https://elders.example/", "//elders.example", "/taal/", "/bestaat-niet/", "", "/uitloggen/"]
)
def test_the_switch_leads_to_own_pages_only(client: Client, naar: str) -> None:
    assert choose(client, "en", naar)["Location"] == "/"


def test_another_language_is_no_choice(client: Client) -> None:
    choose(client, "fr")
    assert language_of(client.get("/inloggen/")) == "nl"
    assert client.get(reverse("taal")).status_code == 405


@pytest.mark.req("WNS-12")
def test_the_choice_is_kept_for_this_person(anna: Client) -> None:
    choose(anna, "en")
    choose(anna, "en")
    gebruiker = Gebruiker.objects.get(naam="Anna de Melder")
    assert gebruiker.voorkeuren == {"schermtaal": "en"}
    with acting_as(SYSTEEM):
        assert AuditEntry.objects.filter(event="voorkeur:wijzigen").count() == 1
    assert 'value="en" checked' in anna.get("/voorkeuren/").content.decode()
    anna.post("/voorkeuren/", {"taal": "nl", "nieuwsbrief": "nee", "schermtaal": "nl"})
    assert language_of(anna.get("/")) == "nl"


def test_a_page_without_english_is_dutch_as_a_whole_and_says_so(english: Client) -> None:
    page = english.get("/verzuim/")
    assert language_of(page) == "nl"
    assert '<p class="govuk-inset-text" lang="en">This page is in Dutch only.' in page.content.decode()
    assert "Inschrijvingen" in text_of(page)


# words


def used_templates() -> Iterator[str]:
    """The templates that are complete in English, with everything they use."""
    todo, seen = (
        set(taal.COMPLEET) | {f"en/{path.name}" for path in (taal.TEMPLATES / "en").glob("*.jinja")},
        set[str](),
    )
    while todo:
        name = todo.pop()
        seen.add(name)
        yield name
        source = (taal.TEMPLATES / name).read_text(encoding="utf-8")
        todo |= set(re.findall(r'(?:extends|import|include|from) "([\w/]+\.jinja)"', source)) - seen


@pytest.mark.req("WNS-12", "INS-46")
@pytest.mark.parametrize("template", sorted(used_templates()))
def test_every_word_has_an_english_one(template: str) -> None:
    source = (taal.TEMPLATES / template).read_text(encoding="utf-8")
    found = engines["jinja2"].env.extract_translations(source)
    words = [message[0] if isinstance(message, tuple) else message for _, _, message in found]
    assert [word for word in words if word and word not in taal.woorden()] == []


@pytest.mark.req("WNS-12")
@pytest.mark.parametrize("template", sorted(set(used_templates()) & taal.COMPLEET))
def test_no_dutch_stands_bare_in_a_template(template: str) -> None:
    """All text between tags goes through the translation; what stands bare is the name of the product, or English."""
    source = (taal.TEMPLATES / template).read_text(encoding="utf-8")
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&\w+;", " ", source, flags=re.DOTALL)
    words = set(re.findall(r"[A-Za-zé]{2,}", bare)) - {"Verzuimloket"}
    assert words == set()


def names(text: str) -> set[str]:
    return {one or other for one, other in _NAMES.findall(text)}


def test_names_in_words_are_the_same() -> None:
    for dutch, forms in taal.woorden().items():
        for form in forms:
            assert form.strip(), dutch
            assert names(form) == names(dutch) - ({"num"} if "%(num)s" not in form else set()), dutch


@pytest.mark.parametrize("text", ['msgid "a\\n"\n"b"\nmsgstr ""\n"x"\n"y"\n\nmsgid "weg"\nmsgstr "gone"'])
def test_lines_of_a_po_file_go_on(text: str) -> None:
    assert taal.lees_po(text) == {"a\nb": ("xy",), "weg": ("gone",)}


# sentences with a code


@pytest.mark.req("WNS-12")
@pytest.mark.parametrize("rule", REGELS, ids=lambda rule: rule.code)
def test_every_rule_about_enrolments_and_files_speaks_english(rule: Rule) -> None:
    rows = [row for row in regels_en() if row["code"] == rule.code]
    assert [row["nederlands"] for row in rows] == [rule.sentence], "the Dutch sentence in uitleg/regels_en.csv is old"
    assert names(rows[0]["engels"]) == names(rule.sentence)
    filled = {name: f"waarde {name}" for name in names(rule.sentence)}
    with override("en"):
        assert taal.zin(rule.sentence.format(**filled)) == rows[0]["engels"].format(**filled)


def regels_en() -> list[dict[str, str]]:
    with taal.ZINNEN.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_access_and_form_speak_english_too() -> None:
    known = {row["code"] for row in regels_en()}
    wanted = {code for code in uitleg() if code.startswith(("TG_", "VORM_")) and not code.startswith(MUNICIPAL)}
    assert wanted - known == set()


MUNICIPAL = ("VORM_bestand_koci_", "VORM_bestand_levering_")  # of files that schools do not send


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        (
            "De datum uitschrijving moet op of na 1 augustus 2026 liggen.",
            "The date of leaving must be on or after 1 August 2026.",
        ),
        (
            "Deze leerling staat bij deze instelling ook ingeschreven vanaf 1 maart 2026 tot en met 2 mei 2026. "
            "Kies datums buiten die periode.",
            "This pupil is also enrolled at this institution from 1 March 2026 up to and including 2 May 2026. "
            "Choose dates outside that period.",
        ),
        (
            "Vul ook de maand en het jaar in bij Geboortedatum.",
            "Also fill in the month and the year at Date of birth.",
        ),
        (
            "31-02-2026 bestaat niet. Controleer de dag en de maand.",
            "31-02-2026 does not exist. Check the day and the month.",
        ),
        (
            "Maak Achternaam korter. U kunt 200 tekens gebruiken en u gebruikt er 3 te veel.",
            "Make Surname shorter. You can use 200 characters and you use 3 too many.",
        ),
        ("Deze zin kent niemand <b>.", '<span class="vl-nl" lang="nl">Deze zin kent niemand &lt;b&gt;.</span>'),
        ("", ""),
    ],
)
def test_a_sentence_is_read_in_english(dutch: str, english: str) -> None:
    assert taal.zin(dutch) == dutch
    with override("en"):
        assert str(taal.zin(dutch)) == english


@pytest.mark.req("WNS-12")
def test_every_country_has_an_english_name() -> None:
    words = taal.woorden()
    assert [land.naam for land in codelijst("land") if f"land: {land.naam}" not in words] == []
    assert taal.engelse_naam("Man", "land") == "Isle of Man"
    assert taal.engelse_naam("Man", "geslacht") == "Male"


# pages


def dutch_left(page: HttpResponse) -> list[str]:
    """Pieces that are marked as Dutch because nobody translated them."""
    return re.findall(r'<span class="vl-nl" lang="nl">(.*?)</span>', page.content.decode(), re.DOTALL)


_DUTCH = re.compile(r"\b(de|het|een|van|niet|voor|leerling|naar|met|bij|uw|staat|zijn|wordt|kies|vul)\b", re.IGNORECASE)


def assert_english(page: HttpResponse, *own: str) -> str:
    """The page is English to the last word; ``own``: Dutch that belongs there, such as a name or a term in brackets."""
    assert language_of(page) == "en"
    assert dutch_left(page) == []
    html = re.sub(r'<(\w+)[^>]* lang="nl".*?</\1>', " ", page.content.decode(), flags=re.DOTALL)
    text = re.sub(r"\([^)]*\)", " ", text_of(HttpResponse(html)))
    for each in own:
        text = text.replace(each, " ")
    assert _DUTCH.findall(text) == [], text
    return text_of(page)


OWN = ("Anna de Melder", "Lyceum De Zandvoort", "van den")


@pytest.mark.req("WNS-12", "INS-46")
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/inschrijvingen/",
        "/inschrijvingen/inschrijven/",
        "/inschrijvingen/landcodes/",
        "/organisatie/",
        "/voorkeuren/",
        "/nieuw/",
        "/bestanden/",
        "/bestanden/versturen/",
        "/bestanden/verstuurd/",
        "/bestanden/uitleg/",
        "/inschrijvingen/dubbel/",
        "/inschrijvingen/elders/",
        "/hulp/",
        "/hulp/wet/",
        "/hulp/codes/",
        "/hulp/codes/BV_I_te_jong/",
        "/bestaat-niet/",
        "/beheer/",
    ],
)
def test_pages_are_english_to_the_last_word(english: Client, path: str) -> None:
    assert_english(english.get(path), *OWN, '"Uw bestanden"')


@pytest.mark.req("WNS-12", "INS-46")
def test_enrolling_in_english(english: Client) -> None:
    factories.persoon(nummer=NUMMER, achternaam="Berg")
    wrong = assert_english(english.post(ADRES, met_nummer(begindatum_maand="13", bsn="12")), *OWN)
    assert "There are 2 errors" in wrong
    assert "Not successful" in wrong
    assert "Fill in a month from 1 to 12 at Date of enrolment" in wrong
    assert "This bsn is not right. Check the 9 digits." in wrong
    answer = english.post(ADRES, met_nummer())
    page = assert_english(english.get(answer["Location"]), *OWN)
    assert "Success" in page
    with acting_as(SYSTEEM):
        assert Inschrijving.objects.count() == 1


@pytest.mark.req("WNS-12")
def test_signals_after_success_are_english(english: Client) -> None:
    factories.persoon(nummer=NUMMER, achternaam="Berg")
    answer = english.post(ADRES, met_nummer(begindatum_dag="24", begindatum_maand="8"))
    assert "The date of enrolment is in August." in assert_english(english.get(answer["Location"]), *OWN)


def test_an_empty_form_without_number_and_abroad(english: Client) -> None:
    empty = zonder_nummer(achternaam="", adres_postcode="", adres_huisnummer="", geslacht="", begindatum_dag="")
    text = assert_english(english.post(ADRES, empty), *OWN)
    assert "Fill in the surname of the pupil." in text
    answer = english.post(ADRES, buitenland(adres_land="1234"))
    abroad = assert_english(answer, *OWN)
    assert "Country code 1234 is not in the list of countries." in abroad


def test_a_country_by_its_english_name(english: Client) -> None:
    answer = english.post(ADRES, buitenland(adres_land="Germany"))
    assert answer.status_code == 302


@pytest.mark.req("WNS-12")
def test_changing_the_dates_in_english(english: Client) -> None:
    pupil = factories.leerling(achternaam="Berg")
    with acting_as(SYSTEEM):
        inschrijving = Inschrijving.objects.get(persoon=pupil)
    address = reverse("inschrijving-wijzigen", kwargs={"kenmerk": inschrijving.kenmerk})
    assert_english(english.get(address), *OWN)
    typed = {"begindatum_dag": "", "begindatum_maand": "", "begindatum_jaar": "", "gezien": ""}
    assert "Fill in the date of enrolment." in assert_english(english.post(address, typed), *OWN)


def test_logging_in_and_out_keeps_the_language(client: Client, log_in: LogIn) -> None:
    choose(client, "en")
    page = client.post("/inloggen/", {"gebruikersnaam": "", "wachtwoord": "x", "code": "1"})
    assert "Fill in your user name." in assert_english(page)
    page = client.post("/inloggen/", {"gebruikersnaam": "niemand", "wachtwoord": "x", "code": "1"})
    assert "The combination of user name, password and code is not right." in assert_english(page)
    rob = log_in("Rob", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")
    choose(rob, "en")
    rob.post("/uitloggen/")
    assert language_of(rob.get("/inloggen/")) == "en"


def test_a_page_that_may_not_be_opened_says_so_in_english(english: Client) -> None:
    page = english.get("/beheer/")
    assert page.status_code == 403
    assert "Your role may not open this page." in unescape(page.content.decode())
