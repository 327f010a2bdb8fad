"""Changing a melding on the screen (WIJ)."""

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.verzuim import wizard
from tests.channels.web.verzuim.wizard import draft_at, herlees, meldingen, post, send, step, text
from verzuimloket.core.actor import Actor
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim import actions
from verzuimloket.verzuim.inputs import IntrekkingInput, TerugkoppelingInput
from verzuimloket.verzuim.models import Concept, Melding

pytestmark = pytest.mark.django_db
TABS = ("Melding", "Leerling", "Verzuim", "Lesuren", "Actie school", "Overzicht")
FEEDBACK = TerugkoppelingInput(organisatie="Gemeente Utrecht", behandelaar_naam="Bram", toelichting="Gebeld met thuis")


@pytest.fixture
def melding(anna: Client) -> Melding:
    return factories.melding(toelichting="oud", verzuimdagen=())


def start(client: Client, melding: Melding) -> HttpResponse:
    return client.post(reverse("melding-wijzigen", args=[melding.kenmerk]))


def draft(client: Client, melding: Melding) -> Concept:
    return draft_at(start(client, melding))


def typed(concept: Concept, stap: str) -> dict[str, Any]:
    return {naam: value for naam, value in herlees(concept).antwoorden[stap].items() if value is not None}


def close(melding: Melding, by: Actor) -> None:
    from verzuimloket.core import clock

    given = TerugkoppelingInput(organisatie="Gemeente", behandelaar_naam="Bram", reden_afgesloten="A")
    with acting_as(by):
        actions.close_melding(melding, given, by=by, at=clock.now())


def take_up(melding: Melding, by: Actor) -> None:
    from verzuimloket.core import clock

    with acting_as(by):
        actions.take_up_melding(melding, FEEDBACK, by=by, at=clock.now())


@pytest.mark.req("WIJ-02", "WIJ-03", "WIJ-05")
def test_six_tabs_with_melding_in_front(anna: Client, melding: Melding) -> None:
    response = anna.post(reverse("melding-wijzigen", args=[melding.kenmerk]), follow=True)
    assert step(response) == "melding"
    page = " ".join(text(response).split())
    positions = [page.index(f">{tab}</a>") for tab in TABS]
    assert positions == sorted(positions)
    for expected in (str(melding.nummer), "28AX Voorbeeldschool", "Geregistreerd", "Leerplichtwet"):
        assert expected in page
    assert reverse("melding-intrekken", args=[melding.kenmerk]) in page
    assert "nog niet teruggekoppeld" in page
    assert f"<title>Melding - Melding {melding.nummer} wijzigen - Verzuimloket</title>" in page


@pytest.mark.req("WIJ-04")
def test_the_feedback_of_the_agency_is_on_the_first_tab(anna: Client, melding: Melding, bram_actor: Actor) -> None:
    take_up(melding, bram_actor)
    page = text(anna.get(wizard.adres(draft(anna, melding), "melding")))
    for expected in ("In behandeling", "Terugkoppeling van Gemeente Utrecht", "Gebeld met thuis", "Naam behandelaar"):
        assert expected in page


@pytest.mark.req("WIJ-06", "WIJ-07", "WIJ-08", "WIJ-09", "WIJ-10", "WIJ-11", "WIJ-12", "WIJ-15", "RGL-19")
def test_what_may_be_changed(anna: Client) -> None:
    melding = factories.melding(soort="O", toelichting="oud")
    concept = draft(anna, melding)
    changes = {
        "verbijzondering": "MLZ",
        "reden": "Nu bekend",
        "einddatum_dag": "5",
        "toelichting": "nieuw",
        "toelichting_actie_gewenst": "Graag snel",
        "prioriteit": "ja",
        "contact_naam": "K. Ander",
    }
    post(anna, concept, "leerling", typed(concept, "leerling") | {"leerling_telefoon": "030 1"})
    post(anna, concept, "verzuim", typed(concept, "verzuim") | changes)
    post(anna, concept, "lesuren", {"specificeren": "ja", **wizard.dag(1, "03-11-2026")})
    response = post(anna, concept, "actie-school", {"acties": ["GESPREK"]})
    assert step(response) == "overzicht"
    done = send(anna, concept)
    assert f"De wijziging van verzuimmelding {melding.nummer} is opgeslagen" in text(done)
    (changed,) = meldingen()
    assert changed.versie == 2
    assert (changed.verbijzondering, changed.reden, changed.toelichting) == ("MLZ", "Nu bekend", "nieuw")
    assert (changed.einddatum, changed.prioriteit, changed.contact_naam) == (date(2026, 11, 5), True, "K. Ander")
    assert (changed.leerling_telefoon, changed.acties) == ("030 1", ["GESPREK"])
    assert [dag["datum"] for dag in changed.verzuimdagen] == ["2026-11-03"]


@pytest.mark.req("WIJ-13")
def test_what_may_not_be_changed_is_text_and_a_posted_value_is_ignored(anna: Client, melding: Melding) -> None:
    concept = draft(anna, melding)
    page = text(anna.get(wizard.adres(concept, "verzuim")))
    for naam in ("begindatum_dag", "soort", "alle_lessen_gemist", "verbijzondering"):
        assert f'name="{naam}"' not in page
    assert "2 november 2026" in page
    assert "Deze gegevens kunt u niet wijzigen." in page
    given = typed(concept, "verzuim") | {"begindatum_dag": "1", "soort": "L", "alle_lessen_gemist": "ja"}
    post(anna, concept, "verzuim", given | {"toelichting": "nieuw"})
    send(anna, concept)
    (changed,) = meldingen()
    assert (changed.begindatum, changed.soort, changed.alle_lessen_gemist) == (melding.begindatum, "V3", False)
    assert changed.toelichting == "nieuw"


