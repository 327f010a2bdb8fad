"""A text that looks like special personal data: the warning, and the button that mends it, without JavaScript."""

import re
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.channels.web.verzuim import wizard
from verzuimloket.verzuim.models import Concept

pytestmark = pytest.mark.django_db


@pytest.fixture
def concept(anna: Client) -> Concept:
    return wizard.begin(anna, factories.leerling())


def button(text: str, tekst: str) -> str:
    """The value of the button with this text."""
    found = re.search(rf'name="actie" value="([^"]+)"[^>]*>{re.escape(tekst)}<', text)
    assert found, tekst
    return found[1]


def press(client: Client, concept: Concept, stap: str, given: dict[str, Any], tekst: str) -> dict[str, Any]:
    """Fill in a step, come back to it, press the button that is offered; the answers that are kept then."""
    wizard.post(client, concept, stap, given)
    text = wizard.text(client.get(wizard.adres(concept, stap)))
    wizard.post(client, concept, stap, given, button(text, tekst))
    answers: dict[str, Any] = wizard.herlees(concept).antwoorden[stap]
    return answers


def first(value: Any) -> str:
    return value if isinstance(value, str) else value[0]


@pytest.mark.req("MEL-25")
@pytest.mark.parametrize(
    ("reden", "knop", "na"),
    [
        ("Griep", "Gebruik: afwezig vanwege ziekte", "afwezig vanwege ziekte"),
        ("Ramadan", "Gebruik: afwezig vanwege een geloofsverplichting", "afwezig vanwege een geloofsverplichting"),
        (
            "Diefstal",
            "Gebruik: afwezig vanwege contact met politie of justitie",
            "afwezig vanwege contact met politie of justitie",
        ),
        ("Vakbondslid", "Maak de reden leeg", ""),
    ],
)
def test_reden(anna: Client, concept: Concept, reden: str, knop: str, na: str) -> None:
    wizard.post(anna, concept, "leerling", wizard.LEERLING)
    answers = press(anna, concept, "verzuim", wizard.VERZUIM | {"reden": reden}, knop)
    assert first(answers["reden"]) == na


@pytest.mark.req("MEL-14", "MEL-25")
def test_explanation_keeps_its_other_sentences(anna: Client, concept: Concept) -> None:
    wizard.post(anna, concept, "leerling", wizard.LEERLING)
    given = wizard.VERZUIM | {"toelichting": "Komt te laat. Is depressief. Wij belden."}
    answers = press(anna, concept, "verzuim", given, "Haal deze zin weg")
    assert answers["toelichting"] == "Komt te laat. Wij belden."


def test_explanation_of_a_day_and_of_what_the_school_did(anna: Client, concept: Concept) -> None:
    wizard.fill(anna, concept)
    dag = {"specificeren": "ja"} | wizard.dag(1, "02-11-2026", tekst="naar de moskee")
    answers = press(anna, concept, "lesuren", dag, "Maak dit veld leeg")
    assert answers["verzuimdag_1_toelichting"] == ""
    acties = {"acties": ["BRIEF"], "toelichting_acties": "Gebeld met de reclassering"}
    answers = press(anna, concept, "actie-school", acties, "Maak dit veld leeg")
    assert answers["toelichting_acties"] == ""


def test_nothing_is_offered_for_an_ordinary_text(anna: Client, concept: Concept) -> None:
    wizard.fill(anna, concept)
    for stap in wizard.STAPPEN:
        assert "vl-privacy" not in wizard.text(anna.get(wizard.adres(concept, stap)))


@pytest.mark.req("MEL-14")
def test_parents_may_read_it_stands_at_every_free_text(anna: Client, concept: Concept) -> None:
    wizard.fill(anna, concept)
    wizard.post(anna, concept, "lesuren", {"specificeren": "ja"})
    for stap in ("leerling", "verzuim", "lesuren", "actie-school"):
        assert "kan het dossier inzien" in wizard.text(anna.get(wizard.adres(concept, stap))), stap


def test_a_warned_text_may_still_be_sent(anna: Client, concept: Concept) -> None:
    overzicht = wizard.fill(anna, concept, verzuim={"reden": "Migraine"})
    assert "Gebruik &#39;afwezig vanwege ziekte&#39;" in wizard.text(overzicht)
    wizard.send(anna, concept)
    assert [melding.reden for melding in wizard.meldingen()] == ["Migraine"]
