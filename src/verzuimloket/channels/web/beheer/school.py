"""What the role verzuimloket beheerder onderwijs keeps about an institution: the way in, and what the pages share."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.instellingen import queries
from verzuimloket.instellingen.models import Instelling

ROL = Rol.BEHEERDER_ONDERWIJS
_ONDERDELEN = (
    ("school-locaties", "Locaties"),
    ("school-contactpersonen", "Contactpersonen"),
    ("school-vakanties", "Vakanties"),
    ("school-lesuren", "Lesuren"),
    ("school-inschrijven", "Inschrijven"),
    ("school-mentoren", "Mentoren"),
)
_TOLD = "school_uitkomst"


@require_http_methods(["GET", "HEAD"])
@allowed(ROL)
def school(request: Verzoek) -> HttpResponse:
    """The institutions of this organisation; straight on when there is one."""
    actor: Actor = request.actor
    own = list(queries.instellingen(actor.instellingen))
    if len(own) == 1:
        return redirect("school-locaties", own[0].code)
    return show(request, "beheer/school.jinja", titel="School", instellingen=own)


def find(request: Verzoek, code: str) -> Instelling:
    """An institution of the own organisation; any other is as unknown as none."""
    actor: Actor = request.actor
    found = queries.instellingen(actor.instellingen).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def tell(request: Verzoek, text: str) -> None:
    """What the next page says first."""
    request.session[_TOLD] = text


def page(request: Verzoek, template: str, instelling: Instelling, **context: Any) -> HttpResponse:
    """A page about one institution: its parts as tabs, and what was just done."""
    huidig = context.pop("huidig")
    tabs = [(label, reverse(view, args=[instelling.code]), view == huidig) for view, label in _ONDERDELEN]
    uitkomst = request.session.pop(_TOLD, "")
    return show(
        request, template, groep=str(instelling), instelling=instelling, tabs=tabs, uitkomst=uitkomst, **context
    )