@pytest.mark.req("WIJ-08", "RGL-21")
def test_a_wrong_end_is_told_at_the_end(anna: Client) -> None:
    leerling = factories.leerling()
    melding = factories.melding(leerling)
    factories.melding(leerling, begindatum=date(2026, 11, 9), einddatum=date(2026, 11, 13))
    concept = draft(anna, melding)
    page = text(post(anna, concept, "verzuim", typed(concept, "verzuim") | {"einddatum_dag": "10"}))
    assert '<a href="#einddatum"' in page
    assert "Voor deze periode staat al melding" in page
    page = text(post(anna, concept, "verzuim", typed(concept, "verzuim") | {"einddatum_dag": "1"}))
    assert "op of na 2 november 2026 liggen" in page


@pytest.mark.req("WIJ-16")
def test_the_banner_stands_on_leerling_and_overzicht(anna: Client, melding: Melding) -> None:
    concept = draft(anna, melding)
    for stap in ("leerling", "verzuim", "actie-school", "overzicht"):
        assert "kan het dossier inzien" in text(anna.get(wizard.adres(concept, stap))), stap


@pytest.mark.req("WIJ-01")
def test_BV_S_status_niet_wijzigbaar(anna: Client, melding: Melding, bram_actor: Actor) -> None:
    close(melding, bram_actor)
    page = text(start(anna, melding))
    assert "De status van deze melding is Afgesloten." in page
    assert "BV_S_status_niet_wijzigbaar" in page
    assert reverse("melding", args=[melding.kenmerk]) in page


@pytest.mark.req("WIJ-01", "INT-05")
def test_BV_S_ingetrokken_definitief(anna: Client, melding: Melding, anna_actor: Actor) -> None:
    from verzuimloket.core import clock

    with acting_as(anna_actor):
        actions.withdraw_melding(melding, IntrekkingInput("FOUTIEF"), by=anna_actor, at=clock.now())
    assert "BV_S_ingetrokken_definitief" in text(start(anna, melding))


@pytest.mark.req("AUT-20")
def test_another_school_cannot_change_it(cor: Client, bram: Client, melding: Melding) -> None:
    assert start(cor, melding).status_code == 404
    assert start(bram, melding).status_code == 403


def test_a_change_that_was_left_goes_on(anna: Client, melding: Melding) -> None:
    first = draft(anna, melding)
    post(anna, first, "verzuim", typed(first, "verzuim") | {"reden": "half"}, "bewaar")
    again = draft(anna, melding)
    assert again.pk == first.pk
    assert 'value="half"' in text(anna.get(wizard.adres(again, "verzuim")))


def test_saving_without_a_change_makes_no_version(anna: Client, melding: Melding) -> None:
    concept = draft(anna, melding)
    assert "is opgeslagen" in text(send(anna, concept))
    assert meldingen()[0].versie == 1


def test_a_change_is_handed_in_once(anna: Client, melding: Melding) -> None:
    concept = draft(anna, melding)
    post(anna, concept, "verzuim", typed(concept, "verzuim") | {"reden": "Anders"})
    chains = {send(anna, concept).redirect_chain[-1] for _ in range(3)}
    assert len(chains) == 1
    assert meldingen()[0].versie == 2


@pytest.mark.req("WIJ-01", "HIS-08")
def test_BV_S_intussen_gewijzigd(anna: Client, melding: Melding, bram_actor: Actor) -> None:
    concept = draft(anna, melding)
    post(anna, concept, "verzuim", typed(concept, "verzuim") | {"reden": "Mijn reden"})
    take_up(melding, bram_actor)
    page = text(send(anna, concept))
    assert "BV_S_intussen_gewijzigd" in page
    assert "B. Behandelaar heeft deze melding op 22-11-2026" in page
    assert "Mijn reden" in page
    assert meldingen()[0].versie == 2
    response = anna.post(reverse("verzuim-opnieuw", args=[concept.pk]), follow=True)
    assert step(response) == "overzicht"
    assert "Mijn reden" in text(response)
    again = draft(anna, melding)
    assert again.pk != concept.pk
    assert anna.get(wizard.adres(concept, "overzicht")).status_code == 404
    assert "is opgeslagen" in text(send(anna, again))
    assert (meldingen()[0].versie, meldingen()[0].reden) == (3, "Mijn reden")


def test_starting_again_is_not_needed_when_nobody_changed_it(anna: Client, melding: Melding) -> None:
    concept = draft(anna, melding)
    response = anna.post(reverse("verzuim-opnieuw", args=[concept.pk]))
    assert response.url == wizard.adres(concept, "overzicht")


def test_straight_to_overzicht_from_any_tab(anna: Client, melding: Melding) -> None:
    concept = draft(anna, melding)
    response = post(anna, concept, "leerling", typed(concept, "leerling"), "overzicht")
    assert step(response) == "overzicht"
    response = post(anna, concept, "leerling", {"leerling_email": "x"}, "overzicht")
    assert step(response) == "leerling"


def test_stopping_leads_back_to_the_melding(anna: Client, melding: Melding) -> None:
    concept = draft(anna, melding)
    response = anna.post(reverse("verzuim-stoppen", args=[concept.pk]))
    assert response.url == reverse("melding", args=[melding.kenmerk])
