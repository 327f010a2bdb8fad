"""The register holder merges registrations, sees what was merged, and takes it back (INS-31; ADR 0035)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.koppelingen import paar
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Rol
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.parameters import param
from verzuimloket.koppelingen import actions, queries
from verzuimloket.koppelingen.codes import Reden
from verzuimloket.koppelingen.models import Koppeling

BEHEER = "Beheer"
MOST = 200  # merges on the page
_APART = {  # the value of the button → what the next page says
    "apart": "Vastgelegd: dit zijn 2 leerlingen. Niemand kan ze nu koppelen. U kunt dit terugdraaien.",
    "terug": "Teruggedraaid. De 2 registraties kunnen weer worden gekoppeld.",
}
_WAT = {
    "personen_adres": "Adressen",
    "inschrijvingen_inschrijving": "Inschrijvingen",
    "inschrijvingen_diploma": "Diploma's",
    "inschrijvingen_mentorleerling": "Mentoren",
    "inschrijvingen_intrekking": "Ingetrokken inschrijvingen",
    "vrijstellingen_vrijstelling": "Vrijstellingen",
    "verzuim_melding": "Meldingen",
    "verzuim_concept": "Concepten",
    "lesverzuim_lesverzuim": "Gemiste lessen",
    "lesverzuim_lesverzuimsignaal": "Signalen over uren",
}


@require_http_methods(["GET", "HEAD"])
@allowed(Rol.REGISTERBEHEERDER)
def kandidaten(request: Verzoek) -> HttpResponse:
    """Pairs that may be one pupil, with their points, and pairs that are not; no number is shown here."""
    on = clock.today()
    return show(
        request,
        "koppelingen/kandidaten.jinja",
        titel="Dubbele registraties",
        groep=BEHEER,
        paren=queries.candidates(on=on),
        apart=queries.all_apart(),
        vragen=queries.open_questions().count(),
        drempel=param("koppeling_zeker_punten", on=on),
        uitkomst=paar.told(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.REGISTERBEHEERDER)
def vergelijken(request: Verzoek, een: UUID, ander: UUID) -> HttpResponse:
    """Both pupils with the points; one button merges them, whatever the points, the other says that they are two."""
    found = paar.find(request, een, ander)
    if request.POST.get("wat") in _APART:
        return _apart(request, found)
    fouten = paar.merge(request, found, reden=Reden.LIJST) if request.method == "POST" else []
    if request.method == "POST" and not fouten:
        return redirect("koppelkandidaten")
    return paar.page(request, found, fouten, terug=reverse("koppelkandidaten"), groep=BEHEER)


def _apart(request: Verzoek, found: queries.Paar) -> HttpResponse:
    wat = request.POST["wat"]
    if wat == "apart":
        actions.keep_apart(found.blijft, found.vervalt, by=request.actor, at=clock.now())
    else:
        actions.stop_keeping_apart(found.blijft, found.vervalt, by=request.actor)
    paar.tell(request, _APART[wat])
    return redirect("koppelkandidaten")


@require_http_methods(["GET", "HEAD"])
@allowed(Rol.REGISTERBEHEERDER)
def koppelingen(request: Verzoek) -> HttpResponse:
    """The log, newest first."""
    return show(
        request,
        "koppelingen/koppelingen.jinja",
        titel="Uitgevoerde koppelingen",
        groep=BEHEER,
        koppelingen=list(queries.merges()[:MOST]),
        uitkomst=paar.told(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.REGISTERBEHEERDER)
def koppeling(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """One merge: who, when, why and what moved; within the term the button that undoes it."""
    found = get_object_or_404(queries.merges(), kenmerk=kenmerk)
    fouten = _undo(request, found) if request.method == "POST" else []
    if request.method == "POST" and not fouten:
        paar.tell(request, "De koppeling is teruggedraaid. De 2 registraties staan weer los van elkaar.")
        return redirect("koppelingen")
    return show(
        request,
        "koppelingen/koppeling.jinja",
        titel="Koppeling",
        groep=BEHEER,
        fouten=fouten,
        koppeling=found,
        aantallen=[(_WAT.get(tabel, tabel), aantal) for tabel, aantal in found.aantallen.items()],
        kan=found.teruggedraaid_at is None and clock.today() <= found.terugdraaien_tot,
    )


def _undo(request: Verzoek, found: Koppeling) -> list[Violation]:
    try:
        actions.undo(found, by=request.actor, at=clock.now())
    except Rejected as rejected:
        return list(rejected.violations)
    return []
