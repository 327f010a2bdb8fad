"""'Overzicht verstuurde bestanden': everything that the organisation sent, by whom and what came of it (BST-06)."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from verzuimloket.aanleveringen import queries
from verzuimloket.channels.web.bestanden import delen, pakket
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Violation

VIEW = "bestanden-verstuurd"


@require_http_methods(["GET", "HEAD"])
@allowed(*delen.VERSTUURDERS)
def verstuurd(request: Verzoek) -> HttpResponse:
    """The files, the newest first."""
    return _page(request)


def _page(request: Verzoek, fouten: tuple[Violation, ...] = ()) -> HttpResponse:
    rows, today = queries.own(request.actor), clock.today()
    soorten = [(code.code, code.naam) for code in queries.soorten(request.actor, on=today)]
    standen = codelijst("aanlevering_stand").keuzes(on=today)
    scholen = [(code, code) for code in request.actor.instellingen]
    filters = {"soort": ("Soort", soorten), "stand": ("Stand", standen), "instelling": ("Instelling", scholen)}
    criteria = {name: delen.chosen(request, name, choices) for name, (_, choices) in filters.items()}
    wanted = rows.filter(**{name: value for name, value in criteria.items() if value})
    named = {name: (label, criteria[name], choices) for name, (label, choices) in filters.items()}
    return show(
        request,
        "bestanden/verstuurd.jinja",
        titel="Overzicht verstuurde bestanden",
        groep=delen.GROEP,
        fouten=fouten,
        tabs=delen.tabs(request.actor, VIEW),
        blad=delen.blad(request, wanted, criteria),
        criteria=criteria,
        filters=filters,
        chips=delen.chips(reverse(VIEW), named),
    )


@require_POST
@allowed(*delen.VERSTUURDERS)
def samen(request: Verzoek) -> HttpResponse:
    """The ticked files as a zip: each with the outcome per line, or as it was sent when that is not there."""
    ticked = delen.ticked(request)
    if not ticked or len(ticked) > delen.MOST:
        return _page(request, (delen.not_so_many(len(ticked)),))
    found = list(queries.own(request.actor).filter(kenmerk__in=ticked))
    if len(found) != len(set(ticked)):
        raise Http404
    files = [each.terug if each.terug and each.terug.klaar else each.bestand for each in found]
    now = clock.now()
    return pakket.several(files, f"verstuurde-bestanden-{now.date().isoformat()}.zip", by=request.actor, at=now)
