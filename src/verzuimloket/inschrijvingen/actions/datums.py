"""Changing the two dates of an enrolment (OVZ-12)."""

from datetime import date

from django.db import transaction

from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.rules import blocking
from verzuimloket.inschrijvingen import queries, rules
from verzuimloket.inschrijvingen.actions.vastleggen import Uitkomst
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.personen.rules import voluit

CHANGED_MEANWHILE = "BV_I_intussen_gewijzigd"


@transaction.atomic
def change_datums(
    inschrijving: Inschrijving,
    given: InschrijvingDatums,
    *,
    by: Actor,
    on: date,
    seen: InschrijvingDatums | None = None,
) -> Uitkomst:
    """Change the two dates of an enrolment in place (OVZ-12). ``seen``: the dates that the school looked at.

    Raises Rejected, also when somebody else changed the dates in the meantime.
    """
    by.demand(Rol.INSCHRIJVER, instelling=inschrijving.instelling_id)
    inschrijving = queries.locked(inschrijving, by=by)
    now = InschrijvingDatums(inschrijving.begindatum, inschrijving.einddatum)
    if seen not in (None, now) and given != now:
        raise Rejected([_changed_meanwhile(now)])
    broken = rules.INSCHRIJVING_DATUMS.broken(given, queries.facts_of(inschrijving, by=by, on=on), on=on)
    if blocking(broken):
        raise Rejected(broken)
    assert given.begindatum
    if given != now:
        inschrijving.begindatum, inschrijving.einddatum = given.begindatum, given.einddatum
        inschrijving.save(update_fields=["begindatum", "einddatum"])
        audit.record("inschrijving:wijzigen", inschrijving, by=by, signalen=[v.code for v in broken])
    return Uitkomst(inschrijving, tuple(broken))


def _changed_meanwhile(now: InschrijvingDatums) -> Violation:
    assert now.begindatum
    eind = f" tot en met {voluit(now.einddatum)}" if now.einddatum else ", zonder datum uitschrijving"
    text = (
        f"Iemand anders heeft deze inschrijving intussen gewijzigd: vanaf {voluit(now.begindatum)}{eind}."
        " Controleer uw datums en bevestig opnieuw."
    )
    return Violation(CHANGED_MEANWHILE, text, "begindatum")
