"""The Monday mail about double enrolments: a number and a link, to who enrols at either school (D16)."""

from datetime import date

import pytest
from django.db import connection

from tests import factories
from tests.mail.conftest import Mailbox, Worker
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.config import taken
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.mail import dubbel


def account(naam: str, soort: str, kenmerk: str, rol: Rol = Rol.INSCHRIJVER, **given: object) -> Gebruiker:
    fields = {"email": f"{naam}@school.example", "gebruikersnaam": naam, "naam": naam} | given
    made = Gebruiker.objects.create(**fields)
    Machtiging.objects.create(
        gebruiker=made, rol=rol, soort_kenmerk=soort, kenmerk=kenmerk, begindatum=date(2026, 1, 1)
    )
    return made


def double() -> Inschrijving:
    pupil = factories.persoon(achternaam="Donder")
    factories.instelling("28AX")
    factories.instelling("11AA", bestuur="200B001")
    factories.inschrijving(pupil, "11AA", date(2026, 9, 1))
    return factories.inschrijving(pupil, "28AX")


def test_who_enrols_at_either_school_hears_of_it_once_a_week(
    committed_db: None, mailbox: Mailbox, worker: Worker
) -> None:
    double()
    account("een", "instelling", "28AX")
    account("twee", "bestuur", "200B001", voorkeuren={"taal": "en"})
    account("lezer", "instelling", "28AX", Rol.RAADPLEGER)
    account("dicht", "instelling", "28AX", is_active=False)
    account("elders", "instelling", "22BB")
    taken.tell_of_double_enrolments(0)
    taken.tell_of_double_enrolments(0)
    worker()
    mails = sorted(mailbox(), key=lambda mail: str(mail["To"]))
    assert [mail["To"] for mail in mails] == ["een@school.example", "twee@school.example"]
    text = mails[0].get_content()
    assert "staat 1 leerling bij uw school" in text
    assert "https://portaal.example/inschrijvingen/dubbel/" in text
    assert "Donder" not in text
    assert "1 pupil is enrolled" in mails[1].get_content()


@pytest.mark.django_db
def test_what_was_solved_is_not_mailed(mailbox: Mailbox) -> None:
    row, who = double(), account("een", "instelling", "28AX")
    with acting_as(SYSTEEM):
        row.einddatum = date(2026, 8, 31)
        row.save()
    dubbel.dubbelen_gemeld(gebruiker_id=who.pk, week="2026-W47")
    assert mailbox() == []


@pytest.mark.django_db
def test_without_double_enrolments_nobody_is_asked() -> None:
    factories.leerling()
    account("een", "instelling", "28AX")
    taken.tell_of_double_enrolments(0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'dubbelen_gemeld'")
        assert cursor.fetchone()[0] == 0
