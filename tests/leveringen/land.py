"""A small register in which time passes: each change is a transaction of its own at its own moment."""

import csv
import io
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connections

from tests import factories
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Diploma, Inschrijving
from verzuimloket.leveringen.bestand.kolommen import KOLOMMEN
from verzuimloket.leveringen.bestand.maken import Gemaakt, maak_c, maak_p
from verzuimloket.leveringen.inputs import Ontvanger
from verzuimloket.leveringen.queries import gebied
from verzuimloket.leveringen.rules import alles, week
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.vrijstellingen.models import Vrijstelling

MAAKTIJD = datetime(2026, 11, 22, 10, tzinfo=AMSTERDAM)


@contextmanager
def op(moment: str) -> Iterator[None]:
    """One transaction of the register at that moment (2026-03-04T09:00:00)."""
    before = os.environ["VERZUIMLOKET_NU"]
    os.environ["VERZUIMLOKET_NU"] = moment
    try:
        with acting_as(SYSTEEM):
            yield
    finally:
        os.environ["VERZUIMLOKET_NU"] = before


def jongere(geboren: str, moment: str = "2025-01-06T09:00:00", gemeente: str = "0344", **given: Any) -> Persoon:
    """Somebody with an address since birth."""
    with op(moment):
        made = factories.persoon(geboortedatum=date.fromisoformat(geboren), adres=False, **given)
        Adres.objects.create(persoon=made, begindatum=made.geboortedatum, **woont(gemeente))
    return made


def woont(gemeente: str, huisnummer: str = "9") -> dict[str, str]:
    return {
        "gemeentecode": gemeente,
        "postcode": "3511AB",
        "huisnummer": huisnummer,
        "straat": "Laan",
        "plaats": "Stad",
    }


def schrijf_in(van: Persoon, moment: str, begin: str, eind: str = "", code: str = "28AX", **given: Any) -> Inschrijving:
    fields = {"sector": "VO", "soort": "VMBO", "bekostigd": True} | given
    with op(moment):
        school = factories.instelling(code)
        return Inschrijving.objects.create(
            persoon=van, instelling=school, begindatum=date.fromisoformat(begin), einddatum=_dag(eind), **fields
        )


def wijzig(row: Any, moment: str, **given: Any) -> None:
    with op(moment):
        type(row).objects.filter(pk=row.pk).update(**given)


def verwijder(row: Any, moment: str) -> None:
    from django.db import connection

    with op(moment), connection.cursor() as cursor:
        cursor.execute("SELECT vl_neem_weg(%s, %s)", [row._meta.db_table, row.pk])


def verhuis(van: Persoon, moment: str, begin: str, gemeente: str, huisnummer: str = "9") -> None:
    """The address until then ends the day before; abroad when there is no municipality."""
    dag = date.fromisoformat(begin)
    naar = woont(gemeente, huisnummer) if gemeente else {"landcode": "5010", "regel1": "Kerkstraat 1"}
    with op(moment):
        Adres.objects.filter(persoon=van, einddatum=None).update(einddatum=dag - timedelta(days=1))
        Adres.objects.create(persoon=van, begindatum=dag, **naar)


def haalt(van: Persoon, moment: str, datum: str, soort: str = "MBO", niveau: str = "2") -> Diploma:
    with op(moment):
        return Diploma.objects.create(persoon=van, soort=soort, niveau=niveau, datum=date.fromisoformat(datum))


def vrijgesteld(van: Persoon, moment: str, begin: str, eind: str, grond: str = "5A") -> Vrijstelling:
    with op(moment):
        return Vrijstelling.objects.create(
            persoon=van, grond=grond, begindatum=date.fromisoformat(begin), einddatum=date.fromisoformat(eind)
        )


def _dag(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass
class Bestanden:
    """What came out, by name."""

    inhoud: dict[str, bytes] = field(default_factory=dict)
    gemaakt: dict[str, Gemaakt] = field(default_factory=dict)

    def __call__(self, ontvanger: Ontvanger, naam: str, content: bytes) -> None:
        self.inhoud[naam] = self.inhoud.get(naam, b"") + content

    def regels(self, naam: str) -> list[dict[str, str]]:
        """Each record of a CSV file, with ``soort`` and its columns."""
        rows = csv.reader(io.StringIO(self.inhoud[naam].decode(), newline=""), delimiter=";")
        return [{"record": row[0]} | dict(zip(KOLOMMEN[row[0]], row[1:], strict=True)) for row in rows]

    def mutaties(self, naam: str) -> list[str]:
        return [row["mutatiecode"] for row in self.regels(naam) if row["record"] == "MUT"]


def lever_p(peildatum: str) -> Bestanden:
    """The weekly deliveries of every recipient; keyed by their real names."""
    found = Bestanden()
    with acting_as(SYSTEEM):
        made = maak_p(
            week(date.fromisoformat(peildatum)), gebied.ontvangers(), found, at=MAAKTIJD, regios=gebied.regios()
        )
    found.gemaakt = {each.ontvanger.instantie: each for each in made}
    return found


def lever_c(peildatum: str, instantie: str) -> Bestanden:
    found, dag = Bestanden(), date.fromisoformat(peildatum)
    with acting_as(SYSTEEM):
        ontvanger = gebied.ontvanger(instantie)
        assert ontvanger
        made = maak_c(alles(dag, at=MAAKTIJD), ontvanger, found, at=MAAKTIJD, regios=gebied.regios())
    found.gemaakt = {instantie: made}
    return found


def at_once(work: Callable[[], Any], times: int = 4) -> list[Any]:
    """What comes of the same work by several who begin together."""
    start = threading.Barrier(times)

    def run(_: int) -> Any:
        start.wait()
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(run, range(times)))
