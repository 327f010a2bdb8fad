"""From a melding to the mail: jobs in the transaction, a worker, a mail server. Nothing is pretended."""

import email.policy
import json
import logging
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from tests import factories
from tests.mail.conftest import Mailbox, Worker
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.mail import tasks
from verzuimloket.routering.models import Instantie, Routering
from verzuimloket.verzuim import actions
from verzuimloket.verzuim.inputs import IntrekkingInput, TerugkoppelingInput
from verzuimloket.verzuim.models import Melding

ANNA, BRAM = factories.melder(), factories.behandelaar()
AGENCY, CONTACT = "leerplicht.0344@gemeente.example", "j.boezeroen@school.example"
CLOSED = TerugkoppelingInput(
    organisatie="Gemeente Utrecht",
    behandelaar_naam="B. Behandelaar",
    behandelaar_telefoon="030-0000000",
    toelichting="Naald-terugkoppeling",
    reden_afgesloten="A",
    opmerking_afsluiten="GEZIEN",
)
pytestmark = pytest.mark.usefixtures("committed_db")


def jobs(columns: str = "task_name, status") -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


def notes(event: str) -> list[dict[str, Any]]:
    with acting_as(SYSTEEM):
        return [line.data for line in AuditEntry.objects.filter(event=event).order_by("pk")]


def receivers(mailbox: Mailbox) -> list[str]:
    return [str(mail["To"]) for mail in mailbox()]


def do(action: Any, *args: Any, by: Actor = BRAM, **kwargs: Any) -> Melding:
    with acting_as(by):
        return action(*args, by=by, at=clock.now(), **kwargs)


# jobs


def test_job_exists_if_and_only_if_the_melding_does() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        factories.melding()
        assert jobs() == [("melding_opgevoerd", "todo")]
        1 / 0
    assert jobs() == []
    with acting_as(SYSTEEM):
        assert not Melding.objects.exists()
    factories.melding()
    assert jobs() == [("melding_opgevoerd", "todo")]


def test_tasks_are_known_to_the_worker() -> None:
    from procrastinate.contrib.django import app

    assert {"melding_opgevoerd", "melding_gewijzigd", "melding_behandeld"} <= set(app.tasks)


# receivers


@pytest.mark.req("EML-01", "EML-02")
def test_submit_tells_the_agency_and_the_contact_person(mailbox: Mailbox, worker: Worker) -> None:
    melding = factories.melding()
    worker()
    assert receivers(mailbox) == [AGENCY, CONTACT]
    agency, copy = mailbox()
    assert agency["Subject"] == f"Nieuwe verzuimmelding {melding.nummer}"
    assert f"https://portaal.example/gemeente/{melding.kenmerk}/" in agency.get_content()
    assert f"https://portaal.example/verzuim/{melding.kenmerk}/" in copy.get_content()
    assert agency["From"] == "noreply@verzuimloket.example"
    assert agency["Auto-Submitted"] == "auto-generated"
    assert str(melding.kenmerk) in agency["Message-ID"]
    assert jobs() == [("melding_opgevoerd", "succeeded")]
    assert [note["aan"] for note in notes("mail:versturen")] == ["instantie", "contactpersoon"]


@pytest.mark.req("EML-02")
def test_no_copy_when_it_was_not_asked(mailbox: Mailbox, worker: Worker) -> None:
    factories.melding(email_naar_melder=False)
    worker()
    assert receivers(mailbox) == [AGENCY]


def test_change_and_withdrawal_tell_the_agency(mailbox: Mailbox, worker: Worker) -> None:
    leerling = factories.leerling()
    melding = factories.melding(leerling, email_naar_melder=False)
    given = factories.melding_input(leerling, reden="Iets anders", email_naar_melder=False)
    do(actions.change_melding, melding, given, by=ANNA, versie=melding.versie)
    do(actions.withdraw_melding, melding, IntrekkingInput("FOUTIEF"), by=ANNA)
    worker()
    assert receivers(mailbox) == [AGENCY] * 3
    subjects = [mail["Subject"].rpartition(" is ")[2] for mail in mailbox()[1:]]
    assert subjects == ["gewijzigd", "ingetrokken"]


