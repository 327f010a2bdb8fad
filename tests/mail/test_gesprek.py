"""Mails about the conversation, to followers, about missing end dates, and about a draft for a colleague."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from tests import factories
from tests.actions.test_gesprek import account
from tests.mail.conftest import Mailbox, Worker
from tests.mail.test_tasks import AGENCY, ANNA, BRAM, CONTACT, do, jobs, notes, receivers
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.config import taken
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.mail import tasks
from verzuimloket.verzuim import actions
from verzuimloket.verzuim.inputs import BerichtInput, TerugkoppelingInput
from verzuimloket.verzuim.models import Melding

pytestmark = pytest.mark.usefixtures("committed_db")
NEEDLE = "Naald-in-het-gesprek"


@pytest.fixture
def melding(worker: Worker, mailbox: Mailbox) -> Melding:
    """A melding of which nobody gets a copy; the agency's mail about it has gone."""
    made = factories.melding(email_naar_melder=False)
    worker()
    return made


def place(melding: Melding, by: Actor, soort: str = "OPMERKING", **given: Any) -> Any:
    return do(actions.post_bericht, melding, BerichtInput(soort, NEEDLE, **given), by=by, sleutel=uuid4())


def person(naam: str, rol: Rol = Rol.MELDER, soort: str = "instelling", kenmerk: str = "28AX") -> Gebruiker:
    return account(naam, rol, soort, kenmerk, email=f"{naam}@school.example")


def acting(gebruiker: Gebruiker, by: Actor = ANNA) -> Actor:
    return type(by)(**{**vars(by), "gebruiker_id": gebruiker.pk})


def test_a_message_tells_the_other_side(melding: Melding, mailbox: Mailbox, worker: Worker) -> None:
    vraag = place(melding, BRAM, "VRAAG")
    place(melding, ANNA, "ANTWOORD", antwoord_op=vraag.kenmerk)
    place(melding, ANNA, intern=True)
    worker()
    assert receivers(mailbox) == [AGENCY, CONTACT, AGENCY]
    for mail in mailbox()[1:]:
        assert str(melding.nummer) in mail["Subject"]
        assert NEEDLE not in mail.get_content()
    assert f"/verzuim/{melding.kenmerk}/" in mailbox()[1].get_content()
    assert f"/gemeente/{melding.kenmerk}/" in mailbox()[2].get_content()


def test_a_job_that_runs_twice_sends_once(melding: Melding, mailbox: Mailbox) -> None:
    placed = place(melding, BRAM)
    for _ in range(2):
        tasks.bericht_geplaatst(placed.pk)
    assert receivers(mailbox) == [AGENCY, CONTACT]
    place(melding, BRAM)
    tasks.bericht_geplaatst(placed.pk + 1)
    assert receivers(mailbox) == [AGENCY, CONTACT, CONTACT]


@pytest.mark.req("WNS-02")
def test_forwarding_mails_the_colleague_a_link(melding: Melding, mailbox: Mailbox, worker: Worker) -> None:
    anna, ines = acting(person("anna")), person("ines", Rol.RAADPLEGER)
    place(melding, anna, "DOORGESTUURD", aan=ines.pk)
    worker()
    assert receivers(mailbox) == [AGENCY, "ines@school.example"]
    mail = mailbox()[1]
    assert mail["Subject"] == f"Verzuimmelding {melding.nummer} is naar u doorgestuurd"
    assert f"/verzuim/{melding.kenmerk}/" in mail.get_content()
    assert NEEDLE not in mail.get_content()
    assert "ines" not in str(notes("mail:versturen"))


@pytest.mark.req("WNS-02")
def test_a_follower_hears_of_everything(melding: Melding, mailbox: Mailbox, worker: Worker) -> None:
    ines = acting(person("ines"))
    do(actions.follow_melding, melding, by=ines)
    answer = TerugkoppelingInput("Gemeente Utrecht", "B. Behandelaar")
    do(actions.take_up_melding, melding, answer)
    place(melding, BRAM)
    place(melding, BRAM, intern=True)  # not for the other side
    place(melding, ines)  # knows it already
    worker()
    followed = [mail for mail in mailbox() if mail["To"] == "ines@school.example"]
    assert len(followed) == 2
    assert len({mail["Message-ID"] for mail in followed}) == 2
    assert followed[0]["Subject"] == f"Nieuws over verzuimmelding {melding.nummer}"


@pytest.mark.req("WNS-02")
def test_a_follower_or_colleague_without_role_gets_nothing(melding: Melding, mailbox: Mailbox, worker: Worker) -> None:
    ines = person("ines")
    do(actions.follow_melding, melding, by=acting(ines))
    place(melding, acting(person("anna")), "DOORGESTUURD", aan=ines.pk)
    place(melding, BRAM)
    Machtiging.objects.filter(gebruiker=ines).update(einddatum=date(2026, 11, 21))
    worker()
    assert receivers(mailbox) == [AGENCY, CONTACT]


# end dates


def remind(worker: Worker) -> None:
    taken.remind_of_end_dates(0)
    worker()


def test_once_a_week_the_contact_person_hears_of_a_missing_end(
    mailbox: Mailbox, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    melding = factories.melding(soort="O", begindatum=date(2026, 10, 1), einddatum=None, email_naar_melder=False)
    factories.melding(soort="O", begindatum=date(2026, 11, 9), einddatum=None, email_naar_melder=False)
    for _ in range(2):
        remind(worker)
    assert receivers(mailbox) == [AGENCY, AGENCY, CONTACT]
    assert mailbox()[2]["Subject"] == f"Verzuimmelding {melding.nummer} heeft nog geen einddatum"
    monkeypatch.setenv("VERZUIMLOKET_NU", "2026-11-30T07:00:00")
    remind(worker)
    assert receivers(mailbox)[3:] == [CONTACT]


def test_no_reminder_when_the_end_came_meanwhile(mailbox: Mailbox, worker: Worker) -> None:
    melding = factories.melding(soort="O", begindatum=date(2026, 10, 1), einddatum=None, email_naar_melder=False)
    taken.remind_of_end_dates(0)
    do(actions.end_absence, melding, date(2026, 11, 20), by=ANNA, versie=1)
    worker()
    assert CONTACT not in receivers(mailbox)
    assert all(status == "succeeded" for _, status in jobs())


def test_jobs_of_what_is_gone_do_nothing(mailbox: Mailbox) -> None:
    tasks.bericht_geplaatst(1)
    tasks.einddatum_herinnerd(1, "2026-W47")
    tasks.concept_overgedragen(str(uuid4()), "x")
    with acting_as(SYSTEEM):
        assert not Melding.objects.exists()
    assert mailbox() == []
    assert clock.today() == date(2026, 11, 22)
