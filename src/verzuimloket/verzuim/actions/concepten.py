"""Writing drafts: the wizard keeps every answer, and hands the draft in once."""

from datetime import datetime
from typing import Any

from django.db import transaction

from verzuimloket.core.actor import Actor, Rol
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim.actions.meldingen import change_melding, submit_melding
from verzuimloket.verzuim.inputs import MeldingInput
from verzuimloket.verzuim.models import Concept, Melding


def start_concept(
    persoon: Persoon,
    instelling: str,
    *,
    by: Actor,
    at: datetime,
    doel: str = "nieuw",
    melding: Melding | None = None,
    antwoorden: dict[str, Any] | None = None,
) -> Concept:
    """A draft for a new melding, a copy or a change; ``melding`` is the one that is copied or changed."""
    by.demand(Rol.MELDER, instelling=instelling)
    assert by.gebruiker_id, "only a person makes drafts"
    return Concept.objects.create(
        doel=doel,
        instelling_id=instelling,
        persoon=persoon,
        gebruiker_id=by.gebruiker_id,
        melding=melding if doel == "wijziging" else None,
        melding_versie=melding.versie if melding and doel == "wijziging" else None,
        antwoorden=antwoorden or {},
        begonnen_at=at,
        gewijzigd_at=at,
    )


def save_answers(concept: Concept, stap: str, antwoorden: dict[str, Any], *, by: Actor, at: datetime) -> None:
    """Keep the raw answers of one step, right or wrong: what was typed is never lost."""
    by.demand(Rol.MELDER, instelling=concept.instelling_id)
    concept.antwoorden = {**concept.antwoorden, stap: antwoorden}
    concept.gewijzigd_at = at
    concept.save(update_fields=["antwoorden", "gewijzigd_at"])


@transaction.atomic
def submit_concept(concept: Concept, given: MeldingInput, *, by: Actor, at: datetime) -> Melding:
    """Hand in a draft: a new melding, or the change of one. Twice is the same as once."""
    concept = Concept.objects.select_for_update().get(pk=concept.pk)
    if concept.ingediend:
        return concept.ingediend
    if concept.doel == "wijziging":
        assert concept.melding
        assert concept.melding_versie
        melding = change_melding(concept.melding, given, by=by, at=at, versie=concept.melding_versie)
    else:
        melding = submit_melding(given, by=by, at=at, sleutel=concept.kenmerk)
    concept.ingediend = melding
    concept.save(update_fields=["ingediend"])
    return melding


def discard_concept(concept: Concept, *, by: Actor) -> None:
    """Throw a draft away."""
    by.demand(Rol.MELDER, instelling=concept.instelling_id)
    concept.delete()


def remove_old_drafts(*, before: datetime) -> int:
    """Remove drafts that nobody touched since then, whoever's they are; how many."""
    return Concept.objects.filter(gewijzigd_at__lt=before).delete()[0]