@pytest.mark.req("EML-03")
def test_answers_tell_the_contact_person(mailbox: Mailbox, worker: Worker) -> None:
    melding = factories.melding(email_naar_melder=False)
    busy = TerugkoppelingInput(
        organisatie="Gemeente Utrecht", behandelaar_naam="B. Behandelaar", behandelaar_telefoon="030-0000000"
    )
    do(actions.take_up_melding, melding, busy)
    do(actions.close_melding, melding, CLOSED)
    worker()
    assert receivers(mailbox) == [AGENCY, CONTACT, CONTACT]
    assert len({mail["Message-ID"] for mail in mailbox()}) == 3


def routing(instantie: str, mailbox: str, days: int = 0) -> None:
    Routering.objects.create(
        gemeente_id="0344",
        categorie="VO_LEERPLICHT",
        instantie_id=instantie,
        email=mailbox,
        begindatum=clock.today() + timedelta(days=days),
    )


def test_mailbox_is_that_of_the_routing_line(mailbox: Mailbox, worker: Worker) -> None:
    routing("G0344", "route@gemeente.example")
    factories.melding(email_naar_melder=False)
    worker()
    assert receivers(mailbox) == ["route@gemeente.example"]


def test_mail_follows_the_melding_not_a_later_route(mailbox: Mailbox, worker: Worker) -> None:
    factories.melding(email_naar_melder=False)
    routing("G0363", "nieuw@gemeente.example")
    worker()
    assert receivers(mailbox) == [AGENCY]


@pytest.mark.parametrize("adres", ["", "geen adres", "a@x.example,b@x.example", "a@x.example\nBcc: c@x.example"])
def test_no_usable_address_is_noted_and_stops_nothing(adres: str, mailbox: Mailbox, worker: Worker) -> None:
    melding = factories.melding()
    with acting_as(SYSTEEM):
        Melding.objects.filter(pk=melding.pk).update(contact_email=adres)
    worker()
    assert receivers(mailbox) == [AGENCY]
    [note] = notes("mail:niet-bezorgbaar")
    assert (note["aan"], note["reden"]) == ("contactpersoon", "geen e-mailadres")
    assert jobs() == [("melding_opgevoerd", "succeeded")]


def test_agency_without_address(mailbox: Mailbox, worker: Worker) -> None:
    with transaction.atomic():
        Instantie.objects.filter(pk="G0344").update(email="")
    try:
        factories.melding()
        worker()
    finally:
        Instantie.objects.filter(pk="G0344").update(email=AGENCY)
    assert receivers(mailbox) == [CONTACT]
    assert [note["aan"] for note in notes("mail:niet-bezorgbaar")] == ["instantie"]


def test_melding_that_is_gone_is_no_error(mailbox: Mailbox) -> None:
    tasks.melding_opgevoerd(melding_id=0)
    assert mailbox() == []


# failures


