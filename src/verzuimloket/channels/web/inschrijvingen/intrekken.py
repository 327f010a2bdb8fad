"""Taking back an enrolment that should not have been there, and the list of those (WNS-15, INS-33, INS-43)."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.inschrijvingen import bewaard, overzicht, wijzigen
from verzuimloket.channels.web.inschrijvingen.zonder_antwoord import when_silent
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected
from verzuimloket.core.parameters import param
from verzuimloket.inschrijvingen import actions, queries
from verzuimloket.inschrijvingen.inputs import IntrekkingInput
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.verzuim import queries as verzuim

REDENEN = "reden_intrekken_inschrijving"
INGETROKKEN = "ingetrokken"


def _velden() -> dict[str, Veld]:
    return {
        "reden": Veld("Waarom trekt u de inschrijving in?", keuzes=tuple(codelijst(REDENEN).keuzes(on=clock.today()))),
        "toelichting": Veld("Toelichting", "Zet hier geen namen of nummers", optional=True, max=200),
    }


@when_silent(wijzigen.no_answer)
@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.INSCHRIJVER)
def intrekken(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Explain what the normal way is, ask for the reason, take it back."""
    actor: Actor = request.actor
    found = get_object_or_404(queries.visible_to(actor), kenmerk=kenmerk)
    if request.method != "POST":
        audit.record("persoon:raadplegen", found.persoon, by=actor, bij="inschrijving intrekken")
        return _page(request, found, Formulier({}, _velden()))
    form = Formulier.posted(request.POST, _velden())
    if not _withdrawn(request, found, form):
        found.refresh_from_db()
        return _page(request, found, form)
    ticket = bewaard.hand_over(request, INGETROKKEN, {"naam": found.persoon.naam})
    return redirect(f"{reverse('inschrijvingen-ingetrokken')}?uitkomst={ticket}")


def _withdrawn(request: Verzoek, found: Inschrijving, form: Formulier) -> bool:
    given = IntrekkingInput(form.keuze("reden"), form.tekst("toelichting"))
    if form.fouten:
        return False
    seen = wijzigen.parse_seen(form.getypt("gezien"))
    try:
        actions.withdraw(found, given, used_by=verzuim.meldingen_during, by=request.actor, at=clock.now(), seen=seen)
    except Rejected as rejected:
        form.add(rejected.violations)
    except ObjectDoesNotExist:
        raise Http404("taken back by a colleague just before") from None
    return not form.fouten


def _page(request: Verzoek, found: Inschrijving, form: Formulier) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "inschrijving": found,
        "gezien": wijzigen.as_seen(found),
        "terug": overzicht.address(found.instelling_id),
    }
    return show(
        request,
        "inschrijvingen/intrekken.jinja",
        titel="Inschrijving intrekken",
        groep="Inschrijvingen",
        bijschrift=found.persoon.naam,
        fouten=form.fouten,
        **context,
    )


@require_safe
@allowed(Rol.INSCHRIJVER)
def ingetrokken(request: Verzoek) -> HttpResponse:
    """What was taken back of late; the way back is to enrol again."""
    actor, on = request.actor, clock.today()
    return show(
        request,
        "inschrijvingen/ingetrokken.jinja",
        titel="Ingetrokken inschrijvingen",
        groep="Inschrijvingen",
        rijen=queries.withdrawals(actor, on=on),
        dagen=param("ingetrokken_tonen_dagen", on=on),
        uitkomst=bewaard.collect(request, INGETROKKEN, request.GET.get("uitkomst", "")),
    )
