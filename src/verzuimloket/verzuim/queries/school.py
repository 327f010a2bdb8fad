"""What a school keeps about itself, as far as meldingen need or use it: locations and contact persons."""

from datetime import date

from django.db.models import Q

from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.instellingen.models import Contactpersoon, Onderwijslocatie
from verzuimloket.verzuim.codes import Status
from verzuimloket.verzuim.models import Melding, MeldingVersie

_CONTACT = ("contact_naam", "contact_functie", "contact_telefoon", "contact_email")


def contact_persons(instelling: str, *, on: date) -> list[dict[str, str]]:
    """Who may be chosen: the contact persons that the school keeps, then who was used before (MEL-31)."""
    kept = [
        {name: getattr(each, name.removeprefix("contact_")) for name in _CONTACT}
        for each in instellingen.contactpersonen_op(instelling, on=on)
    ]
    unique = {(row["contact_naam"], row["contact_email"]): row for row in [*reversed(_used(instelling)), *kept[::-1]]}
    first = [(row["contact_naam"], row["contact_email"]) for row in kept]
    return [unique.pop(key) for key in first] + list(reversed(unique.values()))[:20]


def _used(instelling: str) -> list[dict[str, str]]:
    """Those of the last meldingen of this institution, the latest first."""
    return list(Melding.objects.filter(instelling_id=instelling).order_by("-nummer").values(*_CONTACT)[:200])


def meldingen_at(locatie: Onderwijslocatie) -> int:
    """In how many meldingen of the institution this location stands, or stood: their history names it too."""
    own = Melding.objects.filter(instelling_id=locatie.instelling_id).values("pk")
    return MeldingVersie.objects.filter(id__in=own, locatie_id=locatie.pk).values("id").distinct().count()


def meldingen_during(inschrijving: Inschrijving) -> int:
    """How many meldingen of this institution about this pupil, not withdrawn, share a day with the enrolment."""
    rows = Melding.objects.filter(persoon_id=inschrijving.persoon_id, instelling_id=inschrijving.instelling_id)
    rows = rows.exclude(status=Status.INGETROKKEN)
    rows = rows.filter(Q(einddatum__isnull=True) | Q(einddatum__gte=inschrijving.begindatum))
    return rows.filter(begindatum__lte=inschrijving.einddatum or date.max).count()


def meldingen_with(persoon: Contactpersoon) -> int:
    """In how many meldingen of the institution this contact person stands now, by name and e-mail address."""
    rows = Melding.objects.filter(instelling_id=persoon.instelling_id)
    return rows.filter(contact_naam=persoon.naam, contact_email=persoon.email).count()
