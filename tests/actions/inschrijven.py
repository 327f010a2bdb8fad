"""Inputs of enrolments and doors to the actions, for the tests of what a school stores."""

from collections.abc import Callable
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connection

from tests import factories
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.errors import Rejected
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums, InschrijvingInput
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie
from verzuimloket.personen.inputs import AdresInput, Geboortedatum
from verzuimloket.personen.models import Adres, Persoon, PersoonVersie

VANDAAG = date(2026, 11, 22)
BEGIN = date(2026, 9, 1)
UTRECHT = AdresInput(postcode="3511AB", huisnummer="12", straat="Oudegracht", plaats="Utrecht")
ANTWERPEN = AdresInput(land="5010", regel1="Kerkstraat 1", regel2="2000 Antwerpen")
NUMMER = factories.bsn(990_001)


def met_nummer(**given: Any) -> InschrijvingInput:
    """The pupil of ``factories.persoon(nummer=NUMMER)``."""
    fields: dict[str, Any] = {
        "instelling": "28AX",
        "begindatum": BEGIN,
        "einddatum": None,
        "met_nummer": True,
        "bsn": NUMMER,
        "geslacht": "V",
        "geboortedatum": Geboortedatum(2012, 1, 1),
    }
    return InschrijvingInput(**fields | given)


def zonder_nummer(**given: Any) -> InschrijvingInput:
    """A pupil whom the register does not know."""
    fields: dict[str, Any] = {
        "instelling": "28AX",
        "begindatum": BEGIN,
        "einddatum": None,
        "met_nummer": False,
        "geslacht": "M",
        "geboortedatum": Geboortedatum(2013, 5, 4),
        "achternaam": "Şahin",
        "voornamen": "Deniz",
        "adres": UTRECHT,
    }
    return InschrijvingInput(**fields | given)


def enrol(given: InschrijvingInput, by: Actor) -> actions.Uitkomst:
    with acting_as(by):
        return actions.enrol(given, by=by, on=VANDAAG)


def change(inschrijving: Inschrijving, by: Actor, *datums: date | None, **more: Any) -> actions.Uitkomst:
    with acting_as(by):
        return actions.change_datums(inschrijving, InschrijvingDatums(*datums), by=by, on=VANDAAG, **more)


def refused(act: Callable[[], object]) -> set[str]:
    """The codes of the blocking rules; and proof that nothing was stored."""
    before = stored()
    with pytest.raises(Rejected) as rejected:
        act()
    assert stored() == before
    return {violation.code for violation in rejected.value.violations if violation.blocks}


def stored() -> dict[str, list[Any]]:
    with acting_as(SYSTEEM):
        tables = (Persoon, PersoonVersie, Adres, Inschrijving, InschrijvingVersie)
        found = {table.__name__: list(table.objects.order_by("pk").values()) for table in tables}
        return found | {"audit": events()}


def events() -> list[str]:
    """As the owner: the application may add to the trail, and only the register reads it."""
    with acting_as(SYSTEEM):
        return list(AuditEntry.objects.order_by("pk").values_list("event", flat=True))


@pytest.fixture
def lotte(anna_actor: Actor) -> Persoon:
    """Known to the register with a bsn, enrolled nowhere."""
    return factories.persoon(nummer=NUMMER)


def second_connection() -> psycopg.Connection[Any]:
    """Somebody else on the same database, in a transaction of its own."""
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    options = {key: connection.settings_dict[name] for key, name in names.items()}
    return psycopg.connect(**{key: value for key, value in options.items() if value})
