"""Which body acts for a pupil: the municipality where the pupil lives, or the body it chose (RTG-01…06)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from verzuimloket.routering.models import Instantie, Postcodegebied, Routering

_CATEGORIE = {"PO": "PO_LEERPLICHT", "SO": "PO_LEERPLICHT", "MBO": "MBO_LEERPLICHT", "VAVO": "MBO_LEERPLICHT"}


@dataclass(frozen=True)
class Bestemming:
    """Where a melding goes: the body and the address of its mailbox."""

    instantie: Instantie
    email: str


def categorie(sector: str, wet: str) -> str:
    """One of the four categories of the routing form (domain rules §10): RMC, or Leerplicht per sector."""
    return "RMC" if wet == "RMC" else _CATEGORIE.get(sector, "VO_LEERPLICHT")


def bestemming(gemeentecode: str, categorie: str, *, on: date) -> Bestemming | None:
    """The body that acts for this municipality on that day; None when the municipality is unknown."""
    chosen = (
        Routering.objects.filter(gemeente_id=gemeentecode, categorie=categorie, begindatum__lte=on)
        .filter(Q(einddatum__isnull=True) | Q(einddatum__gte=on))
        .select_related("instantie")
        .order_by("-begindatum")
        .first()
    )
    if chosen:
        return Bestemming(chosen.instantie, chosen.email)
    own = Instantie.objects.filter(code=f"G{gemeentecode}").first()
    return Bestemming(own, own.email) if own else None


def gemeente_at(postcode: str) -> str:
    """The code of the municipality of a postal code; empty when the register does not know it."""
    return Postcodegebied.objects.filter(pk=postcode).values_list("gemeente_id", flat=True).first() or ""


def naam_of(code: str) -> str:
    """The name of a body; empty when there is none with this code."""
    return Instantie.objects.filter(pk=code).values_list("naam", flat=True).first() or ""
