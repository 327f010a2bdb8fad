"""Adding files to a draft or a melding, taking them along, and taking them away (WNS-03)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from verzuimloket.channels.web import uploads
from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import bijlagelijst, detail, stand
from verzuimloket.channels.web.verzuim.bijlagelijst import Bij
from verzuimloket.channels.web.verzuim.raadplegen import SCHOOL
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Rejected
from verzuimloket.core.parameters import param
from verzuimloket.verzuim import actions, queries, rules
from verzuimloket.verzuim.inputs import BijlageInput
from verzuimloket.verzuim.models import Bijlage, Concept

BESTAND = "inhoud"  # the input of the page, named as the field of the rules
GROEP = "Verzuim raadplegen"
MIME = {
    "PDF": "application/pdf",
    "JPG": "image/jpeg",
    "PNG": "image/png",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


# one address for each thing a file can be with


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.MELDER)
def bij_melding(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """The files of a melding, and a form for one more; also long after it was sent."""
    return _bijlagen(request, detail.find(request, kenmerk))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.MELDER)
def bij_concept(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """As :func:`bij_melding`, for a draft. A change of a melding has no files of its own."""
    concept = stand.find(request, kenmerk)
    place = bijlagelijst.place_of(concept)
    return _bijlagen(request, concept) if place is concept else redirect(bijlagelijst.pagina(place))


@require_safe
@allowed(*SCHOOL)
def van_melding(request: Verzoek, kenmerk: UUID, bijlage: UUID) -> HttpResponse:
    """One file of a melding; whoever may read the melding may read it."""
    return download(request, detail.find(request, kenmerk), bijlage)


@require_safe
@allowed(Rol.MELDER)
def van_concept(request: Verzoek, kenmerk: UUID, bijlage: UUID) -> HttpResponse:
    """One file of a draft."""
    return download(request, stand.find(request, kenmerk), bijlage)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.MELDER)
def weg_bij_melding(request: Verzoek, kenmerk: UUID, bijlage: UUID) -> HttpResponse:
    """Ask, and then take the file away."""
    return _weg(request, detail.find(request, kenmerk), bijlage)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.MELDER)
def weg_bij_concept(request: Verzoek, kenmerk: UUID, bijlage: UUID) -> HttpResponse:
    """As :func:`weg_bij_melding`, for a draft."""
    return _weg(request, stand.find(request, kenmerk), bijlage)


# adding


def _bijlagen(request: Verzoek, bij: Bij) -> HttpResponse:
    form = Formulier({}, {BESTAND: Veld("Bestand", _hint())})
    if request.method == "POST" and _add(request, bij, form):
        return redirect(f"{bijlagelijst.pagina(bij)}?gedaan=toegevoegd")
    actor: Actor = request.actor
    return show(
        request,
        "verzuim/bijlagen.jinja",
        titel="Bijlagen",
        bij=bij,
        form=form,
        fouten=form.fouten,
        bijlagen=bijlagelijst.lijst(actor, bij),
        gedaan=request.GET.get("gedaan", ""),
        accept=",".join(each for extensies in rules.bijlage.EXTENSIES.values() for each in extensies),
        **_waar(bij),
    )


def _hint() -> str:
    most = param("bijlage_max_mb", on=clock.today())
    return f"PDF, JPG, PNG of Excel (XLSX), niet groter dan {most} MB en zonder wachtwoord"


def _waar(bij: Bij) -> dict[str, Any]:
    """The part of the portal, and the way back."""
    if isinstance(bij, Concept):
        back = {"terug": stand.adres(bij, "actie-school"), "terug_tekst": "Terug naar Actie school"}
        return back | {"groep": "Verzuim melden", "bijschrift": f"Verzuim melden voor {bij.persoon.naam}"}
    back = {"terug": reverse("melding", args=[bij.kenmerk]), "terug_tekst": f"Terug naar melding {bij.nummer}"}
    return back | {"groep": GROEP, "bijschrift": f"Melding {bij.nummer}"}


def _add(request: Verzoek, bij: Bij, form: Formulier) -> bool:
    file = request.FILES.get(BESTAND)
    long = BESTAND in uploads.too_long(request)
    given = BijlageInput(naam=file.name or "" if file else "", inhoud=file.read() if file else b"", te_lang=long)
    try:
        actions.add_bijlage(bij, given, by=request.actor, at=clock.now())
    except Rejected as rejected:
        form.add(rejected.violations)
    return not form.fouten


# taking along


def download(request: Verzoek, bij: Bij, kenmerk: UUID) -> HttpResponse:
    """The file, to be saved and never to be shown in the browser. Raises Http404."""
    actor: Actor = request.actor
    nummer, bijlage = _find(actor, bij, kenmerk)
    response = HttpResponse(actions.hand_out_bijlage(bijlage, by=actor), content_type=MIME[bijlage.soort])
    naam = rules.bijlage.neutrale_naam(nummer, bijlage.soort)
    response["Content-Disposition"] = f'attachment; filename="{naam}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _find(actor: Actor, bij: Bij, kenmerk: UUID) -> tuple[int, Bijlage]:
    """The file with its place in the list."""
    for nummer, bijlage in enumerate(queries.bijlagen_of(actor, bij), 1):
        if bijlage.kenmerk == kenmerk:
            return nummer, bijlage
    raise Http404


# taking away


def _weg(request: Verzoek, bij: Bij, kenmerk: UUID) -> HttpResponse:
    actor: Actor = request.actor
    _, bijlage = _find(actor, bij, kenmerk)
    if request.method == "POST":
        actions.remove_bijlage(bijlage, by=actor)
        return redirect(f"{bijlagelijst.pagina(bij)}?gedaan=verwijderd")
    return show(
        request,
        "verzuim/bijlage_weg.jinja",
        titel="Wilt u deze bijlage verwijderen?",
        bij=bij,
        bijlage=bijlage,
        beschrijving=bijlagelijst.beschrijving(bijlage),
        **_waar(bij) | {"terug": bijlagelijst.pagina(bij), "terug_tekst": "Terug naar de bijlagen"},
    )
