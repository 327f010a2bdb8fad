"""Reading files: those that this person asked for, and those that are shared with this organisation."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from verzuimloket.bestanden.models import Bestand, Bestanddeel
from verzuimloket.core import kluis
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param
from verzuimloket.core.scope import acting_as


def own(actor: Actor) -> QuerySet[Bestand]:
    """The files of this person for the chosen organisation, asked with the same limits, the newest first."""
    return Bestand.objects.filter(_own(actor)).order_by("-gemaakt_at", "-pk")


def available(actor: Actor, *, on: date) -> QuerySet[Bestand]:
    """The own files, and what the register put ready for the organisation, the newest first."""
    found = _own(actor)
    if not actor.beperking:
        mine = Q(organisatie=actor.organisatie) | Q(instelling__in=actor.instellingen)
        found |= mine & Q(gedeeld=True, soort__in=soorten(actor, "uit", on=on))
    return Bestand.objects.filter(found).order_by("-gemaakt_at", "-pk")


def with_status(rows: QuerySet[Bestand], status: str, *, on: date) -> QuerySet[Bestand]:
    """Those that nobody fetched yet, that somebody did, that go soon, or that are being made (BST-10)."""
    ready = rows.filter(status="KLAAR")
    found = {
        "NIEUW": ready.filter(opgehaald_at=None),
        "OPGEHAALD": ready.exclude(opgehaald_at=None),
        "VERLOOPT": ready.filter(verwijderen_op__lte=expires(on=on)),
        "MAKEN": rows.exclude(status="KLAAR"),
    }
    return found.get(status, rows)


def expires(*, on: date) -> date:
    """A file of which the last day is this one or earlier goes soon."""
    return on + timedelta(days=param("bestand_verloopt_dagen", on=on))


def published(soort: str, organisatie: str, naam: str) -> bool:
    """Whether the register has put this file ready already; for the register itself."""
    return Bestand.objects.filter(
        gedeeld=True, soort=soort, organisatie=organisatie, naam=naam, status="KLAAR"
    ).exists()


def any_named(soort: str, begin: str) -> bool:
    """Whether there are shared files of this soort of which the name begins like this; for the register itself."""
    return Bestand.objects.filter(gedeeld=True, soort=soort, naam__startswith=begin).exists()


def soorten(actor: Actor, richting: str, *, on: date) -> list[str]:
    """Which shared files this person may send (in) or fetch (uit), as codes of bestandssoort.csv."""
    lijst = [code for code in codelijst("bestandssoort") if code.extra["richting"] == richting and code.geldig(on)]
    return [code.code for code in lijst if actor.has_role(*(rol for rol in Rol if rol == code.extra["rol"]))]


def _own(actor: Actor) -> Q:
    own = Q(gedeeld=False, gebruiker_id=actor.gebruiker_id or 0, organisatie=actor.organisatie)
    return own & Q(bereik=bereik(actor))


def bereik(actor: Actor) -> str:
    """How far this person may look, to compare with another moment; empty without limits."""
    limits = " ".join((actor.beperking, *sorted(actor.locaties))).strip()
    return hashlib.sha256(limits.encode()).hexdigest() if limits else ""


def opdracht_of(bestand: Bestand) -> str:
    """What must be in the file, as it was asked."""
    return kluis.unseal(key(), bytes(bestand.opdracht), f"bestand {bestand.kenmerk}")


def content(bestand: Bestand, actor: Actor) -> Iterator[bytes]:
    """The file, part by part. Each part is read in a transaction of its own: a slow reader holds nothing."""
    for volgnummer in range(bestand.delen):
        with acting_as(actor):
            deel = Bestanddeel.objects.get(bestand=bestand, volgnummer=volgnummer)
        yield kluis.unseal_bytes(key(), bytes(deel.inhoud), place(bestand.kenmerk, volgnummer))


def place(kenmerk: UUID, volgnummer: int) -> str:
    """To what a part is bound: it opens only there."""
    return f"bestand {kenmerk} deel {volgnummer}"


def key() -> bytes:
    """Of the content and the orders. Files live for days: a new secret of the register ends them sooner."""
    return hashlib.sha256(b"verzuimloket bestanden " + settings.SECRET_KEY.encode()).digest()
