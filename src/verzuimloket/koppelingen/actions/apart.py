"""The register holder finds out that two registrations are two pupils, or comes back from that (ADR 0035)."""

from datetime import datetime

from django.db import transaction

from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.koppelingen import queries
from verzuimloket.koppelingen.models import TweePersonen
from verzuimloket.personen.models import Persoon


@transaction.atomic
def keep_apart(een: Persoon, ander: Persoon, *, by: Actor, at: datetime) -> TweePersonen:
    """They leave the list of candidates, and nobody can merge them. A second time changes nothing."""
    by.demand(Rol.REGISTERBEHEERDER)
    first, second = sorted((een.kenmerk, ander.kenmerk))
    row, made = TweePersonen.objects.get_or_create(
        een=first, ander=second, defaults={"door": by.naam, "beoordeeld_at": at}
    )
    if made:
        audit.record("persoon:onderscheiden", een, by=by, ander=str(ander))
    return row


@transaction.atomic
def stop_keeping_apart(een: Persoon, ander: Persoon, *, by: Actor) -> None:
    """They may be one pupil after all: back on the list. A second time changes nothing."""
    by.demand(Rol.REGISTERBEHEERDER)
    count, _ = queries.apart(een, ander).delete()
    if count:
        audit.record("persoon:onderscheid-intrekken", een, by=by, ander=str(ander))
