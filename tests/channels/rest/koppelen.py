"""A school with a key, and software that uses it; for the tests of the machine link."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories
from verzuimloket.access import actions as access
from verzuimloket.access.inputs import ApisleutelInput
from verzuimloket.access.models import Apisleutel
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving

BASIS = "/api/v1"
PAD = f"{BASIS}/inschrijvingen"
LEZEN, SCHRIJVEN = "inschrijving.lezen", "inschrijving.schrijven"
NUMMER = factories.bsn(990_001)


def beheerder(code: str = "28AX") -> Actor:
    return replace(factories.melder(code, rollen=(Rol.BEHEERDER,), naam="Beau Beheerder"), organisatie=code)


def key(code: str = "28AX", *bereik: str, dagen: int = 30) -> access.NieuweSleutel:
    """A key of an institution, as its administrator makes one."""
    factories.instelling(code)
    last = clock.today() + timedelta(days=dagen)
    given = ApisleutelInput(code, "LAS van Voorbeeld", bereik or (LEZEN, SCHRIJVEN), last)
    with acting_as(beheerder(code)):
        return access.make_sleutel(given, by=beheerder(code), at=clock.real_now(), on=clock.today())


@dataclass
class Pakket:
    """The software of a school."""

    token: str

    def __call__(self, methode: str, pad: str, body: Any = None, **kop: str) -> Any:
        """An answer of the register. Headers as keywords: ``If_Match='"x"'``."""
        headers = {"Authorization": f"Bearer {self.token}"} | {
            naam.replace("_", "-"): tekst for naam, tekst in kop.items()
        }
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        soort = headers.pop("Content-Type", "application/json" if content else "")
        return Client(raise_request_exception=False).generic(methode, pad, content, soort, headers=headers)


def line(**given: Any) -> dict[str, Any]:
    """The pupil of ``factories.persoon(nummer=NUMMER)``; None takes a property away."""
    usual = {"datumInschrijving": "2026-09-01", "bsn": NUMMER, "geslacht": "V", "geboortedatum": "2012-01-01"}
    return {naam: value for naam, value in (usual | given).items() if value is not None}


def new_pupil(**given: Any) -> dict[str, Any]:
    """Somebody whom the register does not know."""
    adres = {"postcode": "3511 ab", "huisnummer": "12"}
    usual = {"bsn": None, "geslacht": "M", "geboortedatum": "2013-05-04", "achternaam": "Şahin", "adres": adres}
    return line(**usual | given)


def codes(answer: Any) -> list[str]:
    return [each["code"] for each in answer.json()["errors"]]


def places(answer: Any) -> list[str]:
    return [each["location"] for each in answer.json()["errors"]]


def stored() -> int:
    with acting_as(SYSTEEM):
        return Inschrijving.objects.count()


def events(begin: str = "") -> list[tuple[str, str, dict[str, Any]]]:
    with acting_as(SYSTEEM):
        rows = AuditEntry.objects.filter(event__startswith=begin).order_by("pk")
        return list(rows.values_list("event", "kanaal", "data"))


def newest() -> Apisleutel:
    with acting_as(SYSTEEM):
        return Apisleutel.objects.latest("pk")


@pytest.fixture
def las(db: None) -> Pakket:
    """The software of 28AX; a pupil with NUMMER is in the register and enrolled nowhere."""
    factories.instelling("28AX")
    factories.postcode()
    factories.persoon(nummer=NUMMER)
    return Pakket(key().token)


def ander(code: str = "11AA") -> Pakket:
    """The software of a school of another board."""
    factories.instelling(code, bestuur="200B001", naam="Andere School")
    return Pakket(key(code).token)


def on(day: str) -> date:
    return date.fromisoformat(day)
