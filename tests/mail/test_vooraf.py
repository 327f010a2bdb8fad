"""What a page shows before the button is what the worker sends after it; with the texts of the real pages."""

from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest

from tests import factories
from tests.mail.conftest import Mailbox, Worker
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor
from verzuimloket.core.scope import acting_as
from verzuimloket.mail import opstellen
from verzuimloket.mail.notices import LINK_VOLGT, NUMMER_VOLGT, Bericht
from verzuimloket.verzuim import actions, queries
from verzuimloket.verzuim.codes import Kant
from verzuimloket.verzuim.inputs import BerichtInput, IntrekkingInput, TerugkoppelingInput
from verzuimloket.verzuim.models import Melding

pytestmark = pytest.mark.usefixtures("committed_db")
ANNA, BRAM = factories.melder(), factories.behandelaar()
DONE = TerugkoppelingInput(organisatie="Gemeente Utrecht", behandelaar_naam="B. Behandelaar", reden_afgesloten="A")
BUSY = TerugkoppelingInput(organisatie="Gemeente Utrecht", behandelaar_naam="B. Behandelaar")


def as_told(told: list[Bericht], melding: Melding | None = None) -> list[tuple[str, str, str]]:
    """Address, subject and text; with the number and the link of the melding in their places."""
    texts = []
    for bericht in told:
        path = f"/{'gemeente' if bericht.aan == 'instantie' else 'verzuim'}/{melding.kenmerk}/" if melding else ""
        onderwerp, tekst = bericht.onderwerp, bericht.tekst
        if melding:
            onderwerp = onderwerp.replace(NUMMER_VOLGT, str(melding.nummer))
            tekst = tekst.replace(NUMMER_VOLGT, str(melding.nummer))
            tekst = tekst.replace(LINK_VOLGT, f"https://portaal.example{path}")
        texts.append((bericht.adres, onderwerp, tekst))
    return texts


def as_sent(mails: list[EmailMessage]) -> list[tuple[str, str, str]]:
    return [(str(mail["To"]), str(mail["Subject"]), mail.get_content().replace("\r\n", "\n").strip()) for mail in mails]


@pytest.mark.req("EML-01", "EML-02")
@pytest.mark.parametrize("taal", ["nl", "en"])
def test_of_a_new_melding(taal: str, mailbox: Mailbox, worker: Worker) -> None:
    leerling = factories.leerling()
    with acting_as(ANNA):
        given = factories.melding_input(leerling, taal=taal)
        told = opstellen.vooraf_opvoeren(given, queries.destination(leerling, given, on=clock.today()))
    melding = factories.melding(leerling, taal=taal)
    worker()
    assert as_sent(mailbox()) == as_told(told, melding)
    assert [bericht.wie for bericht in told] == ["de instantie Gemeente Utrecht", "de contactpersoon van de school"]


Step = Callable[[Melding], Any]
STEPS: list[tuple[str, Actor, Step]] = [
    ("wijzigen", ANNA, lambda m: actions.change_melding(m, changed(m), by=ANNA, at=clock.now(), versie=m.versie)),
    ("intrekken", ANNA, lambda m: actions.withdraw_melding(m, IntrekkingInput("FOUTIEF"), by=ANNA, at=clock.now())),
    ("in_behandeling_nemen", BRAM, lambda m: actions.take_up_melding(m, BUSY, by=BRAM, at=clock.now())),
    ("afsluiten", BRAM, lambda m: actions.close_melding(m, DONE, by=BRAM, at=clock.now())),
    ("ter_kennisgeving_aannemen", BRAM, lambda m: actions.acknowledge_melding(m, BUSY, by=BRAM, at=clock.now())),
]


def changed(melding: Melding) -> Any:
    return factories.melding_input(melding.persoon, reden="Iets anders", email_naar_melder=False, taal="en")


@pytest.mark.req("EML-03")
@pytest.mark.parametrize(("event", "by", "step"), STEPS, ids=[step[0] for step in STEPS])
def test_of_a_step(event: str, by: Actor, step: Step, mailbox: Mailbox, worker: Worker) -> None:
    melding = factories.melding(email_naar_melder=False, taal="en")
    worker()
    before = len(mailbox())
    with acting_as(by):
        told = opstellen.vooraf(event, Melding.objects.select_related("persoon", "instantie").get(pk=melding.pk))
        step(melding)
    worker()
    sent = mailbox()[before:]
    assert as_sent(sent) == as_told(told)
    assert [mail["Message-ID"].strip() for mail in sent] == [bericht.message_id for bericht in told]


def test_of_feedback(mailbox: Mailbox, worker: Worker) -> None:
    melding = factories.melding(email_naar_melder=False)
    with acting_as(BRAM):
        melding = actions.take_up_melding(melding, BUSY, by=BRAM, at=clock.now())
    worker()
    before = len(mailbox())
    with acting_as(BRAM):
        told = opstellen.vooraf("terugkoppelen", melding)
        actions.give_feedback(melding, BUSY, by=BRAM, at=clock.now())
    worker()
    assert as_sent(mailbox()[before:]) == as_told(told)


def test_without_a_destination_nothing_is_promised() -> None:
    leerling = factories.leerling(adres=False)
    with acting_as(ANNA):
        given = factories.melding_input(leerling)
        assert opstellen.vooraf_opvoeren(given, queries.destination(leerling, given, on=clock.today())) == []
        unknown = factories.melding_input(leerling, begindatum=None, einddatum=date(2026, 11, 6))
        assert opstellen.vooraf_opvoeren(unknown, queries.destination(leerling, unknown, on=clock.today())) == []


@pytest.mark.parametrize(("by", "soort"), [(ANNA, "school"), (BRAM, "instantie")])
def test_of_a_message(by: Actor, soort: str, mailbox: Mailbox, worker: Worker) -> None:
    melding = factories.melding(email_naar_melder=False, taal="en")
    worker()
    with acting_as(by):
        told = opstellen.vooraf_bericht(Melding.objects.select_related("persoon", "instantie").get(), van=Kant(soort))
        actions.post_bericht(melding, BerichtInput("VRAAG", "Hoe gaat het?"), by=by, at=clock.now(), sleutel=uuid4())
    worker()
    assert as_sent(mailbox()[1:]) == as_told(told)
