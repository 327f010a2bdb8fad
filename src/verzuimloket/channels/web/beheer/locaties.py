"""Locations of an institution: list, add, rename, close, remove (AUT-19, RIO-12)."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.beheer import einde, school
from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.errors import Rejected
from verzuimloket.instellingen import actions, queries
from verzuimloket.instellingen.inputs import LocatieInput
from verzuimloket.instellingen.models import Onderwijslocatie
from verzuimloket.verzuim import queries as verzuim

LIJST = "school-locaties"
_VELDEN = {
    "code": Veld("Code in RIO", "De instellingscode en 4 cijfers", max=8),
    "naam": Veld("Naam", "Zo kiezen uw collega's de locatie bij een melding", max=100),
}
_ZOEK = {"zoek": Veld("Zoeken op naam of code", "Laat leeg voor alle locaties", optional=True, max=100)}


@require_http_methods(["GET", "HEAD"])
@allowed(school.ROL)
def locaties(request: Verzoek, instelling: str) -> HttpResponse:
    """All locations, open and closed; an empty search shows all (domain rules §12.2)."""
    found = school.find(request, instelling)
    form = Formulier.posted(request.GET, _ZOEK)
    rijen = list(queries.locaties(found.code, form.tekst("zoek")))
    return school.page(
        request,
        "beheer/locaties.jinja",
        found,
        huidig=LIJST,
        titel="Locaties",
        form=form,
        fouten=form.fouten,
        rijen=rijen,
        vandaag=clock.today(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(school.ROL)
def nieuw(request: Verzoek, instelling: str) -> HttpResponse:
    """A new location."""
    found = school.find(request, instelling)
    form = Formulier.posted(request.POST, _VELDEN)
    if request.method == "POST":
        given = LocatieInput(found.code, form.tekst("code").upper(), form.tekst("naam"))
        if _stored(form, partial(actions.add_locatie, given, by=request.actor, on=clock.today())):
            school.tell(request, "De locatie is toegevoegd. Uw collega's kunnen de locatie nu kiezen bij een melding.")
            return redirect(LIJST, found.code)
    titel = "Locatie toevoegen"
    return school.page(
        request, "beheer/locatie.jinja", found, huidig=LIJST, titel=titel, form=form, fouten=form.fouten, locatie=None
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(school.ROL)
def locatie(request: Verzoek, instelling: str, locatie: str) -> HttpResponse:
    """Another name for a location."""
    found, row = school.find(request, instelling), _find(instelling, locatie)
    form = Formulier({"naam": row.naam}, _VELDEN)
    if request.method == "POST":
        form = Formulier.posted(request.POST, _VELDEN)
        naam = form.tekst("naam")
        if _stored(form, partial(actions.change_locatie, row, naam, by=request.actor, on=clock.today())):
            school.tell(request, "De naam van de locatie is gewijzigd.")
            return redirect(LIJST, found.code)
    titel = "Locatie wijzigen"
    return school.page(
        request, "beheer/locatie.jinja", found, huidig=LIJST, titel=titel, form=form, fouten=form.fouten, locatie=row
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(school.ROL)
def locatie_einde(request: Verzoek, instelling: str, locatie: str) -> HttpResponse:
    """Close, reopen or remove a location."""
    found, row, on = school.find(request, instelling), _find(instelling, locatie), clock.today()
    return einde.answer(
        request,
        einde.Einde(
            instelling=found,
            ding=row,
            naam=f"Locatie {row.naam}",
            facts=queries.einde_facts(row, verzuim.meldingen_at(row)),
            lijst=LIJST,
            sluit=lambda day: actions.close_locatie(row, day, by=request.actor, on=on),
            heropen=partial(actions.reopen_locatie, row, by=request.actor),
            verwijder=partial(actions.remove_locatie, row, used_by=verzuim.meldingen_at, by=request.actor, on=on),
        ),
    )


def _stored(form: Formulier, store: Callable[[], object]) -> bool:
    """Whether the action took it. If not, the form says why."""
    if form.fouten:
        return False
    try:
        store()
    except Rejected as rejected:
        form.add(rejected.violations)
    return not form.fouten


def _find(instelling: str, code: str) -> Onderwijslocatie:
    found = queries.locaties(instelling).filter(code=code).first()
    if found is None:
        raise Http404
    return found
