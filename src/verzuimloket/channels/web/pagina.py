"""What every page shares: navigation by role, version, the actor."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from verzuimloket.channels.web import taal
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Violation


@dataclass(frozen=True)
class Item:
    """One entry of the navigation, for whom, and which addresses belong to it."""

    label: str
    view: str
    rollen: tuple[Rol, ...] = ()


_MET_BESTANDEN = (
    Rol.INSCHRIJVER,
    Rol.MELDER,
    Rol.RAADPLEGER,
    Rol.BEHEERDER_ONDERWIJS,
    Rol.BEHANDELAAR,
    Rol.RAPPORTAGES,
)
NAVIGATIE = (
    Item("Start", "start"),
    Item("Inschrijvingen", "inschrijvingen", (Rol.INSCHRIJVER, Rol.RAADPLEGER)),
    Item("Verzuim", "verzuim", (Rol.MELDER, Rol.RAADPLEGER, Rol.BEHEERDER_ONDERWIJS)),
    Item("Uren", "uren", (Rol.MELDER, Rol.RAADPLEGER)),
    Item("Bestandsuitwisseling", "bestanden", _MET_BESTANDEN),
    Item("Rapportages", "rapportages:start", (Rol.RAPPORTAGES,)),
    Item("Dashboard", "rapportages:dashboard", (Rol.REGISTERBEHEERDER,)),
    Item("Werklijst", "werklijst", (Rol.BEHANDELAAR,)),
    Item("Koppelen", "koppelen", (Rol.BEHANDELAAR,)),
    Item("School", "school", (Rol.BEHEERDER_ONDERWIJS,)),
    Item("RIO", "rio"),
    Item("Beheer", "beheer", (Rol.BEHEERDER, Rol.REGISTERBEHEERDER)),
)


# What a reader is told on every page who sees less than the school (WNS-01).
INZAGE = {
    "leerlingen": "U ziet alleen meldingen en inschrijvingen van uw eigen leerlingen.",
    "locatie": "U ziet alleen meldingen van uw eigen locaties.",
}


def show(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page. ``titel`` is required; ``fouten`` (violations) fills the error summary.

    Only here a page becomes English: when the visitor chose that, and the page has all its words (taal.py).
    """
    shown, language = taal.sjabloon(template, taal.gekozen(request))
    with override(language):
        response = render(request, shown, base_context(request, **context), status=status)
    response["Content-Language"] = language
    return response


def base_context(request: HttpRequest, *, titel: str, groep: str = "", fouten: Any = (), **more: Any) -> dict[str, Any]:
    """The variables that the base template needs, and those of the page."""
    actor: Actor | None = getattr(request, "actor", None)
    keuze = getattr(request, "keuze", None)
    return {
        "titel": taal.vertaal(titel),
        "groep": taal.vertaal(groep),
        "fouten": [_read(fout) for fout in fouten],
        "gekozen_taal": taal.gekozen(request),
        "adres": request.get_full_path(),
        "actor": actor,
        "inzage_uitleg": taal.vertaal(INZAGE.get(actor.beperking, "")) if actor else "",
        "navigatie": navigation(actor, request.path),
        "wisselen": bool(actor and keuze and keuze.andere),
        "versie": settings.VERSIE,
        "versiedatum": date.fromisoformat(settings.VERSIEDATUM),
        "demo": settings.OMGEVING == "demo",
        **more,
    }


def _read(fout: Any) -> Any:
    """A fault in the language of the page; a page may give more than a violation (a way on)."""
    return replace(fout, text=taal.zin(fout.text)) if isinstance(fout, Violation) else fout


def navigation(actor: Actor | None, path: str) -> list[tuple[str, str, bool]]:
    """(label, address, is this the present part) of what this actor may open."""
    if actor is None:
        return []
    items = [item for item in NAVIGATIE if not item.rollen or actor.has_role(*item.rollen)]
    links = [(taal.vertaal(item.label), reverse(item.view)) for item in items]
    present = max((href for _, href in links if path.startswith(href)), key=len, default="")
    return [(label, href, href == present) for label, href in links]
