"""Taking a melding back as a school (INT)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.verzuim.test_raadplegen import changed, closed, events, few_queries
from tests.channels.web.verzuim.wizard import text
from tests.personas import LogIn
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim import actions
from verzuimloket.verzuim.inputs import IntrekkingInput
from verzuimloket.verzuim.models import Melding

pytestmark = pytest.mark.django_db


@pytest.fixture
def melding(anna: Client) -> Melding:
    return factories.melding()


def page(melding: Melding) -> str:
    return reverse("melding-intrekken", args=[melding.kenmerk])


def stored(melding: Melding) -> Melding:
    with acting_as(SYSTEEM):
        return Melding.objects.get(pk=melding.pk)


def withdraw(client: Client, melding: Melding, reden: str = "FOUTIEF", **more: Any) -> Any:
    return client.post(page(melding), {"reden": reden, "toelichting": "", **more}, follow=True)


@pytest.mark.req("INT-04", "INT-05", "INT-06", "INT-01", "INT-02")
def test_the_page_warns_and_asks_for_a_reason(anna: Client, melding: Melding) -> None:
    with few_queries():
        shown = text(anna.get(page(melding)))
    assert "Het intrekken van een melding kan niet ongedaan gemaakt worden." in shown
    for reden in ("Geen inschrijving", "Foutief opgevoerd", "Onterecht opgevoerd", "Anders"):
        assert reden in shown
    assert "Vrijstelling" not in shown
    assert "op of na 1 augustus 2026" in shown
    assert "op of na 22 november 2025" in shown
    assert "Voer daarna een nieuwe melding op." in shown
    assert shown.count("govuk-button--warning") == 1
    assert 'name="toelichting"' in shown
    detail = text(anna.get(reverse("melding", args=[melding.kenmerk])))
    assert "govuk-button--warning" not in detail, "red is for the confirmation page only"


@pytest.mark.req("INT-09", "INT-10")
def test_withdrawn_with_a_confirmation(anna: Client, melding: Melding) -> None:
    answer = withdraw(anna, melding, toelichting="Verkeerde leerling\r\nSorry")
    address = reverse("melding", args=[melding.kenmerk])
    assert answer.redirect_chain == [(address, 302)]
    done = f"Uw verzuimmelding onder nummer {melding.nummer} is ingetrokken."
    assert done in text(answer)
    assert done not in text(anna.get(address)), "the outcome is told once"
    now = stored(melding)
    assert (now.status, now.reden_intrekken, now.toelichting_intrekken) == ("I", "FOUTIEF", "Verkeerde leerling\nSorry")
    assert events("melding:intrekken") == [str(melding)]


@pytest.mark.req("INT-04")
@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"reden": ""}, "BV_S_reden_intrekken_verplicht"),
        ({"reden": "VRIJSTELLING"}, "VORM_keuze"),
        ({"reden": "<script>"}, "VORM_keuze"),
        ({"reden": "ANDERS"}, "BV_S_intrekken_toelichting"),
        ({"reden": "FOUTIEF", "toelichting": "x" * 4001}, "VORM_lengte"),
        ({"reden": "FOUTIEF", "toelichting": "a\x00b"}, "VORM_tekens"),
    ],
)
def test_refused_with_a_sentence_and_kept(anna: Client, melding: Melding, given: dict[str, str], code: str) -> None:
    answer = text(withdraw(anna, melding, **given))
    assert code in answer
    assert "<title>Fout: " in answer
    assert stored(melding).status == "R"
    assert events("melding:intrekken") == []


def test_the_explanation_that_was_typed_stays(anna: Client, melding: Melding) -> None:
    assert "Dit &lt;tekst&gt; blijft" in text(withdraw(anna, melding, reden="", toelichting="Dit <tekst> blijft"))


@pytest.mark.req("INT-07", "INT-08")
@pytest.mark.parametrize(
    ("reden", "begin", "goes"),
    [
        ("GEEN_INSCHRIJVING", date(2026, 7, 31), False),
        ("GEEN_INSCHRIJVING", date(2026, 8, 1), True),
        ("FOUTIEF", date(2025, 11, 20), False),
        ("FOUTIEF", date(2025, 11, 21), True),
        ("ONTERECHT", date(2025, 11, 20), False),
        ("ONTERECHT", date(2025, 11, 21), True),
        ("ANDERS", date(2025, 11, 20), False),
        ("ANDERS", date(2025, 11, 21), True),
    ],
)
def test_terms(
    anna: Client, melding: Melding, reden: str, begin: date, goes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenarios 8 and 9 of domain rules §21.3, on 21 November 2026."""
    monkeypatch.setenv("VERZUIMLOKET_NU", "2026-11-21T10:00:00")
    with acting_as(SYSTEEM):
        from verzuimloket.access.models import Machtiging

        Machtiging.objects.update(begindatum=date(2026, 1, 1))
    changed(melding, begindatum=begin)
    answer = text(withdraw(anna, melding, reden, toelichting="Uitleg"))
    assert ("BV_S_intrekken_termijn" in answer) is not goes
    assert (stored(melding).status == "I") is goes


@pytest.mark.req("INT-03", "INT-10")
def test_also_after_closing_and_the_reason_of_closing_stays(anna: Client, melding: Melding) -> None:
    """Scenario 7 of domain rules §21.3: no change any more, withdrawal is allowed."""
    closed(melding)
    refused = anna.post(reverse("melding-wijzigen", args=[melding.kenmerk]))
    assert "BV_S_status_niet_wijzigbaar" in text(refused)
    answer = text(withdraw(anna, melding, "ONTERECHT"))
    assert stored(melding).status == "I"
    for value in ("HALT", "onterecht opgevoerd", "Reden melding afgesloten", "Reden melding ingetrokken"):
        assert value in answer


def test_a_double_click_is_one_withdrawal(anna: Client, melding: Melding) -> None:
    withdraw(anna, melding)
    again = withdraw(anna, melding)
    assert f"onder nummer {melding.nummer} is ingetrokken" in text(again)
    assert stored(melding).versie == 2
    assert len(events("melding:intrekken")) == 1


@pytest.mark.req("INT-05")
def test_withdrawn_is_withdrawn(anna: Client, melding: Melding) -> None:
    school = factories.melder(naam="Een collega")
    with acting_as(school):
        actions.withdraw_melding(melding, IntrekkingInput("ONTERECHT"), by=school, at=clock.now())
    for answer in (anna.get(page(melding)), withdraw(anna, melding)):
        assert "BV_S_ingetrokken_definitief" in text(answer)
        assert '<form method="post" novalidate' not in text(answer)
    assert stored(melding).reden_intrekken == "ONTERECHT"


@pytest.mark.req("RPL-07", "WNS-01")
def test_only_the_melder_of_the_own_school(anna: Client, cor: Client, melding: Melding, log_in: LogIn) -> None:
    assert withdraw(cor, melding).status_code == 404
    mila = log_in("Mila", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")
    assert withdraw(mila, melding).status_code == 403
    bram = log_in("Bram", Rol.BEHANDELAAR, soort="instantie", kenmerk="G0344")
    assert withdraw(bram, melding).status_code == 403
    assert stored(melding).status == "R"
