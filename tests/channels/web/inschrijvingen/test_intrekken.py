"""'Inschrijving intrekken' and the list of what was taken back (WNS-15)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.inschrijvingen.lezen import codes_in, enrolments, events, text_of
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import queries
from verzuimloket.inschrijvingen.models import Inschrijving, Intrekking

LIJST = "/inschrijvingen/ingetrokken/"


@pytest.fixture
def row(anna: Client) -> Inschrijving:
    return factories.inschrijving(factories.persoon(achternaam="Donder"), begin=date(2026, 9, 1))


@pytest.fixture
def adres(row: Inschrijving) -> str:
    return reverse("inschrijving-intrekken", args=[row.kenmerk])


def given(row: Inschrijving, **more: str) -> dict[str, str]:
    return {"reden": "VERKEERDE_LEERLING", "gezien": f"{row.begindatum}/"} | more


@pytest.mark.req("INS-33", "INS-43")
def test_the_page_tells_the_normal_way_first(anna: Client, row: Inschrijving, adres: str) -> None:
    change = text_of(anna.get(reverse("inschrijving-wijzigen", args=[row.kenmerk])))
    assert "Komt een ingeschreven leerling nooit op school? Dan moet u de leerling uitschrijven." in change
    assert "Trek deze inschrijving in" in change
    page = text_of(anna.get(adres))
    assert "Gaat de leerling van school?" in page
    assert "De leerling heeft hier nooit onderwijs gevolgd" in page
    assert events()[-1] == "persoon:raadplegen"


@pytest.mark.req("WNS-15")
def test_taken_back_and_told(anna: Client, row: Inschrijving, adres: str) -> None:
    page = anna.post(adres, given(row, toelichting="Verkeerd nummer"), follow=True)
    assert page.redirect_chain[0][0].startswith(LIJST)
    text = text_of(page)
    assert "De inschrijving van Lotte Donder is ingetrokken." in text
    assert "De inschrijving is van een andere leerling: Verkeerd nummer" in text
    assert "Anna de Melder" in text
    assert enrolments() == []
    assert "is ingetrokken" not in text_of(anna.get(LIJST))
    assert anna.get(adres).status_code == 404
    assert anna.post(adres, given(row)).status_code == 404


@pytest.mark.req("WNS-15")
def test_refused_keeps_the_row(anna: Client, row: Inschrijving, adres: str) -> None:
    assert codes_in(anna.post(adres, given(row, reden=""))) == ["BV_I_reden_intrekken_verplicht"]
    factories.melding(row.persoon)
    assert codes_in(anna.post(adres, given(row))) == ["BV_I_intrekken_met_meldingen"]
    with acting_as(SYSTEEM):
        Inschrijving.objects.update(begindatum=date(2026, 9, 2))
    page = anna.post(adres, given(row))
    assert codes_in(page) == ["BV_I_intrekken_met_meldingen", "BV_I_intrekken_gewijzigd"]
    assert 'value="2026-09-02/"' in page.content.decode()  # seen now
    assert len(enrolments()) == 1
    with acting_as(SYSTEEM):
        assert not Intrekking.objects.exists()


def test_another_school_does_not_find_it(cor: Client, row: Inschrijving, adres: str) -> None:
    assert cor.get(adres).status_code == cor.post(adres, given(row)).status_code == 404
    assert "Er zijn geen ingetrokken inschrijvingen" in text_of(cor.get(LIJST))


def test_a_reader_does_not_get_there(raadpleger: Client, row: Inschrijving, adres: str) -> None:
    assert raadpleger.get(adres).status_code == raadpleger.get(LIJST).status_code == 403


@pytest.mark.parametrize("view", ["inschrijving-intrekken", "inschrijving-wijzigen"])
def test_a_colleague_took_it_back_just_before(
    anna: Client, row: Inschrijving, view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking it up and locking it: as unknown as a moment later."""
    usual = queries.locked

    def later(inschrijving: Inschrijving, *, by: Actor) -> Inschrijving:
        with acting_as(SYSTEEM):
            told = {"reden": "VERKEERDE_LEERLING", "ingetrokken_at": clock.now(), "begindatum": row.begindatum}
            Intrekking.objects.create(kenmerk=row.kenmerk, persoon=row.persoon, instelling_id="28AX", **told)
        return usual(inschrijving, by=by)

    monkeypatch.setattr(queries, "locked", later)
    days = {"begindatum_dag": "2", "begindatum_maand": "9", "begindatum_jaar": "2026"}
    assert anna.post(reverse(view, args=[row.kenmerk]), given(row, **days)).status_code == 404
