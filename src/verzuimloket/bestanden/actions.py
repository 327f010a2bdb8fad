"""Keeping files: asked, made, fetched, removed. A file is whole or it is not there."""

from datetime import date, datetime, timedelta
from typing import BinaryIO

from django.db import transaction

from verzuimloket.bestanden import queries
from verzuimloket.bestanden.inputs import BestandInput
from verzuimloket.bestanden.models import Bestand, Bestanddeel
from verzuimloket.core import audit, kluis
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.parameters import param

PART = 1_000_000  # bytes


@transaction.atomic
def receive_order(given: BestandInput, *, by: Actor, at: datetime) -> Bestand:
    """Note that this person wants a file; a job makes it."""
    assert by.gebruiker_id
    bestand = Bestand(
        soort_kenmerk=given.soort_kenmerk,
        organisatie=by.organisatie,
        gebruiker_id=by.gebruiker_id,
        bereik=queries.bereik(by),
        soort=given.soort,
        naam=given.naam,
        mime=given.mime,
        totaal=given.totaal,
        gemaakt_at=at,
        verwijderen_op=at.date() + timedelta(days=param("bewaar_uitvoer_dagen", on=at.date())),
    )
    bestand.opdracht = kluis.seal(queries.key(), given.opdracht, f"bestand {bestand.kenmerk}")
    bestand.save()
    audit.record("bestand:aanvragen", bestand, by=by, soort=given.soort)
    return bestand


@transaction.atomic
def begin(pk: int) -> Bestand | None:
    """Start to make a file, or start again after a worker died. None when it is ready or gone."""
    bestand = Bestand.objects.select_for_update().filter(pk=pk).first()
    if bestand is None or bestand.klaar:
        return None
    bestand.status, bestand.gedaan, bestand.fout = "MAKEN", 0, ""
    bestand.save(update_fields=["status", "gedaan", "fout"])
    return bestand


def note_progress(pk: int, gedaan: int) -> None:
    """How far the making is, for who waits."""
    Bestand.objects.filter(pk=pk, status="MAKEN").update(gedaan=gedaan)


@transaction.atomic
def finish(pk: int, content: BinaryIO, *, voor: Actor, totaal: int, at: datetime) -> bool:
    """Store the whole content, sealed. False when another worker was first, or the file was removed.

    voor: who may see what is in it, as that was while it was made.
    """
    bestand = Bestand.objects.select_for_update().filter(pk=pk).first()
    if bestand is None or bestand.klaar:
        return False
    while part := content.read(PART):
        sealed = kluis.seal_bytes(queries.key(), part, queries.place(bestand.kenmerk, bestand.delen))
        Bestanddeel.objects.create(bestand=bestand, volgnummer=bestand.delen, inhoud=sealed)
        bestand.delen, bestand.grootte = bestand.delen + 1, bestand.grootte + len(part)
    bestand.status, bestand.klaar_at, bestand.opdracht, bestand.fout = "KLAAR", at, b"", ""
    bestand.totaal = bestand.gedaan = totaal
    bestand.bereik = queries.bereik(voor)
    bestand.save()
    return True


@transaction.atomic
def give_up(pk: int, fout: str) -> None:
    """The file cannot be made; ``fout`` says what the user can do. A job that runs again may still make it."""
    found = Bestand.objects.filter(pk=pk).exclude(status="KLAAR").update(status="MISLUKT", fout=fout)
    if found:
        audit.record("bestand:mislukken", f"bestand {pk}", by=SYSTEEM)


def note_fetching(bestand: Bestand, *, by: Actor) -> None:
    """Someone takes the file along."""
    audit.record("bestand:ophalen", bestand, by=by, soort=bestand.soort)


@transaction.atomic
def remove(bestand: Bestand, *, by: Actor) -> None:
    """Its owner does not need it any more."""
    subject = str(bestand)
    bestand.delete()
    audit.record("bestand:verwijderen", subject, by=by)


def remove_old(*, on: date) -> int:
    """Those whose day has come go, with their content. How many."""
    return Bestand.objects.filter(verwijderen_op__lte=on).delete()[1].get("bestanden.Bestand", 0)
