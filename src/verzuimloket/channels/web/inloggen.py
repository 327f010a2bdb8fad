"""Logging in with a token, logging out, and switching between organisations (AUT-01…11)."""

from datetime import timedelta
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from verzuimloket.access import actions, queries
from verzuimloket.access.models import Gebruiker
from verzuimloket.channels.web import taalkeuze
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed, organisatie_naam, public
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Rol
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.instellingen import queries as instellingen

VELDEN = {
    "gebruikersnaam": "Vul uw gebruikersnaam in.",
    "wachtwoord": "Vul uw wachtwoord in.",
    "code": "Vul de code van uw token in.",
}
_NO_ROLE = Violation("TG_geen_rol", "U hebt op dit moment geen rol. Vraag uw beheerder om een rol.")
_NOWHERE = {"inloggen", "uitloggen", "organisatie"}  # no places to go to after logging in


@public
@sensitive_post_parameters("wachtwoord", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def inloggen(request: Verzoek) -> HttpResponse:
    """Name, password and the code of the token."""
    naar = own_address(request.POST.get("naar") or request.GET.get("naar", ""))
    if request.actor:
        return HttpResponseRedirect(naar)
    if request.method != "POST":
        return _page(request, naar, [])
    given = {naam: request.POST.get(naam, "") for naam in VELDEN}
    fouten = [Violation("", text, naam) for naam, text in VELDEN.items() if not given[naam]]
    if fouten:
        return _page(request, naar, fouten)
    try:
        gebruiker = actions.log_in(
            given["gebruikersnaam"].strip(), given["wachtwoord"], given["code"], at=clock.real_now()
        )
    except Rejected as rejected:
        return _page(request, naar, rejected.violations)
    if queries.find_machtigingen(gebruiker.pk, "", on=clock.today()) is None:
        return _page(request, naar, [_NO_ROLE])
    _open_session(request, gebruiker)
    return HttpResponseRedirect(naar)


def own_address(naar: str) -> str:
    """An address of one of our own pages; the start page for anything else."""
    path = unquote(naar.partition("?")[0])
    if not naar.startswith("/") or not url_has_allowed_host_and_scheme(naar, allowed_hosts=None):
        return reverse("start")
    try:
        known = resolve(path).url_name not in _NOWHERE
    except Resolver404:
        known = False
    return naar if known else reverse("start")


def _open_session(request: Verzoek, gebruiker: Gebruiker) -> None:
    """A session of its own, that ends after a fixed time whatever happens in it."""
    request.session.flush()
    request.session["gebruiker"] = gebruiker.pk
    taalkeuze.begin(request, gebruiker.pk)
    request.session.set_expiry(clock.real_now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    rotate_token(request)


def _page(request: Verzoek, naar: str, fouten: list[Violation] | tuple[Violation, ...]) -> HttpResponse:
    accounts = queries.demo_accounts(at=clock.real_now(), on=clock.today())
    chosen = next((each for each in accounts if each.gebruikersnaam == request.GET.get("als")), None)
    return show(
        request,
        "inloggen.jinja",
        titel="Inloggen",
        fouten=fouten,
        fout_bij=dict.fromkeys(VELDEN, "") | {fout.field: fout.text for fout in fouten},
        gebruikersnaam=request.POST.get("gebruikersnaam", "")[:60],
        naar=naar,
        accounts=accounts,
        gekozen=chosen,
    )


@public
@require_POST
def uitloggen(request: Verzoek) -> HttpResponse:
    """The session is gone, also for who kept the cookie."""
    if request.actor:
        actions.log_out(by=request.actor)
    request.session.flush()
    taalkeuze.keep(request, request.taal)
    return redirect("inloggen")


@allowed(*Rol)
@require_http_methods(["GET", "HEAD", "POST"])
def organisatie(request: Verzoek) -> HttpResponse:
    """For whom do you work now: one organisation at a time, never two together (AUT-20, AUT-21)."""
    keuze = request.keuze
    sleutels = sorted((keuze.sleutel, *keuze.andere))
    if request.method == "POST" and request.POST.get("organisatie") in sleutels:
        request.session["organisatie"] = request.POST["organisatie"]
        return redirect("start")
    missing = Violation("VORM_keuze", "Kies voor welke organisatie u wilt werken.", "organisatie")
    fouten = [missing] if request.method == "POST" else []
    return show(
        request,
        "organisatie.jinja",
        titel="Kies een organisatie",
        fouten=fouten,
        veld={
            "name": "organisatie",
            "label": "Voor welke organisatie wilt u werken?",
            "value": keuze.sleutel,
            "choices": [(sleutel, _label(sleutel)) for sleutel in sleutels],
            "error": fouten[0].text if fouten else "",
        },
    )


def _label(sleutel: str) -> str:
    soort, _, kenmerk = sleutel.partition(":")
    naam = organisatie_naam(soort, kenmerk, instellingen.codes_of(soort, kenmerk))
    return f"{kenmerk} {naam}".strip()
