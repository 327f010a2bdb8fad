"""Closing, reopening and removing a location or contact person, with a page that asks to be sure (AUT-19)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect

from verzuimloket.channels.web.beheer import school
from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.errors import Rejected
from verzuimloket.instellingen import rules
from verzuimloket.instellingen.inputs import EindeFacts
from verzuimloket.instellingen.models import Contactpersoon, Instelling, Onderwijslocatie

_VELDEN = {"einddatum": Veld("Laatste dag", "De laatste dag waarop uw collega's dit kunnen kiezen")}
_DONE = {"sluiten": "is gesloten", "openen": "is weer open", "verwijderen": "is verwijderd"}


@dataclass(frozen=True)
class Einde:
    """One thing that can end. facts: how often it was used. The rest: what the buttons do."""

    instelling: Instelling
    ding: Onderwijslocatie | Contactpersoon
    naam: str
    facts: EindeFacts
    lijst: str
    sluit: Callable[[date | None], None]
    heropen: Callable[[], None]
    verwijder: Callable[[], None]


def answer(request: Verzoek, einde: Einde) -> HttpResponse:
    """Do what the button says, or show the page."""
    form = Formulier.posted(request.POST, _VELDEN) if request.method == "POST" else Formulier(_begin(einde), _VELDEN)
    actie = request.POST.get("actie", "")
    if actie in _DONE and _do(einde, actie, form):
        school.tell(request, f"De {einde.facts.wat} {_DONE[actie]}.")
        return redirect(einde.lijst, einde.instelling.code)
    return _page(request, einde, form)


def _do(einde: Einde, actie: str, form: Formulier) -> bool:
    day = form.datum("einddatum") if actie == "sluiten" else None
    if form.fouten:
        return False
    try:
        {"sluiten": lambda: einde.sluit(day), "openen": einde.heropen, "verwijderen": einde.verwijder}[actie]()
    except Rejected as rejected:
        form.add(rejected.violations)
        return False
    return True


def _begin(einde: Einde) -> dict[str, str]:
    day = einde.ding.einddatum or clock.today()
    return {"einddatum_dag": str(day.day), "einddatum_maand": str(day.month), "einddatum_jaar": str(day.year)}


def _page(request: Verzoek, einde: Einde, form: Formulier) -> HttpResponse:
    return school.page(
        request,
        "beheer/einde.jinja",
        einde.instelling,
        huidig=einde.lijst,
        titel=f"{einde.naam} sluiten of verwijderen",
        einde=einde,
        gebruik=rules.used(einde.facts),
        form=form,
        fouten=form.fouten,
    )
