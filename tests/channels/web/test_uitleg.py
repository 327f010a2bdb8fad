"""The explanation of every code that a message can carry."""

import pytest
from django.test import Client

from verzuimloket.channels.web import uitleg as paginas
from verzuimloket.core.uitleg import uitleg

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", sorted(uitleg()))
def test_each_code_has_a_page(client: Client, code: str) -> None:
    page = client.get(f"/hulp/codes/{code}/")
    assert page.status_code == 200
    assert f"Code {code}" in page.content.decode()


def test_a_page_shows_sentence_cause_example_and_remedy(client: Client) -> None:
    page = client.get("/hulp/codes/BV_S_einddatum_verplicht/").content.decode()
    for text in ("Vul de laatste dag van het verzuim in", "het zestiende uur", "S4 L51", "Oorzaak", "Oplossing"):
        assert text in page


def test_a_warning_says_that_one_may_go_on(client: Client) -> None:
    assert "waarschuwing" in client.get("/hulp/codes/BV_S_bijzondere_gegevens/").content.decode()
    assert "waarschuwing" not in client.get("/hulp/codes/BV_S_reden_verplicht/").content.decode()


def test_an_unknown_code_has_no_page(client: Client) -> None:
    assert client.get("/hulp/codes/BV_S_bestaat_niet/").status_code == 404


def test_all_codes_stand_on_one_page(client: Client) -> None:
    page = client.get("/hulp/codes/").content.decode()
    assert all(f"/hulp/codes/{code}/" in page for code in uitleg())


def test_a_message_leads_to_the_explanation(anna: Client) -> None:
    page = anna.post("/verzuim/melden/", {"nummer": "123456789"}).content.decode()
    assert 'href="/hulp/codes/BV_S_pgn_ongeldig/"' in page


def test_every_subject_is_known() -> None:
    assert all(paginas.pagina(code).soort for code in uitleg())  # type: ignore[union-attr]