def test_without_a_mail_server_the_job_waits(smtp: None, worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    factories.melding()
    worker()
    [(status, attempts, later)] = jobs("status, attempts, scheduled_at > now()")
    assert (status, attempts, later) == ("todo", 1, True)
    assert "ConnectionRefusedError" in caplog.text
    assert "@" not in caplog.text
    assert notes("mail:versturen") == []


def test_waiting_gets_longer_and_ends() -> None:
    retry = tasks.RETRY
    waits = [2 ** (attempt + 1) for attempt in range(retry.max_attempts or 0)]
    assert waits[0] == 2
    assert timedelta(hours=12) < timedelta(seconds=sum(waits)) < timedelta(hours=36)


class Fussy:
    """A mail server that refuses one receiver, with this code."""

    def __init__(self, code: int, receiver: str) -> None:
        self.code, self.receiver = code, receiver

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address == self.receiver:
            return f"{self.code} Nee {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        return "250 OK"


@pytest.fixture
def fussy(smtp: None, settings: Any) -> Iterator[Fussy]:
    from aiosmtpd.controller import Controller

    handler = Fussy(450, AGENCY)
    controller = Controller(handler, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    yield handler
    controller.stop()


def test_a_repeat_sends_only_what_was_not_sent(fussy: Fussy, worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    melding = factories.melding()
    with pytest.raises(tasks.NotSent, match=r"instantie \[450\]"):
        tasks.melding_opgevoerd(melding_id=melding.pk)
    assert [note["aan"] for note in notes("mail:versturen")] == ["contactpersoon"]
    fussy.receiver = ""
    tasks.melding_opgevoerd(melding_id=melding.pk)
    tasks.melding_opgevoerd(melding_id=melding.pk)
    assert [note["aan"] for note in notes("mail:versturen")] == ["contactpersoon", "instantie"]


def test_a_crash_after_sending_repeats_with_the_same_message_id(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    melding = factories.melding(email_naar_melder=False)
    with monkeypatch.context() as broken:
        broken.setattr(tasks, "_note", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tasks.melding_opgevoerd(melding_id=melding.pk)
    tasks.melding_opgevoerd(melding_id=melding.pk)
    tasks.melding_opgevoerd(melding_id=melding.pk)
    first, repeat = mailbox()
    assert first["Message-ID"] == repeat["Message-ID"]


def test_changes_that_wait_together_are_one_mail(mailbox: Mailbox, worker: Worker) -> None:
    leerling = factories.leerling()
    melding = factories.melding(leerling, email_naar_melder=False)
    for reden in ("Eerst", "Daarna"):
        given = factories.melding_input(leerling, reden=reden, email_naar_melder=False)
        melding = do(actions.change_melding, melding, given, by=ANNA, versie=melding.versie)
    worker()
    assert [mail["Subject"].split()[-1] for mail in mailbox()] == [str(melding.nummer), "gewijzigd"]


def test_an_address_that_is_refused_for_good_is_noted(fussy: Fussy, worker: Worker) -> None:
    fussy.code = 550
    factories.melding()
    worker()
    assert jobs() == [("melding_opgevoerd", "succeeded")]
    [note] = notes("mail:niet-bezorgbaar")
    assert (note["aan"], note["reden"]) == ("instantie", "geweigerd [550]")


def test_a_server_that_hangs_does_not_hold_the_worker(smtp: None, settings: Any) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    with socket.create_server(("127.0.0.1", settings.EMAIL_PORT)):
        melding = factories.melding(email_naar_melder=False)
        with pytest.raises(tasks.NotSent, match=r"instantie (TimeoutError|SMTPServerDisconnected)"):
            tasks.melding_opgevoerd(melding_id=melding.pk)


# needles: what must never be in a mail, a log or a job

NEEDLES = {
    "achternaam": "Naaldachternaam",
    "voornamen": "Naaldvoornaam",
    "straat": "Schoolstraat",
    "postcode": "3511AB",
    "reden": "Naald-reden",
    "toelichting": "Naald-toelichting",
    "telefoon": "06-99999999",
    "contact": "Naald-contactpersoon",
    "terugkoppeling": "Naald-terugkoppeling",
    "behandelaar": "B. Behandelaar",
}


@pytest.mark.req("EML-01", "PRV-04")
def test_no_personal_data_leaves(mailbox: Mailbox, worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    nummer = factories.bsn()
    leerling = factories.leerling(nummer=nummer, achternaam=NEEDLES["achternaam"], voornamen=NEEDLES["voornamen"])
    given = {
        "reden": NEEDLES["reden"],
        "toelichting": NEEDLES["toelichting"],
        "leerling_telefoon": NEEDLES["telefoon"],
        "contact_naam": NEEDLES["contact"],
    }
    melding = factories.melding(leerling, **given)
    changed = factories.melding_input(leerling, **given | {"toelichting": NEEDLES["toelichting"] + "!"})
    do(actions.change_melding, melding, changed, by=ANNA, versie=melding.versie)
    do(actions.close_melding, melding, CLOSED)
    do(actions.withdraw_melding, melding, IntrekkingInput("FOUTIEF"), by=ANNA)
    arguments = json.dumps(jobs("args"))
    worker()
    mails = mailbox()
    assert len(mails) == 5
    seen = {
        "mail": "".join(mail.as_string(policy=email.policy.SMTP) + mail.get_content() for mail in mails),
        "log": caplog.text,
        "job": arguments,
    }
    for place, text in seen.items():
        for what, needle in {**NEEDLES, "nummer": nummer, "geboren": "2012-01-01"}.items():
            assert needle not in text, f"{what} in {place}"
