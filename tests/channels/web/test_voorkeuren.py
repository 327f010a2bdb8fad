"""Uw voorkeuren: each person's own, and what they change."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.verzuim import wizard
from verzuimloket.access.models import Gebruiker
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim.models import Melding

pytestmark = pytest.mark.django_db
PAGE = "/voorkeuren/"


def test_begins_with_dutch_and_without_news(anna: Client) -> None:
    text = anna.get(PAGE).content.decode()
    assert 'value="nl" checked' in text
    assert 'value="nee" checked' in text
    assert f'href="{reverse("voorkeuren")}"' in anna.get("/").content.decode()


@pytest.mark.req("EML-05")
def test_what_is_chosen_is_kept_for_this_person_alone(anna: Client, bram: Client) -> None:
    answer = anna.post(PAGE, {"taal": "en", "nieuwsbrief": "ja"}, follow=True)
    assert "Uw voorkeuren zijn bewaard" in answer.content.decode()
    assert 'value="en" checked' in anna.get(PAGE).content.decode()
    assert 'value="nl" checked' in bram.get(PAGE).content.decode()
    anna.post(PAGE, {"taal": "en", "nieuwsbrief": "ja"})
    with acting_as(SYSTEEM):
        assert AuditEntry.objects.filter(event="voorkeuren:wijzigen").count() == 1


def test_other_preferences_stay(anna: Client) -> None:
    Gebruiker.objects.filter(naam="Anna de Melder").update(voorkeuren={"kolommen": ["nummer"]})
    anna.post(PAGE, {"taal": "nl", "nieuwsbrief": "nee"})
    assert Gebruiker.objects.get(naam="Anna de Melder").voorkeuren["kolommen"] == ["nummer"]


@pytest.mark.parametrize(
    "given", [{"taal": "fr", "nieuwsbrief": "ja"}, {"nieuwsbrief": "ja"}, {"taal": "nl", "nieuwsbrief": "x"}]
)
def test_other_answers_are_refused(anna: Client, given: dict[str, str]) -> None:
    assert "Er is 1 fout gevonden" in anna.post(PAGE, given).content.decode()
    assert Gebruiker.objects.get(naam="Anna de Melder").voorkeuren == {}


@pytest.fixture
def english(anna: Client) -> Melding:
    """What Anna, who prefers English, reported."""
    anna.post(PAGE, {"taal": "en", "nieuwsbrief": "nee"})
    concept = wizard.begin(anna, factories.leerling())
    overzicht = wizard.text(wizard.fill(anna, concept))
    assert "Absence report (verzuimmelding) &lt;nummer volgt&gt; was sent" in overzicht
    assert "Nieuwe verzuimmelding &lt;nummer volgt&gt;" in overzicht
    wizard.send(anna, concept)
    [melding] = wizard.meldingen()
    return melding


def test_the_melding_gets_the_language_of_who_reports(english: Melding) -> None:
    assert english.taal == "en"


def test_a_change_by_someone_else_keeps_the_language(english: Melding, anna: Client) -> None:
    anna.post(PAGE, {"taal": "nl", "nieuwsbrief": "nee"})
    concept = wizard.draft_at(anna.post(reverse("melding-wijzigen", args=[english.kenmerk])))
    wizard.post(anna, concept, "verzuim", wizard.VERZUIM | {"reden": "Iets anders"})
    wizard.send(anna, concept)
    [melding] = wizard.meldingen()
    assert (melding.reden, melding.taal) == ("Iets anders", "en")
