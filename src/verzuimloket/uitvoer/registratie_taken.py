"""Files that the register makes by itself: the daily registratieoverzicht and the weekly signal to municipalities.

Each is put ready in one transaction: a worker that dies leaves nothing behind, and the job that runs again makes
the file anew in the place of the earlier one. So no file is there twice (see ``vastgelopen_taken``).
"""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from typing import BinaryIO

import procrastinate
from django.conf import settings
from procrastinate.contrib.django import app

from verzuimloket.bestanden import actions as bestanden
from verzuimloket.bestanden import queries as bestanden_queries
from verzuimloket.bestanden.inputs import GedeeldInput
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.jobs import defer
from verzuimloket.core.parameters import param
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.inschrijvingen.queries import registratie as queries
from verzuimloket.uitvoer import leerplicht_signaal, registratie
from verzuimloket.uitvoer.opdracht import MIME, XLSX

_RETRY = procrastinate.RetryStrategy(max_attempts=3, exponential_wait=5)
Write = Callable[[BinaryIO, str], int]


def order_all() -> int:
    """Every night: a job per institution that has not got its file of this day yet. How many."""
    on, made = clock.today(), 0
    for code in queries.codes_with_pupils():
        if not bestanden_queries.published(registratie.SOORT, code, registratie.naam(code, on, XLSX)):
            defer("registratieoverzicht_maken", instelling=code)
            made += 1
    return made


@app.task(name="registratieoverzicht_maken", retry=_RETRY)
def make_overview(instelling: str) -> None:
    """Make the registratieoverzicht of an institution, as it is now."""
    at = clock.now()
    given = GedeeldInput(
        soort_kenmerk="instelling",
        soort=registratie.SOORT,
        naam=registratie.naam(instelling, at.date(), XLSX),
        mime=MIME[XLSX],
        instelling=instelling,
        verwijderen_op=at.date() + timedelta(days=param("registratieoverzicht_dagen", on=at.date())),
    )

    def write(target: BinaryIO, tmp: str) -> int:
        rows = Inschrijving.objects.filter(instelling_id=instelling)
        return registratie.export(rows, target, formaat=XLSX, by=SYSTEEM, at=at, tmpdir=tmp)

    _make(given, instelling, write)


@app.task(name="leerplicht_signaal_maken", retry=_RETRY)
def make_signal(instantie: str) -> None:
    """Make the list of children of a municipality who turn 5, as it is now."""
    at = clock.now()
    given = GedeeldInput(
        soort_kenmerk="instantie",
        soort=leerplicht_signaal.SOORT,
        naam=leerplicht_signaal.naam(at.date()),
        mime=MIME[XLSX],
        instelling="",
        verwijderen_op=at.date() + timedelta(days=param("leerplicht_signaal_dagen", on=at.date())),
    )

    def write(target: BinaryIO, tmp: str) -> int:
        return leerplicht_signaal.export(instantie, target, at=at, tmpdir=tmp)

    _make(given, instantie, write)


def order_signals() -> int:
    """Every week: a job per municipality with such children. How many."""
    codes = leerplicht_signaal.instanties(on=clock.today())
    for code in codes:
        defer("leerplicht_signaal_maken", instantie=code)
    return len(codes)


def _make(given: GedeeldInput, voor: str, write: Write) -> None:
    settings.TIJDELIJK.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.TIJDELIJK) as tmp, tempfile.TemporaryFile(dir=tmp) as target:
        with acting_as(SYSTEEM):
            totaal = write(target, tmp)
        target.seek(0)
        with acting_as(SYSTEEM):
            bestanden.publish(given, target, voor=voor, totaal=totaal, at=clock.now())
