"""'Dubbele inschrijvingen' (domain rules §4.3): pupils whom another institution has too, and who went on elsewhere."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from verzuimloket.channels.web.inschrijvingen.overzicht import MAAT, page_number
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.inschrijvingen import queries

Paren = list[tuple[int, int]]


@require_safe
@allowed(Rol.INSCHRIJVER)
def dubbel(request: Verzoek) -> HttpResponse:
    """The double enrolments with the dates that would solve them; each goes away when it is solved."""
    actor: Actor = request.actor
    on = clock.today()
    paren = queries.double_pairs(actor, on=on)
    deel, pagina = _part(request, paren)
    audit.record("inschrijving:dubbelen-raadplegen", actor.organisatie, by=actor, aantal=len(deel))
    return show(
        request,
        "inschrijvingen/dubbel.jinja",
        titel="Dubbele inschrijvingen",
        groep="Inschrijvingen",
        rijen=queries.doubles(actor, deel, on=on),
        **_pages(paren, pagina),
    )


@require_safe
@allowed(Rol.INSCHRIJVER)
def elders(request: Verzoek) -> HttpResponse:
    """'Kennisgeving in- en uitschrijving': who left here and was enrolled elsewhere."""
    actor: Actor = request.actor
    on = clock.today()
    paren = queries.left_pairs(actor, on=on)
    deel, pagina = _part(request, paren)
    audit.record("inschrijving:elders-raadplegen", actor.organisatie, by=actor, aantal=len(deel))
    return show(
        request,
        "inschrijvingen/elders.jinja",
        titel="Elders ingeschreven",
        groep="Inschrijvingen",
        rijen=queries.left(actor, deel, on=on),
        **_pages(paren, pagina),
    )


def _part(request: Verzoek, paren: Paren) -> tuple[Paren, int]:
    pagina = page_number(request.GET.get("pagina", ""), len(paren))
    return paren[(pagina - 1) * MAAT : pagina * MAAT], pagina


def _pages(paren: Paren, pagina: int) -> dict[str, int]:
    return {"totaal": len(paren), "pagina": pagina, "paginas": max(1, -(-len(paren) // MAAT))}
