"""The jobs that tell others what happened to a melding. The worker runs them, as the register itself.

A mail that was handed over has an audit line ``mail:versturen`` with its Message-ID. A job that runs
again, after an error or a crash, leaves those out; so a mail can be sent twice only when the worker
died between sending and writing that line, and then with the same Message-ID.
"""

from email.utils import format_datetime
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

import procrastinate
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db.models import Model
from procrastinate.contrib.django import app

from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.mail import opstellen, volgen
from verzuimloket.mail.notices import Bericht
from verzuimloket.verzuim import models as verzuim
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.models import Melding

# After 2, 4, 8 … seconds; the last time after some 18 hours, so that a day without mail loses nothing.
RETRY = procrastinate.RetryStrategy(max_attempts=15, exponential_wait=2)
_PERMANENT = range(500, 600)  # SMTP: this address will not work later either


class NotSent(Exception):
    """Some mails could not be handed over; the job must run again. Names no address."""


@app.task(name="melding_opgevoerd", retry=RETRY)
def melding_opgevoerd(melding_id: int) -> None:
    """EML-01, EML-02: a school reported."""
    _tell("opvoeren", melding_id)


@app.task(name="melding_gewijzigd", retry=RETRY)
def melding_gewijzigd(melding_id: int) -> None:
    """A school changed what it reported."""
    _tell("wijzigen", melding_id)


@app.task(name="melding_behandeld", retry=RETRY)
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
        todo = unsent(melding, [*opstellen.berichten(event, melding), *volgen.to_followers(event, melding)])
    send(event, melding, todo)


@app.task(name="bericht_geplaatst", retry=RETRY)
def bericht_geplaatst(bericht_id: int) -> None:
    """Somebody asked, answered, remarked or forwarded (WNS-02)."""
    with acting_as(SYSTEEM):
        rows = verzuim.Bericht.objects.select_related("melding__persoon", "melding__instantie", "aan")
        placed = rows.filter(pk=bericht_id).first()
        if placed is None:
            return
        todo = unsent(placed.melding, volgen.about(placed))
    send("bericht", placed.melding, todo)


@app.task(name="bijlage_toegevoegd", retry=RETRY)
def bijlage_toegevoegd(bijlage_id: int) -> None:
    """A school added a file after it had sent the melding (WNS-03); none when it was taken away again."""
    with acting_as(SYSTEEM):
        rows = verzuim.Bijlage.objects.defer("inhoud").select_related("melding__persoon", "melding__instantie")
        bijlage = rows.filter(pk=bijlage_id).first()
        if bijlage is None or bijlage.melding is None:
            return
        melding = bijlage.melding
        todo = unsent(melding, volgen.about_file(bijlage, melding))
    send("bijlage", melding, todo)


@app.task(name="einddatum_herinnerd", retry=RETRY)
def einddatum_herinnerd(melding_id: int, week: str) -> None:
    """The end date is missing (D11): one mail per week, unless it was filled in since."""
    with acting_as(SYSTEEM):
        rows = Melding.objects.select_related("persoon", "instantie").filter(pk=melding_id)
        melding = queries.without_end(rows, on=clock.today()).first()
        if melding is None:
            return
        todo = unsent(melding, volgen.reminder(melding, week))
    send("herinneren", melding, todo)


@app.task(name="concept_overgedragen", retry=RETRY)
def concept_overgedragen(concept_id: str, moment: str) -> None:
    """A draft went to a colleague, who has to know."""
    with acting_as(SYSTEEM):
        concept = verzuim.Concept.objects.select_related("gebruiker").filter(pk=concept_id).first()
        if concept is None or concept.ingediend_id:
            return
        todo = unsent(concept, volgen.handed_over(concept, moment))
    send("overdragen", concept, todo)


@app.task(name="aanlevering_klaar", retry=RETRY)
def aanlevering_klaar(aanlevering_id: int) -> None:
    """A long file was checked, or its lines were stored: its sender need not wait for the page."""
    with acting_as(SYSTEEM):
        rows = Aanlevering.objects.select_related("bestand__gebruiker")
        aanlevering = rows.filter(pk=aanlevering_id).first()
        if aanlevering is None:
            return
        todo = unsent(aanlevering, volgen.file_ready(aanlevering))
    send("aanlevering", aanlevering, todo)


def unsent(subject: Model, berichten: list[Bericht]) -> list[Bericht]:
    return [bericht for bericht in berichten if not _was_sent(subject, bericht)]


def send(event: str, subject: Model, todo: list[Bericht]) -> None:
    """Hand over these mails. Raises NotSent when one of them must be tried again."""
    failed = [reason for bericht in todo if (reason := _deliver(subject, bericht))]
    if failed:
        raise NotSent(f"{event} {subject}: {', '.join(failed)}")


def _was_sent(subject: Model, bericht: Bericht) -> bool:
    lines = AuditEntry.objects.filter(subject=str(subject), event="mail:versturen")
    return lines.filter(data__message_id=bericht.message_id).exists()


def _deliver(subject: Model, bericht: Bericht) -> str:
    """Hand one mail over, outside any transaction. The answer is why it must be tried again, or nothing."""
    if not _is_address(bericht.adres):
        _note("mail:niet-bezorgbaar", subject, bericht, reden="geen e-mailadres")
        return ""
    try:
        _as_mail(bericht).send()
    except SMTPRecipientsRefused as refused:
        codes = {code for code, _ in refused.recipients.values()}
        if not all(code in _PERMANENT for code in codes):
            return f"{bericht.aan} {sorted(codes)}"
        _note("mail:niet-bezorgbaar", subject, bericht, reden=f"geweigerd {sorted(codes)}")
        return ""
    except (SMTPException, OSError) as error:  # their texts may hold addresses
        return f"{bericht.aan} {type(error).__name__}"
    _note("mail:versturen", subject, bericht)
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


def _note(event: str, subject: Model, bericht: Bericht, **data: Any) -> None:
    with acting_as(SYSTEEM):
        audit.record(event, subject, by=SYSTEEM, aan=bericht.aan, message_id=bericht.message_id, **data)
