"""Colleagues in one draft: hand over, two in the same step, and doubled posts (issue 3, 4)."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.actions.test_gesprek import account
from tests.channels.web.verzuim import wizard
from tests.channels.web.verzuim.wizard import adres, begin, fill, herlees, meldingen, post, send, text
from tests.personas import LogIn
from verzuimloket.access.models import Gebruiker
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim.models import Concept


@pytest.fixture
def ines(log_in: LogIn, anna: Client) -> Client:
    """A colleague of Anna who may report too."""
    return log_in("Ines Collega", Rol.MELDER, soort="instelling", kenmerk="28AX")


def keer(client: Client, concept: Concept, stap: str = "verzuim") -> dict[str, str]:
    """What the page of a step sends back about how often it was saved."""
    found = re.search(r'name="keer" value="(\d+)"', text(client.get(adres(concept, stap))))
    assert found
    return {"keer": found[1]}


@pytest.mark.django_db
def test_a_draft_is_handed_to_a_colleague_who_sends_it(anna: Client, ines: Client, cor: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    fill(anna, concept)
    page = reverse("verzuim-overdragen", args=[concept.pk])
    shown = text(anna.get(page))
    assert "Ines Collega" in shown
    assert "Cor van Elders" not in shown
    assert cor.get(page).status_code == 404
    colleague = Gebruiker.objects.get(naam="Ines Collega")
    for _ in range(2):
        assert anna.post(page, {"aan": str(colleague.pk)}).status_code == 302
    assert herlees(concept).gebruiker_id == colleague.pk
    with acting_as(SYSTEEM):
        assert AuditEntry.objects.filter(event="concept:overdragen").count() == 1
    start = text(ines.get(reverse("start")))
    assert "Begonnen door Anna de Melder" in start
    assert "22-12-2026" in start  # thirty days
    send(ines, concept)
    assert len(meldingen()) == 1
    assert anna.get(page).url == ines.get(page).url  # handed in: both see what came of it


@pytest.mark.django_db
def test_only_a_colleague_who_may_report_gets_it(anna: Client, cor: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    page = reverse("verzuim-overdragen", args=[concept.pk])
    assert "geen collega" in text(anna.get(page))
    owner = herlees(concept).gebruiker_id
    stranger = Gebruiker.objects.get(naam="Cor van Elders").pk
    for aan in ("", str(stranger), "x"):
        assert anna.post(page, {"aan": aan}).status_code == 200
    assert herlees(concept).gebruiker_id == owner


@pytest.mark.django_db
def test_the_second_of_two_in_one_step_is_told(anna: Client, ines: Client, lotte: Persoon) -> None:
    concept = begin(anna, lotte)
    fill(anna, concept)
    of_anna, of_ines = keer(anna, concept), keer(ines, concept)
    post(ines, concept, "verzuim", wizard.VERZUIM | of_ines | {"reden": "Van Ines"})
    page = text(post(anna, concept, "verzuim", wizard.VERZUIM | of_anna | {"reden": "Van Anna"}))
    assert "Ines Collega heeft deze stap intussen ook gewijzigd." in page
    assert re.search(r'name="reden"[^>]*value="Van Anna"', page)  # nothing typed is lost
    assert "Van Ines" in page
    assert herlees(concept).antwoorden["verzuim"]["reden"] == ["Van Ines"]
    again = re.search(r'name="keer" value="(\d+)"', page)
    assert again
    post(anna, concept, "verzuim", wizard.VERZUIM | {"reden": "Van Anna", "keer": again[1]})
    assert herlees(concept).antwoorden["verzuim"]["reden"] == ["Van Anna"]
    assert herlees(concept).gewijzigd_door == "Anna de Melder"


@pytest.mark.django_db
def test_another_step_the_same_answers_and_the_own_tab_are_no_conflict(
    anna: Client, ines: Client, lotte: Persoon
) -> None:
    concept = begin(anna, lotte)
    fill(anna, concept)
    seen = keer(anna, concept)
    post(ines, concept, "actie-school", wizard.ACTIE_SCHOOL | {"toelichting_acties": "Van Ines"})
    for reden in ("Eerst", "Daarna"):  # an old tab of the same person
        assert "intussen" not in text(post(anna, concept, "verzuim", wizard.VERZUIM | seen | {"reden": reden}))
    same = wizard.VERZUIM | {"reden": "Daarna", "keer": "0"}
    assert "intussen" not in text(post(ines, concept, "verzuim", same))
    found = herlees(concept).antwoorden
    assert found["verzuim"]["reden"] == ["Daarna"]
    assert found["actie-school"]["toelichting_acties"] == ["Van Ines"]


@pytest.mark.req("MEL-56")
def test_two_identical_posts_at_the_same_time_are_one_melding(committed_db: None) -> None:
    """The real thing: real commits, two connections, one barrier."""
    factories.instelling("28AX")
    pupil = factories.leerling()
    client = _client()
    concept = begin(client, pupil)
    fill(client, concept)
    barrier = Barrier(2)

    def press(_: int) -> str:
        other = Client()
        other.cookies = client.cookies
        try:
            barrier.wait()
            given = {"email_naar_melder": "ja", "actie": "versturen"}
            return str(other.post(adres(concept, "overzicht"), given).url)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press, range(2)))
    assert len(meldingen()) == 1
    assert answers == [reverse("verzuim-verzonden", args=[meldingen()[0].kenmerk])] * 2


def test_two_steps_saved_at_the_same_time_are_both_kept(committed_db: None) -> None:
    factories.instelling("28AX")
    client = _client()
    concept = begin(client, factories.leerling())
    fill(client, concept)
    barrier = Barrier(2)
    steps = {
        "verzuim": wizard.VERZUIM | {"reden": "Tegelijk"},
        "actie-school": wizard.ACTIE_SCHOOL | {"toelichting_acties": "Tegelijk"},
    }

    def press(stap: str) -> int:
        other = Client()
        other.cookies = client.cookies
        try:
            barrier.wait()
            return other.post(adres(concept, stap), {**steps[stap], "actie": "verder"}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, steps)) == [302, 302]
    found = herlees(concept).antwoorden
    assert found["verzuim"]["reden"] == found["actie-school"]["toelichting_acties"] == ["Tegelijk"]


def _client() -> Client:
    """Anna, logged in, in a database that really commits."""
    client = Client()
    session = client.session
    session["gebruiker"] = account("anna", Rol.MELDER, "instelling", "28AX").pk
    session.save()
    return client
