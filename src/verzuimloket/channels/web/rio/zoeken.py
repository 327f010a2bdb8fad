"""Zoeken en vinden: boards, institutions, branches and locations by name, code or town (RIO-01…03)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.rio import soorten
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.instellingen import queries

PER_PAGINA = 25
_VELDEN = {"zoek": Veld("Naam, code of plaats", "Bijvoorbeeld 31XU, of een deel van de naam", max=100)}


@require_http_methods(["GET", "HEAD"])
@allowed(*Rol)
def zoeken(request: Verzoek) -> HttpResponse:
    """What was found, with the term and the filter that can be taken away. The term is of public data: it may
    stand in the address."""
    actor: Actor = request.actor
    form = Formulier.posted(request.GET, _VELDEN)
    zoek, alles = form.tekst("zoek"), request.GET.get("alles") == "ja"
    return show(
        request,
        "rio/zoeken.jinja",
        titel="Zoeken en vinden",
        groep="RIO",
        form=form,
        fouten=form.fouten,
        zoek=zoek,
        alles=alles,
        beheer=actor.has_role(Rol.REGISTERBEHEERDER),
        **(_found(request, zoek, alles) if zoek else {"rijen": [], "totaal": 0, "pagina": 1, "paginas": 1}),
        adres=_address(zoek, alles),
        zonder_filter=_address(zoek, True),
        met_filter=_address(zoek, False),
    )


def _found(request: Verzoek, zoek: str, alles: bool) -> dict[str, Any]:
    on = clock.today()
    rows = queries.search(zoek, on=on, ook_gesloten=alles)
    totaal = rows.count()
    paginas = max(1, -(-totaal // PER_PAGINA))
    typed = request.GET.get("pagina", "1")
    pagina = min(max(1, int(typed)), paginas) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 1
    part = rows[(pagina - 1) * PER_PAGINA : pagina * PER_PAGINA]
    rijen = [
        {**row, "href": soorten.address(row["soort_rio"], row["code"]), "gesloten": row["einde"] and row["einde"] < on}
        for row in part
    ]
    return {"rijen": rijen, "totaal": totaal, "pagina": pagina, "paginas": paginas}


def _address(zoek: str, alles: bool) -> str:
    given = {"zoek": zoek} | ({"alles": "ja"} if alles else {})
    return f"{reverse('rio')}?{urlencode(given)}"
