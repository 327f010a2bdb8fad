"""Keeping files: asked, made, fetched, removed. A file is whole or it is not there."""

from collections.abc import Iterable, Iterator
from dataclasses import replace as replace_actor
from datetime import date, datetime, timedelta
from typing import BinaryIO, Protocol

from django.db import connection, transaction

from verzuimloket.bestanden import queries
from verzuimloket.bestanden.inputs import BestandInput, GedeeldInput, KlaarInput
from verzuimloket.bestanden.models import Bestand, Bestanddeel
from verzuimloket.core import audit, kluis
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.parameters import param

PART = 1_000_000  # bytes
_TOGETHER, _MOST = 200, 8 * PART  # files and bytes that are stored in one statement


class Bron(Protocol):
    """Content that is read once, from its beginning to its end."""

    def read(self, size: int, /) -> bytes: ...


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
    _seal(bestand, content)
    bestand.status, bestand.klaar_at, bestand.opdracht, bestand.fout = "KLAAR", at, b"", ""
    bestand.totaal = bestand.gedaan = totaal
    bestand.bereik = queries.bereik(voor)
    bestand.save()
    return True


@transaction.atomic
def start_shared(given: GedeeldInput, *, by: Actor, at: datetime) -> Bestand:
    """A file of the organisation, still empty: :func:`append` fills it and :func:`complete` ends it."""
    return Bestand.objects.create(
        soort_kenmerk=given.soort_kenmerk,
        organisatie=by.organisatie,
        gebruiker_id=by.gebruiker_id,
        gedeeld=True,
        instelling=given.instelling,
        soort=given.soort,
        naam=given.naam,
        mime=given.mime,
        status="MAKEN",
        gemaakt_at=at,
        verwijderen_op=given.verwijderen_op,
    )


@transaction.atomic
def append(bestand: Bestand, content: Bron) -> None:
    """Add content at the end. In the transaction of what it tells about: both are there, or neither."""
    _seal(bestand, content)
    bestand.save(update_fields=["delen", "grootte"])


@transaction.atomic
def replace(bestand: Bestand, content: Bron, *, naam: str, mime: str) -> None:
    """Other content instead of what it holds, such as the same in another format."""
    Bestanddeel.objects.filter(bestand=bestand).delete()
    bestand.delen = bestand.grootte = 0
    bestand.naam, bestand.mime = naam, mime
    _seal(bestand, content)
    bestand.save(update_fields=["delen", "grootte", "naam", "mime"])


@transaction.atomic
def complete(bestand: Bestand, *, totaal: int, at: datetime) -> None:
    """The file is whole; ``totaal``: the lines in it, when they were counted."""
    bestand.status, bestand.klaar_at, bestand.totaal, bestand.gedaan = "KLAAR", at, totaal, totaal
    bestand.save(update_fields=["status", "klaar_at", "totaal", "gedaan"])


@transaction.atomic
def publish(given: GedeeldInput, content: Bron, *, voor: str, totaal: int, at: datetime) -> Bestand:
    """Put ready what the register made by itself, in the place of its earlier file of this soort.

    voor: the organisation. Whole or not there; of two at the same time the last one stays.
    """
    by = replace_actor(SYSTEEM, organisatie=voor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(2, hashtext(%s))", [f"{given.soort} {voor} {given.instelling}"])
    same = Bestand.objects.filter(gedeeld=True, soort=given.soort, organisatie=voor, instelling=given.instelling)
    earlier = list(same.values_list("pk", flat=True))
    bestand = start_shared(given, by=by, at=at)
    append(bestand, content)
    complete(bestand, totaal=totaal, at=at)
    Bestand.objects.filter(pk__in=earlier).delete()
    audit.record("bestand:klaarzetten", bestand, by=by, soort=given.soort)
    return bestand


@transaction.atomic
def publish_all(files: Iterable[KlaarInput], *, by: Actor, at: datetime) -> int:
    """Put ready very many files that the register made, a few statements per some hundred. How many.

    All are there afterwards, or none. A file stays beside an earlier one of its soort: the caller sees to that.
    """
    count = 0
    for some in _batches(files):
        rows = Bestand.objects.bulk_create([_ready(each, by=by, at=at) for each in some])
        Bestanddeel.objects.bulk_create(
            deel for bestand, each in zip(rows, some, strict=True) for deel in _sealed(bestand, each.inhoud)
        )
        audit.record_all("bestand:klaarzetten", "bestand", [row.pk for row in rows], by=by, soort=rows[0].soort)
        count += len(rows)
    return count


def _batches(files: Iterable[KlaarInput]) -> Iterator[list[KlaarInput]]:
    """Some hundred small files, or a few large ones: never more than fits easily in memory."""
    some, size = list[KlaarInput](), 0
    for each in files:
        some.append(each)
        size += len(each.inhoud)
        if len(some) == _TOGETHER or size > _MOST:
            yield some
            some, size = [], 0
    if some:
        yield some


def _ready(each: KlaarInput, *, by: Actor, at: datetime) -> Bestand:
    given = each.bestand
    return Bestand(
        soort_kenmerk=given.soort_kenmerk,
        organisatie=each.organisatie,
        gebruiker_id=by.gebruiker_id,
        gedeeld=True,
        instelling=given.instelling,
        soort=given.soort,
        naam=given.naam,
        mime=given.mime,
        status="KLAAR",
        totaal=each.totaal,
        gedaan=each.totaal,
        grootte=len(each.inhoud),
        delen=-(-len(each.inhoud) // PART),
        gemaakt_at=at,
        klaar_at=at,
        verwijderen_op=given.verwijderen_op,
    )


def _sealed(bestand: Bestand, inhoud: bytes) -> Iterator[Bestanddeel]:
    key = queries.key()
    for volgnummer in range(bestand.delen):
        part = inhoud[volgnummer * PART : (volgnummer + 1) * PART]
        sealed = kluis.seal_bytes(key, part, queries.place(bestand.kenmerk, volgnummer))
        yield Bestanddeel(bestand=bestand, volgnummer=volgnummer, inhoud=sealed)


def discard(bestand: Bestand) -> None:
    """A file that the register was making is not needed after all."""
    bestand.delete()


def _seal(bestand: Bestand, content: Bron) -> None:
    """Add the content in sealed parts; the caller saves how many there are."""
    while part := content.read(PART):
        sealed = kluis.seal_bytes(queries.key(), part, queries.place(bestand.kenmerk, bestand.delen))
        Bestanddeel.objects.create(bestand=bestand, volgnummer=bestand.delen, inhoud=sealed)
        bestand.delen, bestand.grootte = bestand.delen + 1, bestand.grootte + len(part)


@transaction.atomic
def give_up(pk: int, fout: str) -> None:
    """The file cannot be made; ``fout`` says what the user can do. A job that runs again may still make it."""
    found = Bestand.objects.filter(pk=pk).exclude(status="KLAAR").update(status="MISLUKT", fout=fout)
    if found:
        audit.record("bestand:mislukken", f"bestand {pk}", by=SYSTEEM)


@transaction.atomic
def note_fetching(bestand: Bestand, *, by: Actor, at: datetime) -> None:
    """Someone takes the file along; the first time is kept, since until then it is new."""
    Bestand.objects.filter(pk=bestand.pk, opgehaald_at=None).update(opgehaald_at=at)
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
