"""Contact persons of an institution: list, add, change, close, remove (AUT-19, MEL-31, MEL-32)."""

from functools import partial
from uuid import UUID

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
from verzuimloket.instellingen.inputs import ContactpersoonInput, EindeFacts
from verzuimloket.instellingen.models import Contactpersoon, Instelling
from verzuimloket.verzuim import queries as verzuim

LIJST = "school-contactpersonen"
_TEKST = ("naam", "functie", "telefoon", "email")
_ZOEK = {"zoek": Veld("Zoeken op naam of functie", "Laat leeg voor alle contactpersonen", optional=True, max=100)}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(school.ROL)
def contactpersonen(request: Verzoek, instelling: str) -> HttpResponse:
    """Everybody, open and closed. The search is posted, so that no name stands in an address."""
    found = school.find(request, instelling)
    form = Formulier.posted(request.POST, _ZOEK)
    return school.page(
        request,
        "beheer/contactpersonen.jinja",
        found,
        huidig=LIJST,
        titel="Contactpersonen",
        form=form,
        fouten=form.fouten,
        rijen=list(queries.contactpersonen(request.actor, found.code, form.tekst("zoek"))),
        vandaag=clock.today(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(school.ROL)
def nieuw(request: Verzoek, instelling: str) -> HttpResponse:
    """A new contact person."""
    found = school.find(request, instelling)
    form = Formulier.posted(request.POST, _velden(found.code, None))
    if request.method == "POST" and _store(request, form, found, None):
        school.tell(request, "De contactpersoon is toegevoegd. Uw collega's kunnen deze nu kiezen bij een melding.")
        return redirect(LIJST, found.code)
    return _page(request, found, form, "Contactpersoon toevoegen")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(school.ROL)
def contactpersoon(request: Verzoek, instelling: str, kenmerk: UUID) -> HttpResponse:
    """Change a contact person; meldingen keep what they have."""
    found = school.find(request, instelling)
    row = _find(request, found.code, kenmerk)
    velden = _velden(found.code, row)
    stored = {naam: getattr(row, naam) for naam in _TEKST} | {"locatie": row.locatie_id or ""}
    form = Formulier.posted(request.POST, velden) if request.method == "POST" else Formulier(stored, velden)
    if request.method == "POST" and _store(request, form, found, row):
        school.tell(request, "De contactpersoon is gewijzigd. Meldingen die er al zijn, veranderen niet.")
        return redirect(LIJST, found.code)
    return _page(request, found, form, "Contactpersoon wijzigen")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(school.ROL)
def contactpersoon_einde(request: Verzoek, instelling: str, kenmerk: UUID) -> HttpResponse:
    """Close, reopen or remove a contact person."""
    found, on = school.find(request, instelling), clock.today()
    row = _find(request, found.code, kenmerk)
    return einde.answer(
        request,
        einde.Einde(
            instelling=found,
            ding=row,
            naam=row.naam,
            facts=EindeFacts("contactpersoon", verzuim.meldingen_with(row)),
            lijst=LIJST,
            sluit=lambda day: actions.close_contactpersoon(row, day, by=request.actor, on=on),
            heropen=partial(actions.reopen_contactpersoon, row, by=request.actor),
            verwijder=partial(
                actions.remove_contactpersoon, row, used_by=verzuim.meldingen_with, by=request.actor, on=on
            ),
        ),
    )


def _store(request: Verzoek, form: Formulier, instelling: Instelling, row: Contactpersoon | None) -> bool:
    """Whether the action took it. If not, the form says why."""
    given = ContactpersoonInput(
        instelling=instelling.code, locatie=form.keuze("locatie"), **{naam: form.tekst(naam) for naam in _TEKST}
    )
    if form.fouten:
        return False
    try:
        if row:
            actions.change_contactpersoon(row, given, by=request.actor, on=clock.today())
        else:
            actions.add_contactpersoon(given, by=request.actor, on=clock.today())
    except Rejected as rejected:
        form.add(rejected.violations)
    return not form.fouten


def _page(request: Verzoek, instelling: Instelling, form: Formulier, titel: str) -> HttpResponse:
    return school.page(
        request, "beheer/contactpersoon.jinja", instelling, huidig=LIJST, titel=titel, form=form, fouten=form.fouten
    )


def _velden(instelling: str, row: Contactpersoon | None) -> dict[str, Veld]:
    """The locations that can be chosen, and the one that this person has."""
    rows = list(queries.locaties_op(instelling, on=clock.today()))
    own = [row.locatie] if row and row.locatie and row.locatie not in rows else []
    return {
        "naam": Veld("Naam", max=100),
        "functie": Veld("Functie", "Bijvoorbeeld verzuimcoördinator", optional=True, max=60),
        "telefoon": Veld("Telefoonnummer", optional=True, max=20),
        "email": Veld("E-mailadres", "Hierop komt bericht over de melding", max=100),
        "locatie": Veld("Locatie", optional=True, keuzes=tuple((each.code, each.naam) for each in [*rows, *own])),
    }


def _find(request: Verzoek, instelling: str, kenmerk: UUID) -> Contactpersoon:
    found = queries.contactpersoon(request.actor, instelling, kenmerk)
    if found is None:
        raise Http404
    return found
