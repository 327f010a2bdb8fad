"""Exporting what a list shows: all that was found or what was ticked, as Excel or CSV (WNS-05, WNS-07)."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.gemeente import werklijst
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import raadplegen
from verzuimloket.channels.web.verzuim.lijst import MATEN, Lijst
from verzuimloket.channels.web.verzuim.lijstpagina import Bron
from verzuimloket.core import clock
from verzuimloket.core.actor import Rol
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.uitvoer import meldingen
from verzuimloket.uitvoer.opdracht import CSV, MIME, XLSX, Opdracht
from verzuimloket.uitvoer.uitvoeren import AT_ONCE, export, order_file
from verzuimloket.verzuim import queries

ALLES, GEKOZEN, MAAK = "alles", "gekozen", "maak"
NIETS_GEKOZEN = Violation(
    "VORM_niets_aangevinkt", "U hebt geen melding aangevinkt. Ga terug naar de lijst en vink meldingen aan."
)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(*raadplegen.SCHOOL)
def school(request: Verzoek) -> HttpResponse:
    """The export of the list of a school."""
    return _export(request, raadplegen.BRON)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHANDELAAR)
def gemeente(request: Verzoek) -> HttpResponse:
    """The export of the worklist of a municipality."""
    return _export(request, werklijst.BRON)


def _export(request: Verzoek, bron: Bron) -> HttpResponse:
    lijst = bron.lijst(request)
    vraag = bron.vraag(lijst.form)
    if lijst.form.fouten or lijst.verlopen:
        return redirect(lijst.adres())  # the list says what is wrong
    form = _form(request, lijst)
    if request.POST.get("omvang") == GEKOZEN:
        vraag = replace(vraag, kenmerken=_ticked(request))
        if not vraag.kenmerken:
            return _page(request, bron, lijst, form, vraag, fouten=[NIETS_GEKOZEN])
    opdracht = _opdracht(request, lijst, form, vraag)
    if request.POST.get("actie") != MAAK or form.fouten:
        return _page(request, bron, lijst, form, vraag, fouten=form.fouten)
    try:
        return _answer(request, opdracht, bron)
    except Rejected as rejected:
        return _page(request, bron, lijst, form, vraag, fouten=rejected.violations)


def _form(request: Verzoek, lijst: Lijst) -> Formulier:
    """The choices about the file; at first the columns that stand on the screen."""
    known = meldingen.columns_for(request.actor)
    velden = {
        "formaat": Veld("Soort bestand", keuzes=((XLSX, "Excel (xlsx)"), (CSV, "CSV, voor andere programma's"))),
        "kolom": Veld("Kolommen", keuzes=tuple((kolom.naam, kolom.label) for kolom in known)),
        "groep": Veld("Totalen per", keuzes=tuple((naam, queries.GROEPEN[naam]) for naam in lijst.opzet.groepen)),
    }
    if request.POST.get("actie") == MAAK:
        return Formulier.posted(request.POST, velden)
    names = {kolom.naam for kolom in known}
    shown = [kolom.naam for kolom in lijst.getoond if kolom.naam in names]
    return Formulier({"formaat": XLSX, "kolom": shown, "groep": lijst.groep}, velden)


def _ticked(request: Verzoek) -> tuple[Any, ...]:
    given = (raadplegen.read_uuid(text) for text in request.POST.getlist("melding")[: MATEN[-1]])
    return tuple(kenmerk for kenmerk in given if kenmerk)


def _opdracht(request: Verzoek, lijst: Lijst, form: Formulier, vraag: queries.Zoekvraag) -> Opdracht:
    filters = [(f"Filter: {label}", waarde) for label, waarde, _ in lijst.chips(_pupil(lijst))]
    return Opdracht(
        vraag=vraag,
        volgorde=lijst.volgorde,
        kolommen=form.keuzes("kolom"),
        formaat=form.keuze("formaat") or XLSX,
        groep=form.keuze("groep"),
        omschrijving=(*filters, ("Volgorde", lijst.orde)),
        organisatie_naam=request.actor.organisatie_naam,
    )


def _pupil(lijst: Lijst) -> dict[str, str]:
    return dict.fromkeys(lijst.waarden.get("leerling", ()), "gezochte leerling")


def _answer(request: Verzoek, opdracht: Opdracht, bron: Bron) -> HttpResponse:
    """A small file at once; a large one later, among the files of this person."""
    actor, now = request.actor, clock.now()
    if queries.search(bron.rijen(request), opdracht.vraag).count() > AT_ONCE:
        order_file(opdracht, request.keuze.soort_kenmerk, by=actor, at=now)
        return redirect(f"{reverse('bestanden')}?gelukt=ja")
    target = BytesIO()
    export(opdracht, target, by=actor, at=now)
    target.seek(0)
    naam = opdracht.naam(now.date())
    mime = MIME[opdracht.formaat]
    return FileResponse(target, as_attachment=True, filename=naam, content_type=mime)  # type: ignore[return-value]


def _page(
    request: Verzoek, bron: Bron, lijst: Lijst, form: Formulier, vraag: queries.Zoekvraag, *, fouten: Any
) -> HttpResponse:
    totaal = 0 if NIETS_GEKOZEN in fouten else queries.search(bron.rijen(request), vraag).count()
    return show(
        request,
        "verzuim/uitvoer.jinja",
        titel="Meldingen exporteren",
        fouten=fouten,
        form=form,
        lijst=lijst,
        adres=f"{reverse(bron.uitvoer)}?{lijst.zoekvraag()}",
        totaal=totaal,
        gekozen=vraag.kenmerken,
        later=totaal > AT_ONCE,
        chips=lijst.chips(_pupil(lijst)),
    )
