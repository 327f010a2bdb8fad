"""Counting what a list found, per location, kind, status or month (WNS-07; ontwerp/ux.md 5.6)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import TruncMonth
from django.utils.dateformat import format as date_format

from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.verzuim.models import Melding

GROEPEN = {
    "locatie": "Onderwijslocatie",
    "soort": "Soort verzuim",
    "status": "Status",
    "maand": "Maand van melden",
}

# by what it is counted, and what shows it on the screen
_BY: dict[str, tuple[Any, Any]] = {
    "locatie": (F("locatie_id"), F("locatie__naam")),
    "soort": (F("soort"), F("soort")),
    "status": (F("status"), F("status")),
    "maand": (TruncMonth("melddatum", tzinfo=AMSTERDAM), Value("")),
}


class Groep(NamedTuple):
    """One line of the count. ``code`` is what the rows have in common: a code, the first of a month, or nothing."""

    code: str | date | None
    naam: str
    aantal: int
    prioriteit: int
    zonder_einddatum: int


def grouped(rows: QuerySet[Melding], naam: str) -> list[Groep]:
    """The whole set counted in one pass, in the order in which people know the values."""
    by, label = _BY[naam]
    counted = (
        rows.order_by()
        .values(groep=by, label=label)
        .annotate(
            aantal=Count("pk"),
            prioriteit=Count("pk", filter=Q(prioriteit=True)),
            zonder_einddatum=Count("pk", filter=Q(einddatum__isnull=True)),
        )
    )
    return sorted((_groep(naam, found) for found in counted), key=lambda groep: _place(naam, groep))


def _groep(naam: str, found: Mapping[str, Any]) -> Groep:
    code = found["groep"].date() if naam == "maand" else found["groep"]
    counts = (found["aantal"], found["prioriteit"], found["zonder_einddatum"])
    return Groep(code, _label(naam, code, found["label"]), *counts)


def _label(naam: str, code: Any, label: Any) -> str:
    if naam == "maand":
        return date_format(code, "F Y")
    if naam == "locatie":
        return f"{label} ({code})" if code else "Geen onderwijslocatie"
    return codelijst(naam).label(code)


def _place(naam: str, groep: Groep) -> tuple[Any, ...]:
    if isinstance(groep.code, date):
        return (-groep.code.toordinal(),)
    if naam == "locatie":
        return (groep.code is None, groep.naam)
    codes = [code.code for code in codelijst(naam)]
    return (codes.index(groep.code) if groep.code in codes else len(codes), groep.naam)
