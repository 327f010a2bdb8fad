"""How a person likes to see a list: columns, page size, and views with a name ("Mijn weergaven")."""

from dataclasses import replace
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from verzuimloket.access import actions as access
from verzuimloket.access import queries as access_queries
from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.gemeente import werklijst
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import raadplegen
from verzuimloket.channels.web.verzuim.lijst import MATEN, Lijst
from verzuimloket.channels.web.verzuim.lijstpagina import Bron
from verzuimloket.core.actor import Rol
from verzuimloket.core.errors import Rejected, Violation

NAAM = {"naam": Veld("Naam van de weergave", "Gebruik geen namen of nummers van leerlingen", max=60)}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(*raadplegen.SCHOOL)
def school(request: Verzoek) -> HttpResponse:
    """The views of the list of a school."""
    return _weergaven(request, raadplegen.BRON)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHANDELAAR)
def gemeente(request: Verzoek) -> HttpResponse:
    """The views of the worklist of a municipality."""
    return _weergaven(request, werklijst.BRON)


def _weergaven(request: Verzoek, bron: Bron) -> HttpResponse:
    lijst, actie = bron.lijst(request), request.POST.get("actie", "")
    if request.method == "POST" and actie == "instellen":
        return redirect(_remember(request, lijst))
    if request.method == "POST" and actie == "verwijderen":
        access.remove_view(request.POST.get("kenmerk", ""), by=request.actor)
        return redirect(bron.weergaven)
    if request.method != "POST":
        return _page(request, bron, lijst, [])
    return _save(request, bron, lijst, actie)


def _remember(request: Verzoek, lijst: Lijst) -> str:
    """Columns and page size for the next time too; the answer is the list, seen that way."""
    given, opzet = request.POST.getlist("kolom"), lijst.opzet
    columns = [kolom.naam for kolom in opzet.kolommen if kolom.naam in given or kolom.naam == "nummer"]
    number = request.POST.get("aantal", "")
    maat = int(number) if number in map(str, MATEN) else lijst.maat
    access.remember_list(opzet.view, kolommen=columns if given else [], aantal=maat, by=request.actor)
    return replace(lijst, opzet=replace(opzet, maat=maat), maat=maat).adres()


def _save(request: Verzoek, bron: Bron, lijst: Lijst, actie: str) -> HttpResponse:
    """A new view of what the address asks for, or another name for a view that exists."""
    known = {each["kenmerk"]: each for each in _own(request, lijst)}
    old = known.get(request.POST.get("kenmerk", "")) if actie == "hernoemen" else None
    if actie == "hernoemen" and old is None:
        return redirect(bron.weergaven)  # it was removed in another window
    form = Formulier.posted(request.POST, NAAM)
    weergave = old or {
        "kenmerk": str(uuid4()),
        "lijst": lijst.opzet.view,
        "organisatie": request.actor.organisatie,
        "zoekvraag": lijst.zoekvraag(),
    }
    naam = form.tekst("naam")
    try:
        if not form.fouten:
            access.save_view(weergave | {"naam": naam}, by=request.actor)
            return redirect(lijst.adres() if old is None else reverse(bron.weergaven))
    except Rejected as rejected:
        form.add(rejected.violations)
    return _page(request, bron, lijst, form.fouten)


def _own(request: Verzoek, lijst: Lijst) -> list[dict[str, str]]:
    return access_queries.weergaven_of(request.keuze.gebruiker, lijst.opzet.view, request.actor.organisatie)


def _page(request: Verzoek, bron: Bron, lijst: Lijst, fouten: list[Violation]) -> HttpResponse:
    return show(
        request,
        "verzuim/weergaven.jinja",
        titel="Mijn weergaven",
        fouten=fouten,
        lijst=lijst,
        weergaven=_own(request, lijst),
        typed=request.POST.get("naam", "") if request.POST.get("actie") == "bewaren" else "",
        form=Formulier.posted(request.POST, NAAM),
        bron=bron,
    )
