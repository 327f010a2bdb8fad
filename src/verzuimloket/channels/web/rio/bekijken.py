"""The page of a board, authority, institution, branch or location, as RIO shows it (RIO-04…06)."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.rio import soorten
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.instellingen import queries
from verzuimloket.instellingen.codes import (
    BEVOEGD_GEZAG,
    ERKENDE_VESTIGING,
    INSTELLINGSERKENNING,
    ONDERWIJSBESTUUR,
    ONDERWIJSLOCATIE,
)
from verzuimloket.instellingen.models import Bestuur, Instelling

_TOLD = "rio_uitkomst"
_PAGINA = {INSTELLINGSERKENNING: "rio/instelling.jinja", ERKENDE_VESTIGING: "rio/onderdeel.jinja"}
_PAGINA[ONDERWIJSLOCATIE] = _PAGINA[ERKENDE_VESTIGING]


@require_http_methods(["GET", "HEAD"])
@allowed(*Rol)
def details(request: Verzoek, rio: str, code: str) -> HttpResponse:
    """Public data only; the register holder finds the way to change them here."""
    actor: Actor = request.actor
    soort = soorten.soort_of(rio)
    found = find(soort, code)
    on = clock.today()
    return show(
        request,
        _PAGINA.get(soort, "rio/bestuur.jinja"),
        titel=f"{found.naam} ({found.code})",
        groep=codelijst("rio_soort").label(soort),
        rio=rio,
        soort=soort,
        vandaag=on,
        beheer=actor.has_role(Rol.REGISTERBEHEERDER) and soort in soorten.KEPT,
        uitkomst=request.session.pop(_TOLD, ""),
        **(_institution(found, on) if soort == INSTELLINGSERKENNING else _other(found, soort)),
    )


def find(soort: str, code: str) -> Any:
    """The thing of this kind with this code. Raises Http404."""
    found = queries.find(soort, code)
    if found is None or (isinstance(found, Bestuur) and found.soort != soort):
        raise Http404
    return found


def tell(request: Verzoek, text: str) -> None:
    """What the next page says first."""
    request.session[_TOLD] = text


def _institution(found: Instelling, on: date) -> dict[str, Any]:
    bestuur = queries.find(ONDERWIJSBESTUUR, found.bestuur)
    return {
        "instelling": found,
        "bestuur": bestuur,
        "gezagen": list(queries.gezagen_of(found.bestuur)),
        "zelfde_school": list(queries.same_school(found)),
        "vestigingen": list(found.vestigingen.all()),
        "locaties": list(queries.locaties(found.code)),
    }


def _other(found: Any, soort: str) -> dict[str, Any]:
    if soort in (ERKENDE_VESTIGING, ONDERWIJSLOCATIE):
        return {"onderdeel": found, "instelling": found.instelling}
    return {
        "bestuur": found,
        "boven": found.bestuur if soort == BEVOEGD_GEZAG else None,
        "gezagen": list(queries.gezagen_of(found.code)),
        "instellingen": list(queries.instellingen_of(found)),
    }
