"""Builders for tests of merging: a pupil with an onderwijsnummer, and everything that can belong to a pupil."""

import uuid
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection

from tests import factories
from verzuimloket.access.models import Gebruiker
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Intrekking, Mentorleerling
from verzuimloket.koppelingen.actions.verhuizen import RELATIES
from verzuimloket.lesverzuim.models import Lesverzuim, Lesverzuimlijst, Lesverzuimsignaal
from verzuimloket.personen import sleutels
from verzuimloket.personen.models import Persoon
from verzuimloket.personen.rules import maak_onderwijsnummer
from verzuimloket.verzuim.models import Concept
from verzuimloket.vrijstellingen.models import Vrijstelling

ON = date(2026, 11, 20)
TABELLEN = ("personen_persoon", "personen_nummeralias", *(relatie.tabel for relatie in RELATIES))


def onderwijsnummer(volgnummer: int = 100) -> str:
    """The first number that exists, from this place in the row on."""
    return next(nummer for n in range(volgnummer, volgnummer + 20) if (nummer := maak_onderwijsnummer(n)))


def zonder_bsn(nummer: str = "", **given: Any) -> Persoon:
    """A pupil of whom only an onderwijsnummer is known; for the rest as ``factories.persoon``."""
    kenmerk = uuid.uuid4()
    sealed = sleutels.seal(nummer or onderwijsnummer(), kenmerk)
    return factories.persoon(
        kenmerk=kenmerk,
        bsn=None,
        bsn_index=None,
        onderwijsnummer=sealed.tekst,
        onderwijsnummer_index=sealed.index,
        **given,
    )


def alles_bij(persoon: Persoon, gebruiker: Gebruiker, code: str = "28AX") -> None:
    """One row of everything that follows a person; the same for two persons, so that they meet."""
    factories.inschrijving(persoon, code)
    factories.diploma(persoon)
    factories.melding(persoon, instelling=code)
    who = {"instelling_id": code, "persoon": persoon}
    now = clock.now()
    with acting_as(SYSTEEM):
        Vrijstelling.objects.create(persoon=persoon, grond="5A", begindatum=ON, einddatum=ON)
        Mentorleerling.objects.create(gebruiker=gebruiker, begindatum=ON, **who)
        Intrekking.objects.create(kenmerk=uuid.uuid4(), begindatum=ON, reden="FOUT", ingetrokken_at=now, **who)
        Lesverzuim.objects.create(datum=ON, lesuur=1, soort="O", vastgelegd_at=now, **who)
        Lesverzuimsignaal.objects.create(soort="U16", begindatum=ON, einddatum=ON, sinds=ON, **who)
        Concept.objects.create(doel="nieuw", gebruiker=gebruiker, begonnen_at=now, gewijzigd_at=now, **who)
        Lesverzuimlijst.objects.create(
            instelling_id=code,
            gebruiker=gebruiker,
            gelezen=1,
            geoorloofd=0,
            dubbel=0,
            fout=0,
            regels=[[persoon.pk, "2026-11-20", 1, None, "O"], [0, "2026-11-19", 2, None, "O"]],
            fouten=[],
            gemaakt_at=now,
        )


def rows() -> dict[str, list[str]]:
    """Every row of every table that takes part in a merge, as text."""
    found = {}
    with acting_as(SYSTEEM), connection.cursor() as cursor:
        for tabel in TABELLEN:
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {tabel} t ORDER BY 1")
            found[tabel] = [row[0] for row in cursor.fetchall()]
    return found


def of(persoon_id: int) -> dict[str, int]:
    """How many rows belong to a person, per table with any."""
    found = {}
    with acting_as(SYSTEEM):
        for model in apps.get_models():
            columns = {field.name for field in model._meta.fields}
            if "persoon" in columns and model._meta.managed:
                found[model._meta.db_table] = model._default_manager.filter(persoon_id=persoon_id).count()
    return {tabel: count for tabel, count in found.items() if count}
