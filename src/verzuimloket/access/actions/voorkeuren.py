"""What a person chose for himself or herself."""

from dataclasses import asdict
from typing import Any

from django.db import transaction

from verzuimloket.access import queries, rules
from verzuimloket.access.inputs import VoorkeurenInput
from verzuimloket.access.models import Gebruiker
from verzuimloket.core import audit
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Rejected


@transaction.atomic
def save_preferences(given: VoorkeurenInput, *, by: Actor) -> None:
    """What this person wants for himself or herself; other preferences stay as they are."""
    gebruiker = Gebruiker.objects.select_for_update().get(pk=by.gebruiker_id or 0)
    wanted = gebruiker.voorkeuren | asdict(given)
    if wanted == gebruiker.voorkeuren:
        return
    gebruiker.voorkeuren = wanted
    gebruiker.save(update_fields=["voorkeuren"])
    audit.record(
        "voorkeuren:wijzigen", queries.subject_of(gebruiker), by=by, taal=given.taal, nieuwsbrief=given.nieuwsbrief
    )


@transaction.atomic
def prefer_language(schermtaal: str, *, by: Actor) -> None:
    """In which language this person wants the portal."""
    gebruiker = _preferring(by)
    if gebruiker.voorkeuren.get("schermtaal", VoorkeurenInput.schermtaal) != schermtaal:
        _prefer(gebruiker, by=by, schermtaal=schermtaal)


@transaction.atomic
def remember_list(lijst: str, *, kolommen: list[str], aantal: int, by: Actor) -> None:
    """How a person likes to see a list: its columns and its page size."""
    gebruiker = _preferring(by)
    lijsten = gebruiker.voorkeuren.get("lijsten", {})
    _prefer(gebruiker, by=by, lijsten=lijsten | {lijst: {"kolommen": kolommen, "aantal": aantal}})


@transaction.atomic
def save_view(given: rules.Weergave, *, by: Actor) -> None:
    """Save a view, or give the one with this kenmerk another name. Raises Rejected."""
    gebruiker = _preferring(by)
    others = [each for each in gebruiker.voorkeuren.get("weergaven", []) if each["kenmerk"] != given["kenmerk"]]
    if wrong := rules.wrong_weergave(others, given):
        raise Rejected(wrong)
    _prefer(gebruiker, by=by, weergaven=[*others, given])


@transaction.atomic
def remove_view(kenmerk: str, *, by: Actor) -> None:
    """Forget a view; one that is not there is no fault."""
    gebruiker = _preferring(by)
    known = gebruiker.voorkeuren.get("weergaven", [])
    _prefer(gebruiker, by=by, weergaven=[each for each in known if each["kenmerk"] != kenmerk])


def _preferring(by: Actor) -> Gebruiker:
    """This person, for this writer alone: two windows do not undo each other's choice."""
    return Gebruiker.objects.select_for_update().get(pk=by.gebruiker_id or 0)


def _prefer(gebruiker: Gebruiker, *, by: Actor, **parts: Any) -> None:
    gebruiker.voorkeuren = gebruiker.voorkeuren | parts
    gebruiker.save(update_fields=["voorkeuren"])
    audit.record("voorkeur:wijzigen", queries.subject_of(gebruiker), by=by, deel=sorted(parts))
