"""Files with enrolments, somebody who sends them, and a worker that handles them; for the tests of files."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from procrastinate import JobContext

from tests import factories
from verzuimloket.aanleveringen import actions
from verzuimloket.aanleveringen.inputs import AanleveringInput
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.bestanden import queries as bestanden
from verzuimloket.bestanden.models import Bestand
from verzuimloket.channels.upload.aanleveren import tasks
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie
from verzuimloket.personen.models import Persoon

KOLOMMEN = ("instellingscode", "datumInschrijving", "datumUitschrijving", "bsn", "geslacht", "geboortedatum")
NAMEN = ("achternaam", "voornamen", "postcode", "huisnummer")
Cells = Mapping[str, str]


def sender(naam: str = "ines", *rollen: Rol, kenmerk: str = "28AX", soort: str = "instelling") -> Actor:
    """An account with a role (of who enrols) at one institution."""
    factories.postcode()
    factories.instelling(kenmerk if soort == "instelling" else "28AX")
    gebruiker = Gebruiker.objects.create(gebruikersnaam=naam, naam=naam, email=f"{naam}@school.example")
    for rol in rollen or (Rol.INSCHRIJVER,):
        Machtiging.objects.create(
            gebruiker=gebruiker, rol=rol, soort_kenmerk=soort, kenmerk=kenmerk, begindatum=clock.today()
        )
    made = factories.melder(kenmerk, rollen=rollen or (Rol.INSCHRIJVER,), naam=naam)
    return replace(made, gebruiker_id=gebruiker.pk, organisatie=kenmerk)


def line(nummer: str = "", **cells: str) -> dict[str, str]:
    """A pupil with a number, as ``factories.persoon(nummer=…)`` makes one; other cells may be given."""
    usual = {"instellingscode": "28AX", "datumInschrijving": "2026-09-01", "geslacht": "V"}
    return usual | {"bsn": nummer, "geboortedatum": "2012-01-01"} | cells


def new_pupil(achternaam: str, **cells: str) -> dict[str, str]:
    """A pupil without a number, whom the register does not know."""
    home = {"achternaam": achternaam, "voornamen": "Deniz", "postcode": "3511AB", "huisnummer": "12"}
    return line(geslacht="M", geboortedatum="2013-05-04") | home | cells


def table(lines: Iterable[Cells], kolommen: Iterable[str] = (*KOLOMMEN, *NAMEN)) -> bytes:
    """As a school exports it: CSV with semicolons."""
    text, heads = io.StringIO(newline=""), list(kolommen)
    writer = csv.DictWriter(text, heads, delimiter=";", restval="")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue().encode()


def known(count: int) -> list[str]:
    """Numbers of persons in the register who are enrolled nowhere."""
    numbers = [factories.bsn() for _ in range(count)]
    for nummer in numbers:
        factories.persoon(nummer=nummer)
    return numbers


def sent(content: bytes, by: Actor, **given: Any) -> Aanlevering:
    """Through the door that every channel uses; the job waits."""
    fields: dict[str, Any] = {"soort_kenmerk": "instelling", "soort": "INSCHRIJVINGEN", "naam": "leerlingen.csv"}
    with acting_as(by):
        return actions.receive(AanleveringInput(**fields | given), io.BytesIO(content), by=by, at=clock.now())


def check(aanlevering: Aanlevering, attempts: int = 0) -> Aanlevering:
    """What the job of a file that was sent does."""
    tasks.check(context(attempts), aanlevering.pk)
    return fresh(aanlevering)


def commit(aanlevering: Aanlevering, by: Actor, *, alles_of_niets: bool = False) -> Aanlevering:
    """The sender's choice, and what its job does."""
    with acting_as(by):
        actions.commit(fresh(aanlevering), alles_of_niets=alles_of_niets, by=by, at=clock.now())
    tasks.commit(context(), aanlevering.pk)
    return fresh(aanlevering)


def context(attempts: int = 0) -> JobContext:
    return cast(JobContext, SimpleNamespace(job=SimpleNamespace(attempts=attempts)))


def fresh(aanlevering: Aanlevering) -> Aanlevering:
    with acting_as(SYSTEEM):
        rows = Aanlevering.objects.select_related("bestand", "terug", "foute_regels")
        return rows.get(pk=aanlevering.pk)


def content(bestand: Bestand | None, by: Actor) -> bytes:
    assert bestand
    return b"".join(bestanden.content(bestand, by))


def rows_of(bestand: Bestand | None, by: Actor) -> list[dict[str, str]]:
    """A CSV that went back, by its headings."""
    text = content(bestand, by).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def counts(aanlevering: Aanlevering) -> dict[str, int]:
    names = ("regels", "gedaan", "nieuw", "gewijzigd", "ongewijzigd", "fout")
    return {name: getattr(aanlevering, name) for name in names}


def stored() -> tuple[int, int, int]:
    """Enrolments, their versions, and persons."""
    with acting_as(SYSTEEM):
        return Inschrijving.objects.count(), InschrijvingVersie.objects.count(), Persoon.objects.count()
