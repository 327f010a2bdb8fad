"""Reading files: only those that this person asked for, for this organisation."""

import hashlib
from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from verzuimloket.bestanden.models import Bestand, Bestanddeel
from verzuimloket.core import kluis
from verzuimloket.core.actor import Actor
from verzuimloket.core.scope import acting_as


def own(actor: Actor) -> QuerySet[Bestand]:
    """The files of this person for the chosen organisation, asked with the same limits, the newest first."""
    rows = Bestand.objects.filter(gebruiker_id=actor.gebruiker_id or 0, organisatie=actor.organisatie)
    rows = rows.filter(bereik=bereik(actor))
    return rows.order_by("-gemaakt_at", "-pk")


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
