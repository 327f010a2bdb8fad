"""One file that was sent: how far it is, what was found in it, and the word to handle it (ontwerp/ux.md 5.10)."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from verzuimloket.aanleveringen import actions, queries
from verzuimloket.aanleveringen.inputs import Regelbevinding
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.aanleveringen.states import events_for
from verzuimloket.bestanden.models import Bestand
from verzuimloket.channels.web.bestanden import delen, leeswijze, pakket
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.errors import Rejected, TransitionNotAllowed, Violation
from verzuimloket.core.uitleg import uitleg

EVERY = 5  # seconds between two looks of the page itself
GOED, ALLES = "goed", "alles"


@require_http_methods(["GET", "HEAD"])
@allowed(*delen.VERSTUURDERS)
def aanlevering(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """How it stands with this file."""
    return _page(request, _found(request, kenmerk))


def _page(request: Verzoek, sent: Aanlevering, fouten: tuple[Violation, ...] = ()) -> HttpResponse:
    telling = queries.per_code(sent)
    codes = [(each.code, f"{each.code} ({each.aantal})") for each in telling]
    code = delen.chosen(request, "code", codes)
    totaal = sum(each.aantal for each in telling if code in ("", each.code))
    shown = min(totaal, queries.BEWAARD)
    pagina, paginas, adres = delen.pages(request, shown, {"code": code})
    found = queries.bevindingen(sent, (pagina - 1) * delen.PER_PAGE, delen.PER_PAGE, code)
    refresh = sent.bezig and request.GET.get("vernieuwen") != "nee"
    return show(
        request,
        "bestanden/aanlevering.jinja",
        titel=sent.bestand.naam,
        groep=delen.GROEP,
        fouten=[*fouten, *queries.opmerkingen(sent, request.actor)],
        sent=sent,
        events=events_for(sent.stand),
        bevindingen=[(each, _shown(each), _remedy(each)) for each in found],
        totaal=totaal,
        bewaard=queries.BEWAARD,
        codes=codes,
        code=code,
        chips=delen.chips(request.path, {"code": ("Code", code, codes)}),
        pagina=pagina,
        paginas=paginas,
        adres=adres,
        eerste=(pagina - 1) * delen.PER_PAGE + 1,
        lezing=leeswijze.read(sent),
        vernieuw=EVERY if refresh else 0,
    )


def _shown(each: Regelbevinding) -> str:
    """What stood there; of a person number no more than its end."""
    return leeswijze.masked(each.kolom, each.waarde)


def _remedy(each: Regelbevinding) -> str:
    known = uitleg().get(each.code)
    return known.oplossing if known else ""


@require_POST
@allowed(*delen.VERSTUURDERS)
def verwerken(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """The lines may be stored."""
    sent = _found(request, kenmerk)
    everything = request.POST.get("omvang") == ALLES
    try:
        actions.commit(sent, alles_of_niets=everything, by=request.actor, at=clock.now())
    except Rejected as rejected:
        return _page(request, sent, tuple(replace(each, field="omvang") for each in rejected.violations))
    except TransitionNotAllowed as refused:
        return _page(request, sent, (Violation(refused.code, refused.text),))
    return redirect("aanlevering", sent.kenmerk)


@require_POST
@allowed(*delen.VERSTUURDERS)
def stoppen(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Its lines are not to be stored."""
    sent = _found(request, kenmerk)
    try:
        actions.cancel(sent, by=request.actor, at=clock.now())
    except TransitionNotAllowed as refused:
        return _page(request, sent, (Violation(refused.code, refused.text),))
    return redirect("aanlevering", sent.kenmerk)


@require_http_methods(["GET", "HEAD"])
@allowed(*delen.VERSTUURDERS)
def terug(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """The own file, with the outcome behind each line."""
    return _download(request, _found(request, kenmerk).terug)


@require_http_methods(["GET", "HEAD"])
@allowed(*delen.VERSTUURDERS)
def foute_regels(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Only the lines that are wrong, to mend and to send again."""
    return _download(request, _found(request, kenmerk).foute_regels)


def _download(request: Verzoek, bestand: Bestand | None) -> HttpResponse:
    if bestand is None or not bestand.klaar:
        raise Http404
    return pakket.one(bestand, by=request.actor, at=clock.now())


def _found(request: Verzoek, kenmerk: UUID) -> Aanlevering:
    found = queries.own(request.actor).filter(kenmerk=kenmerk).first()
    if found is None:
        raise Http404
    return found
