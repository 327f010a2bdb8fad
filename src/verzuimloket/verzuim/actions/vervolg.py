"""The end of an absence: one date, through the same door as every change of a melding."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from verzuimloket.core.actor import Actor
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.actions.meldingen import change_melding
from verzuimloket.verzuim.models import Melding


@transaction.atomic
def end_absence(melding: Melding, einddatum: date, *, by: Actor, at: datetime, versie: int) -> Melding:
    """The pupil is back: the last day of absence (D2). The same day again changes nothing.

    Raises Rejected, also when somebody else changed the melding after ``versie``.
    """
    now = queries.visible_to(by).select_for_update(of=("self",)).get(pk=melding.pk)
    seen = now.versie if now.einddatum == einddatum else versie
    return change_melding(now, replace(queries.as_input(now), einddatum=einddatum), by=by, at=at, versie=seen)
