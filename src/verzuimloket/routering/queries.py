"""Which body acts for a pupil: the municipality where the pupil lives, or the body it chose (RTG-01…06)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from verzuimloket.routering.inputs import PostcodeFacts
from verzuimloket.routering.models import (
    Gemeente,
    Instantie,
    Postcodegebied,
    Postcodetabel,
    Postcodeuitzondering,
    Regio,
    Routering,
)

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


def gemeente_at(postcode: str, huisnummer: str = "") -> str:
    """The code of the municipality of an address; empty when the register does not know the postal code."""
    return gemeenten_at([(postcode, huisnummer)]).get((postcode, huisnummer), "")


def gemeenten_at(adressen: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """As :func:`gemeente_at` for many pairs of postal code and house number; the unknown ones are left out."""
    postcodes = {postcode for postcode, _ in adressen}
    gemeenten = dict(Postcodegebied.objects.filter(pk__in=postcodes).values_list("postcode", "gemeente_id"))
    apart = {
        (each.postcode, each.huisnummer): each.gemeente_id
        for each in Postcodeuitzondering.objects.filter(postcode__in=postcodes)
    }
    found = {}
    for postcode, huisnummer in adressen:
        gemeente = apart.get((postcode, huisnummer.lstrip("0"))) or gemeenten.get(postcode)
        if gemeente:
            found[postcode, huisnummer] = gemeente
    return found


def tabel() -> Postcodetabel | None:
    """The table of postal codes that was loaded last; None when none ever was."""
    return Postcodetabel.objects.first()


def tabellen() -> QuerySet[Postcodetabel]:
    """All loads of the table, the last one first."""
    return Postcodetabel.objects.all()


@dataclass(frozen=True)
class Postcodestand:
    """How full the table is: all postal codes, those added by hand, house numbers in another municipality."""

    postcodes: int
    met_de_hand: int
    uitzonderingen: int


def postcodestand() -> Postcodestand:
    rows = Postcodegebied.objects
    by_hand = rows.filter(met_de_hand=True).count()
    return Postcodestand(rows.count(), by_hand, Postcodeuitzondering.objects.count())


def postcode_facts(postcode: str) -> PostcodeFacts:
    """What is known of a postal code before it is added."""
    found = Gemeente.objects.filter(postcodegebied=postcode).values_list("naam", flat=True).first() or ""
    return PostcodeFacts(found, frozenset(Gemeente.objects.values_list("code", flat=True)))


def gemeenten() -> QuerySet[Gemeente]:
    """All municipalities, by name."""
    return Gemeente.objects.all()


def naam_of(code: str) -> str:
    """The name of a body; empty when there is none with this code."""
    return Instantie.objects.filter(pk=code).values_list("naam", flat=True).first() or ""


def gebied_naam(code: str) -> str:
    """The name of the region or municipality that a code such as R0019 or G0344 names; empty when there is none.

    A region that handles no meldingen is no body, and still has people who read its reports.
    """
    if code.startswith("R"):
        naam = Regio.objects.filter(pk=code[3:]).values_list("naam", flat=True).first()
        return f"Regio {naam}" if naam else ""
    naam = Gemeente.objects.filter(pk=code[1:]).values_list("naam", flat=True).first()
    return f"Gemeente {naam}" if naam else ""
