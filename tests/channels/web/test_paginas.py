"""What every page has, whoever looks."""

import pytest
from django.conf import settings
from django.test import Client

from tests import factories
from tests.personas import LogIn
from verzuimloket.core.actor import Rol

pytestmark = pytest.mark.django_db

PAGES = ("/", "/inschrijvingen/", "/inschrijvingen/inschrijven/", "/verzuim/", "/verzuim/melden/", "/hulp/")


@pytest.mark.req("MEL-58")
@pytest.mark.parametrize("address", PAGES)
def test_print_link_version_and_date(anna: Client, address: str) -> None:
    text = anna.get(address).content.decode()
    assert "Print deze pagina" in text
    assert f"Versie {settings.VERSIE} van 22 november 2026" in text


@pytest.mark.req("MEL-12")
def test_forms_say_which_fields_may_stay_empty(anna: Client) -> None:
    """No stars: the optional fields are named, and a line above the form says so (ux conventions, one way only)."""
    text = anna.get("/inschrijvingen/inschrijven/").content.decode()
    assert "Vul alle velden in. Als een veld niet verplicht is, staat dat erbij." in text
    assert "(niet verplicht)" in text
    assert 'aria-required="true"' in text


@pytest.mark.parametrize("address", [*PAGES, "/inloggen/", "/bestaat-niet/"])
def test_headers_keep_a_page_to_itself(anna: Client, address: str) -> None:
    answer = anna.get(address)
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"


def test_no_page_has_inline_script_or_style(anna: Client) -> None:
    for address in PAGES:
        text = anna.get(address).content.decode()
        assert " style=" not in text
        assert "<script>" not in text
        assert " onclick=" not in text


@pytest.mark.parametrize("address", ["/school/%00/locaties/", "/school/28AX/locaties/%00/", "/uren/%00/"])
def test_an_address_that_no_database_can_look_for_is_unknown(log_in: LogIn, address: str) -> None:
    factories.instelling("28AX")
    ines = log_in("Ines", Rol.BEHEERDER_ONDERWIJS, Rol.MELDER, soort="instelling", kenmerk="28AX")
    assert ines.get(address).status_code == 404
