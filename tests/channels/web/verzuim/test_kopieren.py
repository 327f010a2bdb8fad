"""A new report from an existing one (KOP)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.verzuim import wizard
from tests.channels.web.verzuim.wizard import draft_at, herlees, meldingen, post, send, step, text
from verzuimloket.verzuim.inputs import AfwijkendAdres, Contactpersoon, Verzuimdag
from verzuimloket.verzuim.models import Concept, Melding

pytestmark = pytest.mark.django_db


@pytest.fixture
def melding(anna: Client) -> Melding:
    return factories.melding(
        toelichting="Komt niet",
        leerling_telefoon="030 1",
        contactpersonen=(Contactpersoon("M. Morgen", "moeder"),),
        afwijkend_adres=AfwijkendAdres("locatie", locatie="Boot", plaats="Utrecht"),
        verzuimdagen=(Verzuimdag(date(2026, 11, 2), True),),
        prioriteit=True,
    )


def copy(client: Client, melding: Melding) -> Concept:
    return draft_at(client.post(reverse("melding-kopieren", args=[melding.kenmerk])))


@pytest.mark.req("KOP-01", "KOP-02")
def test_as_much_as_possible_is_filled_in(anna: Client, melding: Melding) -> None:
    response = anna.post(reverse("melding-kopieren", args=[melding.kenmerk]), follow=True)
    assert step(response) == "verzuim"
    page = " ".join(text(response).split())
    assert f"Dit is een kopie van melding {melding.nummer}." in page
    for expected in ('value="Onbekend"', "Komt niet", 'value="J. Boezeroen"', '<option value="V3" selected'):
        assert expected in page
    assert 'name="begindatum_dag" type="text" inputmode="numeric" aria-required' in page
    assert "(controleer)" not in page
    concept = copy(anna, melding)
    page = text(anna.get(wizard.adres(concept, "leerling")))
    for expected in ('value="030 1"', 'value="M. Morgen"', 'value="Boot"'):
        assert expected in page
    assert set(herlees(concept).antwoorden) == {"melding", "leerling", "verzuim", "actie-school"}


@pytest.mark.req("KOP-03", "KOP-04", "RGL-12")
def test_the_rest_is_as_for_a_new_report(anna: Client, melding: Melding) -> None:
    concept = copy(anna, melding)
    assert step(anna.get(wizard.adres(concept, "overzicht"), follow=True)) == "lesuren"
    given = herlees(concept).antwoorden["verzuim"]
    page = text(post(anna, concept, "verzuim", given))
    assert "Vul de eerste dag van het verzuim in." in page
    page = text(post(anna, concept, "verzuim", given | {"begindatum_dag": "3-11-2026", "einddatum_dag": "9-11-2026"}))
    assert f"Voor deze periode staat al melding {melding.nummer}." in page
    given |= {"begindatum_dag": "9-11-2026", "einddatum_dag": "13-11-2026"}
    assert step(post(anna, concept, "verzuim", given)) == "lesuren"
    post(anna, concept, "lesuren", wizard.LESUREN)
    acties = herlees(concept).antwoorden["actie-school"]
    assert step(post(anna, concept, "actie-school", acties)) == "overzicht"
    send(anna, concept)
    old, new = meldingen()
    assert old.pk == melding.pk
    assert new.nummer > old.nummer
    assert (new.begindatum, new.status, new.verzuimdagen) == (date(2026, 11, 9), "R", [])
    assert (new.toelichting, new.prioriteit, new.acties) == ("Komt niet", True, ["BRIEF"])
    assert new.afwijkend_adres == old.afwijkend_adres


def test_pressing_kopieer_twice_gives_one_draft(anna: Client, melding: Melding) -> None:
    assert copy(anna, melding).pk == copy(anna, melding).pk


@pytest.mark.req("AUT-20")
def test_another_school_cannot_copy(cor: Client, bram: Client, melding: Melding) -> None:
    address = reverse("melding-kopieren", args=[melding.kenmerk])
    assert cor.post(address).status_code == 404
    assert bram.post(address).status_code == 403
