"""The conversation about a melding on the side of the municipality (domain rules §13.1)."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from verzuimloket.channels.web.gemeente.melding import find
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import gesprek_delen
from verzuimloket.channels.web.verzuim.gesprek_delen import Plek
from verzuimloket.core.actor import Rol

_GEMEENTE = Plek("gemeente-melding", "gemeente-bericht", "Werklijst")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHANDELAAR)
def bericht(request: Verzoek, kenmerk: UUID, actie: str) -> HttpResponse:
    """Ask, answer, remark or forward."""
    return gesprek_delen.page(request, find(request, kenmerk), actie, _GEMEENTE)


@require_POST
@allowed(Rol.BEHANDELAAR)
def volgen(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Get a mail about everything that happens to this melding, or no more."""
    return gesprek_delen.follow(request, find(request, kenmerk), _GEMEENTE)
