"""The job that makes a large file. It works as the person who asked, with the roles of the moment it runs.

A worker that dies leaves nothing behind: the content is stored in one transaction with the word that it is
ready, and the job that runs again begins from the start (see ``vastgelopen_taken`` in config/taken.py).
"""

import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date

import procrastinate
from django.conf import settings
from procrastinate.contrib.django import app

from verzuimloket.access import queries as access
from verzuimloket.bestanden import actions as bestanden
from verzuimloket.bestanden import queries as bestanden_queries
from verzuimloket.bestanden.models import Bestand
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.jobs import hang_up
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.uitvoer.opdracht import Opdracht
from verzuimloket.uitvoer.uitvoeren import Progress, export

_RETRY = procrastinate.RetryStrategy(max_attempts=3, exponential_wait=5)
GEEN_ROL = "U hebt niet meer de rol waarmee u dit bestand aanvroeg. Vraag uw beheerder om de juiste rol."
MISLUKT = "Het bestand kon niet worden gemaakt. Vraag het opnieuw aan."


@app.task(name="meldingen_uitvoeren", retry=_RETRY)
def export_meldingen(bestand_id: int) -> None:
    """Make the file that was ordered, unless it is ready or gone."""
    with acting_as(SYSTEEM):
        bestand = bestanden.begin(bestand_id)
        actor = actor_of(bestand, on=clock.today()) if bestand else None
    if bestand is None:
        return
    try:
        if actor is None:
            raise PermissionDenied(GEEN_ROL)
        _make(bestand, actor)
    except PermissionDenied as denied:
        _give_up(bestand, denied.text)
    except Rejected as rejected:
        _give_up(bestand, rejected.violations[0].text)
    except Exception:
        _give_up(bestand, MISLUKT)
        raise


def actor_of(bestand: Bestand, *, on: date) -> Actor | None:
    """Who asked, as he or she may act now; None when nothing of it is left."""
    assert bestand.gebruiker_id  # a file that somebody ordered
    sleutel = f"{bestand.soort_kenmerk}:{bestand.organisatie}"
    keuze = access.find_machtigingen(bestand.gebruiker_id, sleutel, on=on)
    if keuze is None or keuze.sleutel != sleutel:
        return None
    codes = instellingen.codes_of(keuze.soort_kenmerk, keuze.kenmerk)
    opdracht = Opdracht.from_text(bestanden_queries.opdracht_of(bestand))
    return access.actor(keuze, kanaal=Kanaal.SCHERM, instellingen=codes, organisatie_naam=opdracht.organisatie_naam)


def _make(bestand: Bestand, actor: Actor) -> None:
    opdracht = Opdracht.from_text(bestanden_queries.opdracht_of(bestand))
    settings.TIJDELIJK.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.TIJDELIJK) as tmp, tempfile.TemporaryFile(dir=tmp) as target:
        with _progress_of(bestand.pk) as progress, acting_as(actor):
            totaal = export(opdracht, target, by=actor, at=clock.now(), progress=progress, tmpdir=tmp)
        target.seek(0)
        with acting_as(SYSTEEM):
            bestanden.finish(bestand.pk, target, voor=actor, totaal=totaal, at=clock.now())


@contextmanager
def _progress_of(pk: int) -> Iterator[Progress]:
    """Tells how far it is through a connection of its own: the reading itself is one long transaction."""
    busy: list[Future[None]] = []
    with ThreadPoolExecutor(max_workers=1) as thread:

        def tell(gedaan: int) -> None:
            if not busy or busy[-1].done():
                busy[:] = [thread.submit(_note, pk, gedaan)]

        try:
            yield tell
        finally:
            thread.submit(hang_up).result()


def _note(pk: int, gedaan: int) -> None:
    with acting_as(SYSTEEM):
        bestanden.note_progress(pk, gedaan)


def _give_up(bestand: Bestand, fout: str) -> None:
    with acting_as(SYSTEEM):
        bestanden.give_up(bestand.pk, fout)
