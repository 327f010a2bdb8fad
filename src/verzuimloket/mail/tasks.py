"""The jobs that tell others what happened to a melding. The worker runs them, as the register itself.

A mail that was handed over has an audit line ``mail:versturen`` with its Message-ID. A job that runs
again, after an error or a crash, leaves those out; so a mail can be sent twice only when the worker
died between sending and writing that line, and then with the same Message-ID.
"""

from email.utils import format_datetime
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

import procrastinate
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.urls import reverse
from procrastinate.contrib.django import app

from verzuimloket.core import audit, clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.mail import notices
from verzuimloket.mail.notices import Bericht
from verzuimloket.personen import queries as personen
from verzuimloket.routering import queries as routering
from verzuimloket.verzuim.models import Melding

# After 2, 4, 8 … seconds; the last time after some 18 hours, so that a day without mail loses nothing.
_RETRY = procrastinate.RetryStrategy(max_attempts=15, exponential_wait=2)
_PERMANENT = range(500, 600)  # SMTP: this address will not work later either


class NotSent(Exception):
    """Some mails could not be handed over; the job must run again. Names no address."""


@app.task(name="melding_opgevoerd", retry=_RETRY)
def melding_opgevoerd(melding_id: int) -> None:
    """EML-01, EML-02: a school reported."""
    _tell("opvoeren", melding_id)


@app.task(name="melding_gewijzigd", retry=_RETRY)
def melding_gewijzigd(melding_id: int) -> None:
    """A school changed what it reported."""
    _tell("wijzigen", melding_id)


@app.task(name="melding_behandeld", retry=_RETRY)
def melding_behandeld(melding_id: int, event: str) -> None:
    """The status moved, or an agency answered. ``event`` is one of verzuim/states.py."""
    _tell(event, melding_id)


def _tell(event: str, melding_id: int) -> None:
    """Send every mail of this event about the present version that was not sent before.

    So two changes that wait for the same worker, or for a mail server that is back, are one mail.
    """
    with acting_as(SYSTEEM):
        melding = Melding.objects.select_related("persoon", "instantie").filter(pk=melding_id).first()
        if melding is None:
            return  # its retention ended before the mail could be sent
        todo = [bericht for bericht in _berichten(event, melding) if not _was_sent(melding, bericht)]
    failed = [reason for bericht in todo if (reason := _deliver(melding, bericht))]
    if failed:
        raise NotSent(f"{event} melding {melding.nummer}: {', '.join(failed)}")


def _berichten(event: str, melding: Melding) -> list[Bericht]:
    known = notices.Melding(
        nummer=melding.nummer,
        kenmerk=melding.kenmerk,
        versie=melding.versie,
        email_instantie=_mailbox(melding),
        email_contactpersoon=melding.contact_email,
        kopie_gewenst=melding.email_naar_melder,
    )
    paden = {
        notices.INSTANTIE: reverse("gemeente-melding", args=[melding.kenmerk]),
        notices.CONTACTPERSOON: reverse("melding", args=[melding.kenmerk]),
    }
    return notices.berichten(event, known, portaal=settings.PORTAAL_ADRES.rstrip("/"), paden=paden)


def _mailbox(melding: Melding) -> str:
    """Where the body that handles the melding wants its mail: as its municipality routed, or its own."""
    reported = melding.melddatum.astimezone(clock.AMSTERDAM).date()
    adres = personen.adres_op(melding.persoon, reported)
    categorie = routering.categorie(instellingen.sector_of(melding.instelling_id), melding.wet)
    found = routering.bestemming(adres.gemeentecode, categorie, on=clock.today()) if adres else None
    routed = found.email if found and found.instantie.pk == melding.instantie_id else ""
    return routed or melding.instantie.email


def _was_sent(melding: Melding, bericht: Bericht) -> bool:
    lines = AuditEntry.objects.filter(subject=str(melding), event="mail:versturen")
    return lines.filter(data__message_id=bericht.message_id).exists()


def _deliver(melding: Melding, bericht: Bericht) -> str:
    """Hand one mail over, outside any transaction. The answer is why it must be tried again, or nothing."""
    if not _is_address(bericht.adres):
        _note("mail:niet-bezorgbaar", melding, bericht, reden="geen e-mailadres")
        return ""
    try:
        _as_mail(bericht).send()
    except SMTPRecipientsRefused as refused:
        codes = {code for code, _ in refused.recipients.values()}
        if not all(code in _PERMANENT for code in codes):
            return f"{bericht.aan} {sorted(codes)}"
        _note("mail:niet-bezorgbaar", melding, bericht, reden=f"geweigerd {sorted(codes)}")
        return ""
    except (SMTPException, OSError) as error:  # their texts may hold addresses
        return f"{bericht.aan} {type(error).__name__}"
    _note("mail:versturen", melding, bericht)
    return ""


def _is_address(adres: str) -> bool:
    try:
        validate_email(adres)
    except ValidationError:
        return False
    return True


def _as_mail(bericht: Bericht) -> EmailMessage:
    headers = {
        "Message-ID": bericht.message_id,
        "Date": format_datetime(clock.now()),
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(bericht.onderwerp, bericht.tekst, to=[bericht.adres], headers=headers)


def _note(event: str, melding: Melding, bericht: Bericht, **data: Any) -> None:
    with acting_as(SYSTEEM):
        audit.record(event, melding, by=SYSTEEM, aan=bericht.aan, message_id=bericht.message_id, **data)
