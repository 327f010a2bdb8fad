"""The pages of data deliveries: what a municipality sees of them, asks for and fetches."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.leveringen import land
from tests.personas import LogIn
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.scope import acting_as
from verzuimloket.leveringen import tasks
from verzuimloket.leveringen.models import Levering

pytestmark = [pytest.mark.django_db, pytest.mark.req("WKL-02", "WKL-03", "WKL-04", "WKL-06")]


@pytest.fixture
def ria(log_in: LogIn) -> Client:
    return log_in("Ria", Rol.RAPPORTAGES, soort="instantie", kenmerk="G0344")


def test_a_button_asks_for_everybody_and_the_page_says_when(ria: Client) -> None:
    land.schrijf_in(land.jongere("2012-05-05"), "2026-11-18T09:00:00", "2026-08-01")
    page = ria.get(reverse("leveringen")).content.decode()
    assert "Er is nog geen levering" in page
    assert "20261122G0344.txt" in page
    page = ria.post(reverse("levering-aanvragen"), follow=True).content.decode()
    assert "Uw aanvraag is ontvangen" in page
    assert "27 november 2026" in page
    assert "Wordt gemaakt" in page
    assert "al aangevraagd" in ria.post(reverse("levering-aanvragen"), follow=True).content.decode()
    with acting_as(SYSTEEM):
        levering = Levering.objects.get()
    tasks.make_requested(levering.pk)
    page = ria.get(reverse("leveringen")).content.decode()
    assert "Wordt gemaakt" not in page
    with acting_as(SYSTEEM):
        levering = Levering.objects.select_related("csv").get()
    assert levering.csv
    address = reverse("bestand", args=[levering.csv.kenmerk])
    assert address in page
    body = b"".join(ria.get(address).streaming_content)  # type: ignore[attr-defined]
    assert body.startswith(b"VLP;1.0;C;G;0344;2026-11-22;;")
    assert body.count(b"\r\nPER;") == 1


def test_a_weekly_delivery_stands_in_the_list(ria: Client) -> None:
    with acting_as(SYSTEEM):
        Levering.objects.create(
            soort="P", instantie="G0344", peildatum=date(2026, 8, 2), van="2026-07-26T00:00+02:00",
            tot="2026-08-02T00:00+02:00", gemaakt_at="2026-08-02T03:00+02:00", aantallen={"PER": 12, "MUT": 14},
            sha256_csv="x", verwijderen_op=date(2026, 10, 31),
        )  # fmt: skip
    page = ria.get(reverse("leveringen")).content.decode()
    assert "P-levering" in page
    assert "Verwijderd" in page  # its file went, the row tells that it was there


def test_every_record_and_code_is_explained(ria: Client) -> None:
    page = ria.get(reverse("leveringen-uitleg")).content.decode()
    for lijst in ("leveringsrecord", "leveringsmutatie"):
        for code in codelijst(lijst):
            assert (code.naam in page) is code.geldig(date(2026, 11, 22)), code
    assert "van 4 tot 27 jaar" in page


def test_a_school_and_a_case_handler_have_no_deliveries(log_in: LogIn) -> None:
    factories.instelling("28AX")
    school = log_in("School", Rol.RAPPORTAGES, soort="instelling", kenmerk="28AX")
    bram = log_in("Bram", Rol.BEHANDELAAR, soort="instantie", kenmerk="G0344")
    for client in (school, bram):
        assert client.get(reverse("leveringen")).status_code == 403
        assert client.post(reverse("levering-aanvragen")).status_code == 403
    assert "Gegevensleveringen" not in school.get(reverse("bestanden")).content.decode()


def test_another_municipality_does_not_see_it(ria: Client, log_in: LogIn) -> None:
    ria.post(reverse("levering-aanvragen"))
    other = log_in("Ans", Rol.RAPPORTAGES, soort="instantie", kenmerk="G0599")
    assert "Er is nog geen levering" in other.get(reverse("leveringen")).content.decode()
