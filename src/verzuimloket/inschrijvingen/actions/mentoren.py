"""Whose pupils belong to a mentor (WNS-01)."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import PermissionDenied
from verzuimloket.inschrijvingen import queries
from verzuimloket.inschrijvingen.models import Mentorleerling
from verzuimloket.personen.models import Persoon


@transaction.atomic
def assign_pupils(
    gebruiker_id: int, instelling: str, personen: Collection[Persoon], *, by: Actor, on: date
) -> list[Mentorleerling]:
    """Make these pupils of the institution those of a mentor (WNS-01). Who was it already stays it, without end.

    Raises PermissionDenied when the person is no reader with own pupils there, or a pupil is not enrolled.
    """
    by.demand(Rol.BEHEERDER_ONDERWIJS, instelling=instelling)
    if not queries.is_mentor(gebruiker_id, instelling, on=on):
        raise PermissionDenied("Deze medewerker is geen raadpleger met eigen leerlingen. Vraag dat aan uw beheerder.")
    enrolled = set(
        queries.enrolled(instelling, on=on).values_list("persoon_id", flat=True).filter(persoon__in=personen)
    )
    if enrolled != {persoon.pk for persoon in personen}:
        raise PermissionDenied("U kunt alleen leerlingen kiezen die bij uw instelling staan ingeschreven.")
    made = [_assign(gebruiker_id, instelling, persoon, on=on) for persoon in personen]
    audit.record("mentorleerling:toevoegen", f"gebruiker {gebruiker_id}", by=by, kenmerk=instelling, aantal=len(made))
    return made


def _assign(gebruiker_id: int, instelling: str, persoon: Persoon, *, on: date) -> Mentorleerling:
    rows = Mentorleerling.objects.select_for_update().filter(gebruiker_id=gebruiker_id, persoon=persoon)
    present = rows.filter(Q(einddatum__isnull=True) | Q(einddatum__gte=on), instelling_id=instelling).first()
    if present is None:
        return Mentorleerling.objects.create(
            gebruiker_id=gebruiker_id, instelling_id=instelling, persoon=persoon, begindatum=on
        )
    present.einddatum = None
    present.save(update_fields=["einddatum"])
    return present


@transaction.atomic
def release_pupils(
    gebruiker_id: int, instelling: str, kenmerken: Collection[UUID], einddatum: date | None, *, by: Actor, on: date
) -> int:
    """After that day these are no pupils of the mentor any more; without a day at once. How many it were.

    Who became a pupil today and stops at once never was one for a whole day: that row goes.
    """
    by.demand(Rol.BEHEERDER_ONDERWIJS, instelling=instelling)
    found = queries.pupils_of_mentor(by, instelling, gebruiker_id, on=on).filter(kenmerk__in=kenmerken)
    rows = list(found.select_for_update(of=("self",)))
    last = max(einddatum or on - timedelta(days=1), on - timedelta(days=1))
    for row in rows:
        if row.begindatum > last:
            row.delete()
        else:
            row.einddatum = last
            row.save(update_fields=["einddatum"])
    audit.record("mentorleerling:beeindigen", f"gebruiker {gebruiker_id}", by=by, kenmerk=instelling, aantal=len(rows))
    return len(rows)
