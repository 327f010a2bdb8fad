"""The log-in page, the session, and switching between organisations."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests import factories
from verzuimloket.access import actions, queries
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as

SEED = b"12345678901234567890"
WACHTWOORD = "een lang wachtwoord"
pytestmark = pytest.mark.django_db


@pytest.fixture
def gebruiker(db: None) -> Gebruiker:
    made = actions.create_gebruiker("anna", "Anna de Melder", "", WACHTWOORD, seed=SEED, by=SYSTEEM)
    # No role with a screen of another package, so that only this page is tested.
    actions.grant(made, Rol.RAPPORTAGES, "instelling", factories.instelling().pk, by=SYSTEEM, vanaf=clock.today())
    return made


def code() -> str:
    return queries.totp_code(SEED, int(clock.real_now().timestamp()) // queries.STAP)


def post(client: Client, path: str = "/inloggen/", **given: str) -> Any:
    fields = {"gebruikersnaam": "anna", "wachtwoord": WACHTWOORD, "code": code()}
    return client.post(path, fields | given)


def text(response: Any) -> str:
    return response.content.decode()


# the page


@pytest.mark.req("AUT-01", "AUT-02", "AUT-03", "AUT-04", "AUT-05", "AUT-06", "AUT-07", "AUT-09")
def test_two_ways_side_by_side(client: Client) -> None:
    page = text(client.get("/inloggen/"))
    assert page.index("Inloggen met token</h2>") < page.index("Inloggen met eHerkenning</h2>")
    assert "betrouwbaarheidsniveau 3" in page
    assert "Inloggen met een token verdwijnt" in page
    assert "/hulp/#eherkenning" in page
    assert "/hulp/#token" in page
    assert "Log in</button>" in page


def test_fields_help_a_password_manager(client: Client) -> None:
    page = text(client.get("/inloggen/"))
    for naam, soort, autocomplete in [
        ("gebruikersnaam", "text", "username"),
        ("wachtwoord", "password", "current-password"),
        ("code", "text", "one-time-code"),
    ]:
        [field] = re.findall(rf'<input[^>]*name="{naam}"[^>]*>', page)
        assert f'type="{soort}"' in field
        assert f'autocomplete="{autocomplete}"' in field
        assert "onpaste" not in field


@pytest.mark.req("AUT-01", "AUT-25")
@pytest.mark.parametrize("path", ["/", "/organisatie/"])
def test_everything_else_asks_to_log_in(client: Client, path: str) -> None:
    assert client.get(path).headers["Location"].startswith("/inloggen/?naar=")


@pytest.mark.parametrize("path", ["/inloggen/", "/hulp/", "/privacy/", "/toegankelijkheid/", "/nieuw/"])
def test_no_page_is_kept_by_the_browser(client: Client, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


# logging in


@pytest.mark.req("AUT-03", "AUT-10")
def test_log_in_leads_to_start(client: Client, gebruiker: Gebruiker) -> None:
    response = post(client)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert "Welkom, Anna de Melder" in text(client.get("/"))
    assert client.get("/inloggen/").headers["Location"] == "/"


def test_log_in_leads_to_where_one_was_going(client: Client, gebruiker: Gebruiker) -> None:
    page = text(client.get("/inloggen/?naar=/hulp/%3Fx%3D1"))
    assert 'name="naar" value="/hulp/?x=1"' in page
    assert post(client, naar="/hulp/?x=1").headers["Location"] == "/hulp/?x=1"


EVIL = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example/hulp/",
    "http:///evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "hulp/",
    "/bestaat/niet/",
    "/hulp/\r\nSet-Cookie: x=1",
    "\t//evil.example",
    "/%2F/evil.example",
    "/hulp/../../evil",
    "/inloggen/",
    "/uitloggen/",
    "/\x00",
    "@evil.example",
    "",
    " /hulp/",
]


@pytest.mark.parametrize("naar", EVIL)
def test_only_own_pages_to_go_to(client: Client, gebruiker: Gebruiker, naar: str) -> None:
    assert 'name="naar" value="/"' in text(client.get("/inloggen/", {"naar": naar}))
    assert post(client, naar=naar).headers["Location"] == "/"


WRONG = [
    {"wachtwoord": "fout"},
    {"code": "000000"},
    {"gebruikersnaam": "niemand"},
    {"gebruikersnaam": "anna\x00"},
    {"code": "+123456"},
    {"code": " 12345"},
    {"code": "١٢٣٤٥٦"},
    {"code": "12345"},
    {"code": "1234567"},
    {"code": "x" * 5000},
]


@pytest.mark.parametrize("given", WRONG)
def test_wrong_is_always_the_same_page(client: Client, gebruiker: Gebruiker, given: dict[str, str]) -> None:
    response = post(client, **given)
    page = text(response)
    assert response.status_code == 200
    assert "De combinatie van gebruikersnaam, wachtwoord en code klopt niet." in page
    assert "<title>Fout: Inloggen" in page
    assert WACHTWOORD not in page
    assert "gebruiker" not in client.session


@pytest.mark.parametrize("naam", ["gebruikersnaam", "wachtwoord", "code"])
def test_empty_field_says_so(client: Client, gebruiker: Gebruiker, naam: str) -> None:
    page = text(post(client, **{naam: ""}))
    assert f'<a href="#{naam}">Vul ' in page
    gebruiker.refresh_from_db()
    assert gebruiker.mislukt == 0


def test_missing_fields_are_empty_fields(client: Client) -> None:
    assert text(client.post("/inloggen/")).count('<a href="#') >= 3


def test_name_is_shown_again_and_harmless(client: Client, gebruiker: Gebruiker) -> None:
    page = text(post(client, gebruikersnaam='"><script>alert(1)</script>'))
    assert "<script>alert" not in page


def test_locked_account_looks_like_a_wrong_password(client: Client, gebruiker: Gebruiker) -> None:
    for _ in range(actions.MAX_MISLUKT):
        wrong = text(post(client, wachtwoord="fout"))
    right = text(post(client))
    csrf = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert csrf.sub("", wrong) == csrf.sub("", right)


def test_without_a_role_one_is_told_so(client: Client, gebruiker: Gebruiker) -> None:
    Machtiging.objects.all().delete()
    assert "U hebt op dit moment geen rol" in text(post(client))
    assert "gebruiker" not in client.session


def test_what_was_typed_is_kept_nowhere(client: Client, gebruiker: Gebruiker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    post(client, gebruikersnaam="mijn-geheime-wachtwoord", wachtwoord="ander-geheim")
    with acting_as(SYSTEEM):
        kept = str([vars(line) for line in AuditEntry.objects.all()])
    assert "geheim" not in kept + caplog.text


# the session


def test_session_key_is_new(client: Client, gebruiker: Gebruiker) -> None:
    session = client.session
    session["van-een-ander"] = "x"
    session.save()
    before = session.session_key
    post(client)
    assert client.session.session_key != before
    assert "van-een-ander" not in client.session
    assert not Session.objects.filter(pk=before).exists()


def test_session_ends_after_twelve_hours(client: Client, gebruiker: Gebruiker) -> None:
    post(client)
    ends = client.session.get_expiry_date() - clock.real_now()
    assert timedelta(hours=11, minutes=59) < ends <= timedelta(hours=12)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    Session.objects.update(expire_date=clock.real_now() - timedelta(seconds=1))
    assert client.get("/").status_code == 302


def test_session_does_not_grow_longer_by_working(client: Client, gebruiker: Gebruiker) -> None:
    post(client)
    before = client.session.get_expiry_date()
    session = client.session
    session["iets"] = "anders"
    session.save()
    assert client.session.get_expiry_date() == before


@pytest.mark.parametrize("method", ["get", "put", "delete", "head"])
def test_log_out_is_a_post(client: Client, gebruiker: Gebruiker, method: str) -> None:
    post(client)
    response = getattr(client, method)("/uitloggen/")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert client.get("/").status_code == 200


def test_log_out_ends_the_session(client: Client, gebruiker: Gebruiker) -> None:
    post(client)
    kept = client.cookies["sessionid"].value
    assert client.post("/uitloggen/").headers["Location"] == "/inloggen/"
    client.cookies["sessionid"] = kept
    assert client.get("/").status_code == 302
    assert client.post("/uitloggen/").status_code == 302  # and again


def test_forms_are_not_taken_from_elsewhere(gebruiker: Gebruiker) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert post(strict).status_code == 403
    strict.get("/inloggen/")
    forged = strict.post(
        "/inloggen/",
        {"csrfmiddlewaretoken": strict.cookies["csrftoken"].value},
        headers={"Origin": "https://evil.example"},
    )
    assert forged.status_code == 403
    assert "Het formulier is verlopen" in text(forged)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert getattr(client, method)("/inloggen/").status_code == 405


# who was let in, and no longer is


@pytest.fixture
def inside(client: Client, gebruiker: Gebruiker) -> Client:
    post(client)
    assert client.get("/").status_code == 200
    return client


def test_closed_account_is_out_at_once(inside: Client) -> None:
    Gebruiker.objects.update(is_active=False)
    assert inside.get("/").status_code == 302


def test_withdrawn_role_is_out_at_once(inside: Client) -> None:
    Machtiging.objects.all().delete()
    assert inside.get("/").status_code == 302


def test_role_that_ended_is_out_at_once(inside: Client) -> None:
    yesterday = clock.today() - timedelta(days=1)
    Machtiging.objects.update(begindatum=yesterday, einddatum=yesterday)
    assert inside.get("/").status_code == 302


def test_account_that_is_gone_is_out_at_once(inside: Client) -> None:
    Gebruiker.objects.all().delete()
    assert inside.get("/").status_code == 302


# several organisations


@pytest.fixture
def two(inside: Client, gebruiker: Gebruiker) -> Client:
    actions.grant(gebruiker, Rol.RAPPORTAGES, "instantie", "G0344", by=SYSTEEM, vanaf=clock.today())
    return inside


def test_switcher_only_for_who_has_a_choice(inside: Client) -> None:
    assert "Wisselen" not in text(inside.get("/"))


@pytest.mark.req("AUT-20", "AUT-21")
def test_switch(two: Client) -> None:
    start = text(two.get("/"))
    assert "Wisselen" in start
    page = text(two.get("/organisatie/"))
    assert "28AX Voorbeeldschool" in page
    assert "G0344 Gemeente Utrecht" in page
    assert two.post("/organisatie/", {"organisatie": "instelling:28AX"}).headers["Location"] == "/"
    assert "28AX Voorbeeldschool" in " ".join(text(two.get("/")).split())
    two.post("/organisatie/", {"organisatie": "instantie:G0344"})
    assert "G0344 Gemeente Utrecht" in " ".join(text(two.get("/")).split())


@pytest.mark.parametrize("chosen", ["", "instelling:11AA", "register:", "instantie:G0344\x00", "*"])
def test_switch_to_what_is_not_yours(two: Client, chosen: str) -> None:
    before = two.session.get("organisatie")
    page = text(two.post("/organisatie/", {"organisatie": chosen}))
    assert "Kies voor welke organisatie u wilt werken." in page
    assert two.session.get("organisatie") == before


# the demo


def test_demo_shows_accounts_and_fills_the_form(client: Client, gebruiker: Gebruiker, settings: Any) -> None:
    settings.OMGEVING = "demo"
    page = text(client.get("/inloggen/"))
    assert "Accounts van deze demo" in page
    assert queries.DEMO_WACHTWOORD in page
    assert code() in page
    filled = text(client.get("/inloggen/?als=anna"))
    assert f'value="{queries.DEMO_WACHTWOORD}"' in filled
    assert 'value="anna"' in filled
    assert client.get("/inloggen/?als=niemand").status_code == 200


@pytest.mark.parametrize("omgeving", ["productie", "test"])
def test_nowhere_else(client: Client, gebruiker: Gebruiker, settings: Any, omgeving: str) -> None:
    settings.OMGEVING = omgeving
    page = text(client.get("/inloggen/?als=anna"))
    assert "demo" not in page.lower()
    assert code() not in page
    assert queries.DEMO_WACHTWOORD not in page
