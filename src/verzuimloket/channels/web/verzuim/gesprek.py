"""The conversation about a melding on the side of the school (issue 3, 6; WNS-02)."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import detail, gesprek_delen
from verzuimloket.channels.web.verzuim.gesprek_delen import Plek
from verzuimloket.channels.web.verzuim.raadplegen import SCHOOL
from verzuimloket.core.actor import Rol

_SCHOOL = Plek("melding", "melding-bericht", "Verzuim raadplegen")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.MELDER)
def bericht(request: Verzoek, kenmerk: UUID, actie: str) -> HttpResponse:
    """Ask, answer, remark or forward."""
    return gesprek_delen.page(request, detail.find(request, kenmerk), actie, _SCHOOL)


@require_POST
@allowed(*SCHOOL)
def volgen(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Whoever may read a melding may follow it."""
    return gesprek_delen.follow(request, detail.find(request, kenmerk), _SCHOOL)
