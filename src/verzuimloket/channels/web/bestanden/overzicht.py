"""'Uw bestanden': what somebody asked for, how far it is, and the file itself."""

from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST

from verzuimloket.bestanden import actions, queries
from verzuimloket.bestanden.models import Bestand
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core.actor import Rol

LEZERS = (Rol.MELDER, Rol.RAADPLEGER, Rol.BEHEERDER_ONDERWIJS, Rol.BEHANDELAAR)
MOST = 100
EVERY = 10  # seconds between two looks of the page itself, as long as something is being made


@require_http_methods(["GET", "HEAD"])
@allowed(*LEZERS)
def bestanden(request: Verzoek) -> HttpResponse:
    """The files of this person, the newest first."""
    found = list(queries.own(request.actor)[:MOST])
    busy = any(bestand.bezig for bestand in found)
    return show(
        request,
        "bestanden/lijst.jinja",
        titel="Uw bestanden",
        bestanden=found,
        bezig=busy,
        vernieuw=EVERY if busy and request.GET.get("vernieuwen") != "nee" else 0,
        gelukt=request.GET.get("gelukt") == "ja",
    )


@require_http_methods(["GET", "HEAD"])
@allowed(*LEZERS)
def ophalen(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """The file itself, in parts."""
    bestand = _own(request, kenmerk)
    if not bestand.klaar:
        raise Http404
    actions.note_fetching(bestand, by=request.actor)
    response = StreamingHttpResponse(queries.content(bestand, request.actor), content_type=bestand.mime)
    response["Content-Disposition"] = content_disposition_header(True, bestand.naam)
    response["Content-Length"] = str(bestand.grootte)
    return response  # type: ignore[return-value]


@require_POST
@allowed(*LEZERS)
def verwijderen(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Away with it, before its day."""
    actions.remove(_own(request, kenmerk), by=request.actor)
    return redirect("bestanden")


def _own(request: Verzoek, kenmerk: UUID) -> Bestand:
    bestand = queries.own(request.actor).filter(kenmerk=kenmerk).first()
    if bestand is None:
        raise Http404
    return bestand
