"""Writing drafts: the wizard keeps every answer, and hands the draft in once."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from verzuimloket.core import audit, jobs
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.rules import blocking
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim import queries, rules
from verzuimloket.verzuim.actions.bijlagen import move_bijlagen
from verzuimloket.verzuim.actions.meldingen import change_melding, submit_melding
from verzuimloket.verzuim.inputs import MeldingInput, OverdrachtFacts, OverdrachtInput
from verzuimloket.verzuim.models import Concept, Melding

DRAFT_CHANGED_MEANWHILE = "BV_C_concept_intussen_gewijzigd"


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
        begonnen_door=by.naam,
        gewijzigd_door=by.naam,
    )


@transaction.atomic
def save_answers(
    concept: Concept, stap: str, antwoorden: dict[str, Any], *, by: Actor, at: datetime, keer: int | None = None
) -> None:
    """Keep the raw answers of one step, right or wrong: what was typed is never lost.

    keer: how often the step was saved when the page was made, if the channel knows it. Raises Rejected
    when a colleague saved other answers to this step since.
    """
    by.demand(Rol.MELDER, instelling=concept.instelling_id)
    now = Concept.objects.select_for_update().get(pk=concept.pk)
    saved = now.bewaard.get(stap, {"keer": 0, "door": by.gebruiker_id})
    overwrites = saved["door"] != by.gebruiker_id and now.antwoorden.get(stap) != antwoorden
    if keer is not None and keer != saved["keer"] and overwrites:
        raise Rejected([_changed_by_colleague(now)])
    if not now.ingediend_id:
        now.antwoorden = {**now.antwoorden, stap: antwoorden}
        now.bewaard = {**now.bewaard, stap: {"keer": saved["keer"] + 1, "door": by.gebruiker_id}}
        now.gewijzigd_at, now.gewijzigd_door = at, by.naam
        now.save(update_fields=["antwoorden", "bewaard", "gewijzigd_at", "gewijzigd_door"])
    for name in ("antwoorden", "bewaard", "gewijzigd_at", "gewijzigd_door"):
        setattr(concept, name, getattr(now, name))


def _changed_by_colleague(concept: Concept) -> Violation:
    text = f"{concept.gewijzigd_door} heeft deze stap intussen ook gewijzigd. Vergelijk de antwoorden en kies Verder."
    return Violation(DRAFT_CHANGED_MEANWHILE, text)


@transaction.atomic
def hand_over_concept(concept: Concept, given: OverdrachtInput, *, by: Actor, at: datetime) -> Concept:
    """Let a colleague finish a draft; who gets it, hears of it. To the same person twice is once.

    Raises Rejected when that is nobody who may report for this institution.
    """
    by.demand(Rol.MELDER, instelling=concept.instelling_id)
    on = at.astimezone(AMSTERDAM).date()
    concept = Concept.objects.select_for_update().get(pk=concept.pk)
    known = queries.reporters(by, concept.instelling_id, on=on)
    broken = rules.OVERDRACHT.broken(given, OverdrachtFacts(frozenset(each.pk for each in known)), on=on)
    if blocking(broken):
        raise Rejected(broken)
    assert given.aan
    if concept.gebruiker_id == given.aan or concept.ingediend_id:
        return concept
    concept.gebruiker_id = given.aan
    concept.gewijzigd_at = at
    concept.save(update_fields=["gebruiker", "gewijzigd_at"])
    audit.record("concept:overdragen", concept, by=by, aan=given.aan)
    jobs.defer("concept_overgedragen", concept_id=str(concept.pk), moment=at.strftime("%Y%m%dT%H%M%S"))
    return concept


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
    move_bijlagen(concept, melding)
    concept.ingediend = melding
    concept.save(update_fields=["ingediend"])
    return melding


@transaction.atomic
def discard_concept(concept: Concept, *, by: Actor) -> bool:
    """Throw a draft away with its files; False when it was handed in meanwhile, for then they are the melding's."""
    return _discard(concept, Q(), by=by)


@transaction.atomic
def discard_untouched(concept: Concept, *, by: Actor) -> bool:
    """As :func:`discard_concept`, but only when nobody did anything to it since it was made."""
    return _discard(concept, Q(gewijzigd_at=F("begonnen_at")), by=by)


def _discard(concept: Concept, only: Q, *, by: Actor) -> bool:
    by.demand(Rol.MELDER, instelling=concept.instelling_id)
    rows = Concept.objects.select_for_update().filter(only, pk=concept.pk, ingediend__isnull=True)
    now = rows.first()
    if now is None:
        return False
    now.delete()
    return True


def remove_old_drafts(*, before: datetime) -> int:
    """Remove drafts that nobody touched since then, whoever's they are; how many."""
    return Concept.objects.filter(gewijzigd_at__lt=before).delete()[1].get("verzuim.Concept", 0)
