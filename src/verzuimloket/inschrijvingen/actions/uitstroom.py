"""What a school notes of who left without a known new school (WNS-14)."""

from datetime import datetime

from django.db import transaction

from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.inschrijvingen.models import Inschrijving, Uitstroom

NOT_GONE = Violation("VORM_niet_uitgeschreven", "Deze leerling is niet uitgeschreven. Vernieuw de pagina.", "vervolg")
NO_CHOICE = Violation("VORM_keuze", "Kies wat u weet over deze leerling.", "vervolg")


@transaction.atomic
def note_departure(inschrijving: Inschrijving, vervolg: str, *, by: Actor, at: datetime) -> Uitstroom:
    """Keep where the pupil went, as far as the school knows; in the place of an earlier note. Raises Rejected."""
    by.demand(Rol.INSCHRIJVER, instelling=inschrijving.instelling_id)
    if inschrijving.einddatum is None:
        raise Rejected([NOT_GONE])
    if not codelijst("uitstroom_vervolg").geldig(vervolg, on=at.date()):
        raise Rejected([NO_CHOICE])
    told = {"einddatum": inschrijving.einddatum, "vervolg": vervolg, "vastgelegd_at": at, "door": by.naam}
    uitstroom, _ = Uitstroom.objects.update_or_create(
        kenmerk=inschrijving.kenmerk, defaults={"instelling_id": inschrijving.instelling_id, **told}
    )
    audit.record("uitstroom:vastleggen", inschrijving, by=by, vervolg=vervolg)
    return uitstroom
