"""Why is a pupil on the list, or not: the trace on screen, and who may see what of it."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.reports.verhaal import DEC, Verhaal, publish
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.personen import queries as personen

pytestmark = pytest.mark.django_db
OP, NIET = "Waarom staat deze leerling op de lijst?", "Waarom staat deze leerling niet op de lijst?"


def trace(client: Client, verhaal: Verhaal, naam: str) -> str:
    address = reverse("rapportages:regel", args=[verhaal.run.kenmerk, verhaal.leerlingen[naam].kenmerk])
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def asked(client: Client, verhaal: Verhaal, nummer: str) -> str:
    given = {"peiling": str(verhaal.run.kenmerk), "nummer": nummer}
    return client.post(reverse("rapportages:waarom"), given).content.decode()


def number(verhaal: Verhaal, naam: str) -> str:
    return personen.number_of(verhaal.leerlingen[naam])


@pytest.mark.req("MND-15")
def test_no_enrolment(school: Client, verhaal: Verhaal) -> None:
    text = trace(school, verhaal, "geen")
    for each in (
        OP,
        "Reden: geen inschrijving",
        "Op 01-11-2026 is er geen inschrijving. De laatste die telde, eindigde op 20-10-2026.",
        "Geboren op 10-05-2008; op 01-10-2026 18 jaar.",
        "Er is geen diploma bekend.",
        "Wat haalt deze leerling van de lijst?",
        "staat de leerling ook op de lijst van december 2026",
        "Dit is de eerste lijst van het rapportjaar.",
        "✓",
    ):
        assert each in text
    assert "✗" not in text


@pytest.mark.req("MND-17", "WNS-08", "WNS-10")
def test_not_funded(school: Client, verhaal: Verhaal) -> None:
    text = trace(school, verhaal, "bek")
    assert "Telt niet: (nog) niet aangemeld voor bekostiging." in text
    assert "99AA Roc 99AA" in text


@pytest.mark.req("MND-16")
def test_a_school_sees_that_there_is_an_enrolment_elsewhere_and_how_it_counts_but_not_where(
    school: Client, gemeente: Client, verhaal: Verhaal
) -> None:
    text = trace(school, verhaal, "exa")
    assert "een andere instelling" in text
    assert "Telt niet: alleen examendeelnemer." in text
    assert "99BB" not in text
    assert "99BB Roc 99BB" in trace(gemeente, verhaal, "exa")


@pytest.mark.req("MND-20", "MND-13")
def test_an_enrolment_that_came_too_late(school: Client, regio: Client, verhaal: Verhaal) -> None:
    text = trace(school, verhaal, "her")
    assert "Verandert er niets meer, dan valt de leerling van de lijst af in december 2026." in text
    assert "Inschrijving bij een andere instelling, mbo niveau 2 BOL, vanaf 25 oktober 2026" in text
    assert "99BB" not in text
    assert "geregistreerd op 10-11-2026 11.00 uur" in trace(regio, verhaal, "her")


def test_what_changed_since_last_month(school: Client, verhaal: Verhaal) -> None:
    after = Verhaal(verhaal.leerlingen, publish(DEC))
    text = trace(school, after, "her")
    assert NIET in text
    assert "herinschrijving, 25 oktober 2026" in text
    assert "Vorige keer: ja, nu: nee." in text
    assert "Niets: op de vorige lijst was het hetzelfde." in trace(school, after, "geen")
    assert "Op de lijst van december 2026 staat de leerling niet." in trace(school, verhaal, "her")


def test_why_not_by_number(school: Client, verhaal: Verhaal) -> None:
    text = asked(school, verhaal, number(verhaal, "nog"))
    assert NIET in text
    assert "✗" in text
    assert "Nogman" in text
    assert number(verhaal, "nog") not in text
    with acting_as(SYSTEEM):
        line = AuditEntry.objects.filter(event="rapportage:uitleggen").latest("pk")
    assert line.subject == f"persoon {verhaal.leerlingen['nog'].pk}"
    assert line.data == {"maand": "202611"}


def test_a_pupil_of_others_is_nobody(school: Client, vreemde: Client, verhaal: Verhaal) -> None:
    elders = verhaal.leerlingen["elders"]
    for client, naam in ((school, "elders"), (vreemde, "geen")):
        address = reverse("rapportages:regel", args=[verhaal.run.kenmerk, verhaal.leerlingen[naam].kenmerk])
        assert client.get(address).status_code == 404
        text = asked(client, verhaal, number(verhaal, naam))
        assert "Wij vinden bij uw organisatie geen leerling met dit nummer." in text
        assert elders.achternaam not in text
    assert school.get(reverse("rapportages:regel", args=[uuid4(), elders.kenmerk])).status_code == 404


@pytest.mark.parametrize("nummer", ["", "123", "123456789", "x' OR 1=1", "\x00"])
def test_a_wrong_number_is_told(school: Client, verhaal: Verhaal, nummer: str) -> None:
    assert 'href="#nummer"' in asked(school, verhaal, nummer)


def test_the_list_must_be_chosen(school: Client, verhaal: Verhaal) -> None:
    for kenmerk in ("", str(uuid4()), "x"):
        text = school.post(reverse("rapportages:waarom"), {"peiling": kenmerk, "nummer": "123456782"}).content.decode()
        assert 'href="#peiling"' in text
