"""Taking back an enrolment that should never have been there (WNS-15). Who leaves gets an end date instead (INS-33)."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import Rejected
from verzuimloket.core.rules import blocking
from verzuimloket.inschrijvingen import queries, rules
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums, IntrekkingFacts, IntrekkingInput
from verzuimloket.inschrijvingen.models import Inschrijving, Intrekking


@transaction.atomic
def withdraw(
    inschrijving: Inschrijving,
    given: IntrekkingInput,
    *,
    used_by: Callable[[Inschrijving], int],
    by: Actor,
    at: datetime,
    seen: InschrijvingDatums | None = None,
) -> Intrekking:
    """Take the enrolment out of the register; its versions stay. The way back is to enrol again.

    Meldingen stand above this app: ``used_by`` tells how many, not withdrawn, lie in the period. It is asked with
    the pupil locked, so that nobody reports meanwhile. ``seen``: the dates that the school looked at.
    Raises Rejected.
    """
    by.demand(Rol.INSCHRIJVER, instelling=inschrijving.instelling_id)
    found, on = queries.locked(inschrijving, by=by), at.astimezone(AMSTERDAM).date()
    now = InschrijvingDatums(found.begindatum, found.einddatum)
    facts = IntrekkingFacts(on, used_by(found), gewijzigd=seen not in (None, now))
    broken = rules.INTREKKING_INSCHRIJVING.broken(given, facts, on=on)
    if blocking(broken):
        raise Rejected(broken)
    made = Intrekking.objects.create(  # the database takes the enrolment away with it (migration 0004)
        kenmerk=found.kenmerk,
        persoon_id=found.persoon_id,
        instelling_id=found.instelling_id,
        begindatum=found.begindatum,
        einddatum=found.einddatum,
        reden=given.reden,
        toelichting=given.toelichting,
        ingetrokken_at=at,
        door=by.naam,
    )
    audit.record("inschrijving:intrekken", found, by=by, reden=given.reden)
    return made
