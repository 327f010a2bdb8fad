"""One melding as the municipality sees it: everything the school told, and what was answered."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from verzuimloket.channels.web.gemeente.handelingen import HANDELINGEN
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import bijlagen, detail
from verzuimloket.channels.web.verzuim.historie import Basis, version_page, versions_page
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.verzuim import queries, states
from verzuimloket.verzuim.codes import Kant
from verzuimloket.verzuim.models import Melding

_GEMEENTE = Basis("gemeente-melding", "gemeente-historie", "gemeente-versie", "Werklijst")


def find(request: Verzoek, kenmerk: UUID) -> Melding:
    """The melding, when it was routed to the actor's agency. Raises Http404."""
    actor: Actor = request.actor
    return get_object_or_404(queries.visible_to(actor), kenmerk=kenmerk)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHANDELAAR)
def melding(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """All sections, whether action and priority are wanted, and what can be done now (GEM-07)."""
    found = find(request, kenmerk)
    events = states.events_for(found.status, Kant.INSTANTIE)
    return show(
        request,
        "gemeente/melding.jinja",
        groep="Werklijst",
        terug=detail.way_back(request, "werklijst"),
        handelingen=[(slug, each.knop) for slug, each in HANDELINGEN.items() if each.event in events],
        **detail.context(request, found),
    )


@require_safe
@allowed(Rol.BEHANDELAAR)
def historie(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """The versions, for the municipality."""
    return versions_page(request, find(request, kenmerk), _GEMEENTE)


@require_safe
@allowed(Rol.BEHANDELAAR)
def versie(request: Verzoek, kenmerk: UUID, volgnummer: int) -> HttpResponse:
    """One version beside the one before it, for the municipality."""
    return version_page(request, find(request, kenmerk), volgnummer, _GEMEENTE)


@require_safe
@allowed(Rol.BEHANDELAAR)
def bijlage(request: Verzoek, kenmerk: UUID, bijlage: UUID) -> HttpResponse:
    """A file that the school added (WNS-03)."""
    return bijlagen.download(request, find(request, kenmerk), bijlage)
