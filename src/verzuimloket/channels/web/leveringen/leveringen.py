"""'Gegevensleveringen': what was delivered, a complete delivery on request, and what is in it (WKL-01…07)."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from verzuimloket.channels.web.bestanden import delen
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import PermissionDenied, Rejected, Violation
from verzuimloket.core.parameters import param
from verzuimloket.leveringen import actions
from verzuimloket.leveringen.bestand.kolommen import KOLOMMEN
from verzuimloket.leveringen.inputs import AanvraagInput
from verzuimloket.leveringen.queries import overzicht
from verzuimloket.leveringen.rules import laatste_zondag, uiterlijk

EVERY = 10  # seconds between two looks of the page itself, as long as something is being made


@require_http_methods(["GET", "HEAD"])
@allowed(Rol.RAPPORTAGES)
def leveringen(request: Verzoek) -> HttpResponse:
    """The deliveries of the own municipality or region, the newest first."""
    return _page(request)


def _page(request: Verzoek, fouten: Sequence[Violation] = ()) -> HttpResponse:
    actor, today = request.actor, clock.today()
    _demand(actor)
    found = delen.blad(request, overzicht.own(actor), {})
    busy = any(each.gemaakt_at is None for each in found.rijen)
    return show(
        request,
        "leveringen/leveringen.jinja",
        titel="Gegevensleveringen",
        groep=delen.GROEP,
        fouten=fouten,
        tabs=delen.tabs(actor, "leveringen"),
        blad=found,
        vandaag=today,
        uiterlijk=uiterlijk(today),
        volgende=laatste_zondag(today),
        bewaard=param("bewaar_levering_dagen", on=today),
        bezig=busy,
        vernieuw=EVERY if busy and request.GET.get("vernieuwen") != "nee" else 0,
        gelukt=request.GET.get("gelukt", ""),
    )


@require_POST
@allowed(Rol.RAPPORTAGES)
def aanvragen(request: Verzoek) -> HttpResponse:
    """A complete delivery of today."""
    actor = request.actor
    _demand(actor)
    try:
        new = actions.request(AanvraagInput(actor.organisatie, clock.today()), by=actor, at=clock.now())[1]
    except Rejected as rejected:
        return _page(request, rejected.violations)
    return redirect(f"{reverse('leveringen')}?gelukt={'ja' if new else 'al'}")


@require_http_methods(["GET", "HEAD"])
@allowed(Rol.RAPPORTAGES)
def uitleg(request: Verzoek) -> HttpResponse:
    """What the records and the codes mean."""
    _demand(request.actor)
    today = clock.today()
    return show(
        request,
        "leveringen/uitleg.jinja",
        titel="Wat staat in een levering?",
        groep=delen.GROEP,
        records=[(code, KOLOMMEN[code.code]) for code in codelijst("leveringsrecord")],
        mutaties=[code for code in codelijst("leveringsmutatie") if code.geldig(today)],
        grens=param("rmc_max_leeftijd", on=today),
        vsv=param("vsv_min_leeftijd", on=today),
    )


def _demand(actor: Actor) -> None:
    if not delen.asks_deliveries(actor):
        raise PermissionDenied("Gegevensleveringen zijn er voor gemeenten en regio's.")
