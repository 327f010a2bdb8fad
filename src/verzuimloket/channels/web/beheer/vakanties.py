"""Holidays and lesson hours of an institution: what the counter of missed hours leaves out, and counts by (§6.2)."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.beheer import school
from verzuimloket.channels.web.formulier import JA, JA_NEE, NEE, Formulier, Veld
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected
from verzuimloket.instellingen import actions, queries
from verzuimloket.instellingen.codes import SECTOREN_MET_KEUZE, SECTOREN_MET_LESUREN
from verzuimloket.instellingen.inputs import LesurenInput, VakantieInput
from verzuimloket.instellingen.models import Instelling

LIJST, LESUREN = "school-vakanties", "school-lesuren"


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(school.ROL)
def vakanties(request: Verzoek, instelling: str) -> HttpResponse:
    """The holidays; add one, take one away, or take over those of a region."""
    found = school.find(request, instelling)
    form = Formulier.posted(request.POST, _velden())
    told = _DOEN.get(request.POST.get("actie", ""), _niets)(request, found, form)
    if told:
        school.tell(request, told)
        return redirect(LIJST, found.code)
    return school.page(
        request,
        "beheer/vakanties.jinja",
        found,
        huidig=LIJST,
        titel="Vakanties",
        form=form,
        fouten=form.fouten,
        rijen=list(queries.vakanties(found.code)),
    )


def _velden() -> dict[str, Veld]:
    regios = tuple(codelijst("vakantieregio").keuzes(on=clock.today()))
    return {
        "naam": Veld("Naam", "Bijvoorbeeld Herfstvakantie of Studiedagen", max=60),
        "begindatum": Veld("Eerste dag zonder les"),
        "einddatum": Veld("Laatste dag zonder les"),
        "regio": Veld("Regio van uw school", keuzes=regios),
        "vakantie": Veld("Vakantie"),
    }


def _niets(request: Verzoek, instelling: Instelling, form: Formulier) -> str:
    return ""


def _toevoegen(request: Verzoek, instelling: Instelling, form: Formulier) -> str:
    given = VakantieInput(form.tekst("naam"), form.datum("begindatum"), form.datum("einddatum"))
    if form.fouten:
        return ""
    try:
        actions.add_vakantie(instelling.code, given, by=request.actor, on=clock.today())
    except Rejected as rejected:
        form.add(rejected.violations)
        return ""
    return "De vakantie is toegevoegd."


def _overnemen(request: Verzoek, instelling: Instelling, form: Formulier) -> str:
    regio = form.keuze("regio")
    if not regio:
        form.wrong("VORM_keuze", "Kies de regio van uw school.", "regio")
        return ""
    made = actions.take_over_vakanties(instelling.code, regio, by=request.actor, on=clock.today())
    naam = codelijst("vakantieregio").label(regio)
    if not made:
        return f"Alle schoolvakanties van regio {naam} staan al in uw lijst."
    return f"Uit regio {naam} overgenomen: {len(made)}. Vakanties die er al stonden, zijn niet gewijzigd."


def _verwijderen(request: Verzoek, instelling: Instelling, form: Formulier) -> str:
    pk = form.getal("vakantie")
    if pk is not None:
        actions.remove_vakantie(instelling.code, pk, by=request.actor)
    return "De vakantie is verwijderd."


_DOEN = {"toevoegen": _toevoegen, "overnemen": _overnemen, "verwijderen": _verwijderen}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(school.ROL)
def lesuren(request: Verzoek, instelling: str) -> HttpResponse:
    """The length of a lesson hour; mbo and vavo also say whether every programme counts lesson hours."""
    found = school.find(request, instelling)
    form = Formulier(_stored(found), _LESUREN)
    if request.method == "POST":
        form = Formulier.posted(request.POST, _LESUREN)
        if _set(request, found, form):
            school.tell(request, "De gegevens over lesuren zijn opgeslagen.")
            return redirect(LESUREN, found.code)
    return school.page(
        request,
        "beheer/lesuren.jinja",
        found,
        huidig=LESUREN,
        titel="Lesuren",
        form=form,
        fouten=form.fouten,
        kiest=found.sector in SECTOREN_MET_KEUZE,
        telt_lesuren=found.sector in SECTOREN_MET_LESUREN,
    )


_LESUREN = {
    "minuten": Veld("Lengte van een lesuur in minuten", "Bijvoorbeeld 45 of 50", max=3),
    "telt_lesuren": Veld("Werkt elke opleiding van uw instelling met lesuren?", keuzes=JA_NEE),
}


def _stored(instelling: Instelling) -> dict[str, str]:
    return {"minuten": str(instelling.lesuur_minuten), "telt_lesuren": JA if instelling.telt_lesuren else NEE}


def _set(request: Verzoek, instelling: Instelling, form: Formulier) -> bool:
    given = LesurenInput(form.getal("minuten"), form.ja_nee("telt_lesuren") is True)
    if form.fouten:
        return False
    try:
        actions.set_lesuren(instelling.code, given, by=request.actor, on=clock.today())
    except Rejected as rejected:
        form.add(rejected.violations)
    return not form.fouten
