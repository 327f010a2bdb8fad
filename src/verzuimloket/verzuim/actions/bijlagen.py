"""Adding, handing out and removing attachments (WNS-03). Each leaves an audit line, without the name of the file."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from verzuimloket.core import audit, jobs
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import Rejected
from verzuimloket.core.parameters import param
from verzuimloket.core.rules import blocking
from verzuimloket.personen.inputs import verjaardag
from verzuimloket.verzuim import queries, rules, sleutels
from verzuimloket.verzuim.inputs import BijlageInput
from verzuimloket.verzuim.models import Bijlage, Concept, Melding


@transaction.atomic
def add_bijlage(bij: Melding | Concept, given: BijlageInput, *, by: Actor, at: datetime) -> Bijlage:
    """A school adds a file to its melding or draft. The same file twice is one.

    The municipality gets a notice when it is about a melding. Raises Rejected; then nothing is stored.
    """
    by.demand(Rol.MELDER, instelling=bij.instelling_id)
    on = at.astimezone(AMSTERDAM).date()
    bevinding = queries.find_out(given, on=on)  # takes time, so before others have to wait for this one
    bij = _locked(bij, by=by)
    vingerafdruk = hashlib.sha256(given.inhoud).hexdigest()
    same = queries.bijlagen_of(by, bij).filter(vingerafdruk=vingerafdruk).first()
    if same:
        return same
    broken = rules.BIJLAGE.broken(given, queries.bijlage_facts(by, bij, bevinding, on=on), on=on)
    if blocking(broken):
        raise Rejected(broken)
    bijlage = Bijlage(
        instelling_id=bij.instelling_id,
        naam=rules.bijlage.bewaarnaam(given.naam),
        soort=bevinding.soort,
        grootte=len(bevinding.inhoud),
        vingerafdruk=vingerafdruk,
        toegevoegd_door=by.naam,
        toegevoegd_at=at,
        bewaren_tot=verjaardag(on, param("bijlage_bewaar_jaren", on=on)),
    )
    bijlage.inhoud = sleutels.seal(bevinding.inhoud, bijlage.kenmerk)
    return _store(bijlage, bij, by=by)


def _locked(bij: Melding | Concept, *, by: Actor) -> Melding | Concept:
    """For this writer alone; a draft that was handed in meanwhile is its melding. Raises DoesNotExist."""
    if isinstance(bij, Concept):
        concept = queries.concepts_of(by).select_for_update(of=("self",)).get(pk=bij.pk)
        if concept.ingediend is None:
            return concept
        bij = concept.ingediend
    return queries.visible_to(by).select_for_update(of=("self",)).get(pk=bij.pk)


def _store(bijlage: Bijlage, bij: Melding | Concept, *, by: Actor) -> Bijlage:
    if isinstance(bij, Concept):
        bijlage.concept = bij
        bij.gewijzigd_at, bij.gewijzigd_door = bijlage.toegevoegd_at, by.naam
        bij.save(update_fields=["gewijzigd_at", "gewijzigd_door"])
    else:
        bijlage.melding = bij
    bijlage.save()
    audit.record("bijlage:toevoegen", bij, by=by, bijlage=bijlage.pk, soort=bijlage.soort, grootte=bijlage.grootte)
    if isinstance(bij, Melding):
        jobs.defer("bijlage_toegevoegd", bijlage_id=bijlage.pk)
    return bijlage


def move_bijlagen(concept: Concept, melding: Melding) -> None:
    """What was added to a draft goes along with the melding that comes of it."""
    Bijlage.objects.filter(concept=concept).update(concept=None, melding=melding)


@transaction.atomic
def hand_out_bijlage(bijlage: Bijlage, *, by: Actor) -> bytes:
    """The content, for somebody who downloads it; that is recorded."""
    content = queries.content_of(bijlage)
    audit.record("bijlage:downloaden", bijlage.melding or bijlage.concept, by=by, bijlage=bijlage.pk)
    return content


@transaction.atomic
def remove_bijlage(bijlage: Bijlage, *, by: Actor) -> None:
    """A school takes a file away, also later: a file about the wrong pupil must be able to go at once."""
    by.demand(Rol.MELDER, instelling=bijlage.instelling_id)
    pk, gone = bijlage.pk, bijlage.delete()[0]
    if gone:
        audit.record("bijlage:verwijderen", bijlage.melding or bijlage.concept, by=by, bijlage=pk)


def remove_old_bijlagen(*, on: date) -> int:
    """Remove what may not be kept any longer, whoever's it is; how many."""
    return Bijlage.objects.filter(bewaren_tot__lt=on).delete()[0]
