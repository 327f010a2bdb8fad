"""Questions of agencies, and the log of merges."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from verzuimloket.core.actor import Actor
from verzuimloket.koppelingen import sleutels
from verzuimloket.koppelingen.codes import Stand
from verzuimloket.koppelingen.inputs import TerugFacts, VraagInput
from verzuimloket.koppelingen.models import Koppeling, Koppelvraag


def questions(actor: Actor) -> QuerySet[Koppelvraag]:
    """What this agency asked; for the register everything. Open ones first, then the newest."""
    rows = Koppelvraag.objects.select_related("instantie")
    if not actor.register:
        rows = rows.filter(instantie_id__in=actor.instanties)
    return rows.order_by("-gesteld_at", "regel", "pk")


def open_questions() -> QuerySet[Koppelvraag]:
    """What waits for the register holder, the oldest first."""
    return Koppelvraag.objects.select_related("instantie").filter(stand=Stand.OPEN).order_by("gesteld_at", "regel")


def of_file(levering: UUID) -> QuerySet[Koppelvraag]:
    """The lines of one file, in order."""
    return Koppelvraag.objects.filter(levering=levering).order_by("regel")


@dataclass(frozen=True)
class Vraagtekst:
    """A question, legible. Whoever shows the numbers writes an audit line."""

    vraag: Koppelvraag
    gegeven: VraagInput
    antwoord: str


def legible(vraag: Koppelvraag) -> Vraagtekst:
    """The question with what was sealed."""
    given = sleutels.unseal(bytes(vraag.inhoud), "vraag", vraag.kenmerk)
    answer = sleutels.unseal(bytes(vraag.antwoord), "antwoord", vraag.kenmerk)
    return Vraagtekst(vraag, VraagInput(**given), answer.get("tekst", ""))


def merges() -> QuerySet[Koppeling]:
    """The log, newest first; only the register holder sees it."""
    return Koppeling.objects.defer("inhoud").order_by("-gekoppeld_at", "-pk")


def undo_facts(koppeling: Koppeling, *, on: date) -> TerugFacts:
    """What counts when a merge is undone."""
    persons = Q(naar=koppeling.naar) | Q(van=koppeling.naar)
    later = Koppeling.objects.filter(persons, pk__gt=koppeling.pk, teruggedraaid_at__isnull=True).count()
    return TerugFacts(koppeling.teruggedraaid_at is not None, koppeling.terugdraaien_tot, later, on)


def content_of(koppeling: Koppeling) -> dict[str, Any]:
    """What is needed to undo a merge."""
    return sleutels.unseal(bytes(koppeling.inhoud), "koppeling", koppeling.kenmerk)
