"""Meldingen as they stood at some moment, for the reports about absence; and their files as lines."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from unittest import mock

from tests import factories
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon
from verzuimloket.rapportages.rapporten.vorm import Moment, Rapport
from verzuimloket.rapportages.rules.kalender import Productie
from verzuimloket.verzuim.models import Melding

RM_202602 = Productie(date(2026, 3, 1))
_NUMMERS = itertools.count(700_001)
_REDENEN = {"G": {"reden_afgesloten": "AFGEHANDELD"}, "I": {"reden_intrekken": "FOUTIEF"}}


@contextmanager
def clock_at(moment: str) -> Iterator[datetime]:
    """As if it were that moment (local time): what is stored meanwhile is known from then on."""
    with mock.patch.dict(os.environ, VERZUIMLOKET_NU=moment):
        yield datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM)


def pupil(code: str = "28AX", **given: Any) -> Persoon:
    """A pupil whom the register knew long before."""
    with clock_at("2025-08-15T09:00:00"):
        factories.instelling(code)
        return factories.leerling(code, **given)


def gemeld(van: Persoon, moment: str, status: str = "R", *, code: str = "28AX", **given: Any) -> Melding:
    """A melding handed in at that moment, with the status that it had at once."""
    with clock_at(moment) as at, acting_as(SYSTEEM):
        fields: dict[str, Any] = {
            "nummer": next(_NUMMERS),
            "melddatum": at,
            "status": status,
            "status_sinds": at,
            "wet": "LPW",
            "begindatum": at.date() - timedelta(days=4),
            "einddatum": at.date() - timedelta(days=1),
            "soort": "V3",
            "reden": "Onbekend",
            "actie_gewenst": True,
            "contact_naam": "J. Boezeroen",
            "contact_email": "j.boezeroen@school.example",
            "instantie_id": "G0344",
        }
        fields |= _REDENEN.get(status, {}) | given
        return Melding.objects.create(persoon=van, instelling_id=code, **fields)


def change(melding: Melding, moment: str, **given: Any) -> None:
    """The same melding from that moment on. Only in a test that commits: one transaction is one version."""
    with clock_at(moment), acting_as(SYSTEEM):
        Melding.objects.filter(pk=melding.pk).update(**given)


def files(rapport: Rapport[Moment], moment: Moment) -> dict[str, list[dict[str, str]]]:
    """Of each recipient its lines, by column; in the order in which the report gives them."""
    found: dict[str, list[dict[str, str]]] = {}
    with acting_as(SYSTEEM):
        for ontvanger, regel in rapport.lines(moment):
            assert len(regel) == len(rapport.kolommen)
            assert all(isinstance(cell, str) for cell in regel)
            found.setdefault(ontvanger.sleutel, []).append(dict(zip(rapport.kolommen, regel, strict=True)))
    return found
