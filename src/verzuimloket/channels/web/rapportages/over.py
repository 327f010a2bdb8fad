"""What the reports are, by which definition and on which days, and why they differ from an own list (MND-10…25)."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.rapportages import delen
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.rapportages.rules import uitleg
from verzuimloket.rapportages.rules.definitie import definitie
from verzuimloket.rapportages.rules.kalender import runs


@require_safe
@allowed(Rol.RAPPORTAGES)
def over(request: Verzoek) -> HttpResponse:
    """The definition, with its sources; known differences; questions and answers."""
    now = clock.today().replace(day=1)
    run = runs(now)[0]
    return show(
        request,
        "rapportages/over.jinja",
        titel="Over deze rapportages",
        groep=delen.GROEP,
        tabs=delen.tabs("over"),
        run=run,
        definitie=definitie(run.rapportjaar),
        voorwaarden=uitleg.VOORWAARDEN,
        redenen=[delen.reden(each.code) for each in codelijst("vsv_reden")],
        rapporten=list(codelijst("rapport")),
    )
