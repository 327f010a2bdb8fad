"""Rapportages: per month what is ready, what it is in plain words, and the figures of the lists (MND-01…09, MND-22)."""

import re
from collections import defaultdict
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from verzuimloket.bestanden import queries as bestanden
from verzuimloket.bestanden.models import Bestand
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.rapportages import delen
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.queries import lijst
from verzuimloket.rapportages.queries.lijst import Bereik

SOORT = "SRVRAPP"
_NAAM = re.compile(r"(?P<maand>[0-9]{6})(?:[0-9]{2})?(?P<rapport>[AR][0-9]{2})[IGR]", re.IGNORECASE)
_JAARLIJKS = re.compile(r"(?P<rapport>NRSP|NenR)[0-9]{4}", re.IGNORECASE)
_OVERIG = "overig"


@require_safe
@allowed(Rol.RAPPORTAGES)
def start(request: Verzoek) -> HttpResponse:
    """The months of which the files are still there."""
    today, who = clock.today(), lijst.bereik(request.actor)
    files = files_per_month(request, on=today)
    shown = [each for each in lijst.published() if delen.productie_of(each).verwijderen_op > today]
    return show(
        request,
        "rapportages/start.jinja",
        titel="Rapportages",
        tabs=delen.tabs("start"),
        who=who,
        maanden=_months(who, shown, files),
        overig=files.get(_OVERIG, []),
        rapportjaren=sorted({each.rapportjaar for each in lijst.published()}, reverse=True) if who.codes else [],
        scholen=who.school and len(who.codes) > 1,
    )


@require_safe
@allowed(Rol.RAPPORTAGES)
def geschiedenis(request: Verzoek) -> HttpResponse:
    """All runs that are kept, longer than the files."""
    who = lijst.bereik(request.actor)
    peilingen = list(lijst.published()) if who.codes else []
    cijfers = lijst.figures(who, peilingen)
    jaren: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for peiling in peilingen:
        jaren[peiling.rapportjaar].append({"run": peiling, "cijfers": cijfers[peiling.pk], **_named(peiling)})
    return show(
        request,
        "rapportages/geschiedenis.jinja",
        titel="Geschiedenis van de lijsten",
        groep=delen.GROEP,
        tabs=delen.tabs("geschiedenis"),
        jaren=sorted(jaren.items(), reverse=True),
    )


def _named(peiling: Peiling) -> dict[str, str]:
    return {"maand": delen.maandnaam(peiling.productiemaand), "titel": delen.titel_of(peiling)}


def _months(who: Bereik, peilingen: list[Peiling], files: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Per production month, the newest first: its runs with their figures, and its files."""
    cijfers = lijst.figures(who, peilingen)
    per_month: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for peiling in peilingen if who.codes else ():
        per_month[peiling.productiemaand].append({"run": peiling, "cijfers": cijfers[peiling.pk], **_named(peiling)})
    months = sorted({*per_month, *(month for month in files if month != _OVERIG)}, reverse=True)
    return [
        {
            "naam": delen.maandnaam(month),
            "maand": month,
            "productie": delen.of_month(month),
            "rapportagemaand": delen.maandnaam(delen.of_month(month).rapportagemaand),
            "runs": per_month[month],
            "bestanden": files.get(month, []),
        }
        for month in months
    ]


def files_per_month(request: Verzoek, *, on: date) -> dict[str, list[dict[str, Any]]]:
    """The reports that are ready for this person: production month → what they are."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for bestand in bestanden.available(request.actor, on=on).filter(soort=SOORT, status="KLAAR").order_by("naam"):
        month, code = read_name(bestand)
        found[month].append({"bestand": bestand, "code": code, "naam": _name(code), "uitleg": _told(code)})
    return found


def read_name(bestand: Bestand) -> tuple[str, str]:
    """The production month and the report, as the name of a file tells them (BST-21)."""
    monthly, yearly = _NAAM.match(bestand.naam), _JAARLIJKS.match(bestand.naam)
    if monthly and 1 <= int(monthly["maand"][4:]) <= 12 and monthly["maand"] > "1900":
        return monthly["maand"], monthly["rapport"].upper()
    return _OVERIG, yearly["rapport"] if yearly else ""


def _name(code: str) -> str:
    return codelijst("rapport").label(code)


def _told(code: str) -> str:
    known = codelijst("rapport")
    return known[code].extra["uitleg"] if code in known else ""
