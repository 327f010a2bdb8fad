"""A list of lines, pasted or as a file: first a page that tells what is wrong, then keep what is right."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web import uploads
from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.lesverzuim.overzicht import GROEP, school_of
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.parameters import param
from verzuimloket.core.uitleg import uitleg
from verzuimloket.lesverzuim import actions, queries, rules
from verzuimloket.lesverzuim.models import Lesverzuimlijst

MAX_BESTAND = 1024 * 1024
SHOWN = 200  # lines that are wrong, on one page
LABELS = {"nummer": "pgn", "datum": "datum", "lesuur": "lesuur of minuten", "soort": "soort", "": ""}
VELDEN = {
    "regels": Veld("Regels", "Plak hier regels uit uw administratie of rekenblad", optional=True),
    "bestand": Veld("Of kies een bestand", "CSV of tekst, hoogstens 1 MB", optional=True),
}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.MELDER)
def lijst(request: Verzoek, instelling: str) -> HttpResponse:
    """Paste or choose a file; both go the same way."""
    actor: Actor = request.actor
    school = school_of(actor, instelling)
    pasted = request.POST.get("regels", "")
    form = Formulier({"regels": pasted}, VELDEN)
    if request.method == "POST":
        tekst = _text(request, form, pasted)
        checked = None if form.fouten else _check(form, school.code, tekst, by=actor)
        if checked:
            return redirect("uren-controle", checked.kenmerk)
    return show(
        request,
        "lesverzuim/lijst.jinja",
        titel="Lijst met lesverzuim",
        groep=GROEP,
        fouten=form.fouten,
        form=form,
        school=school,
        most=param("lesverzuim_max_regels", on=clock.today()),
    )


def _text(request: Verzoek, form: Formulier, pasted: str) -> str:
    """What the file says, else what was pasted."""
    file = request.FILES.get("bestand")
    if "bestand" in uploads.too_long(request) or (file is not None and (file.size or 0) > MAX_BESTAND):
        form.wrong(
            "VORM_bestand_te_groot", "Dit bestand is groter dan 1 MB. Verdeel het over meer bestanden.", "bestand"
        )
        return ""
    return rules.decode(file.read()) if file else pasted


def _check(form: Formulier, instelling: str, tekst: str, *, by: Actor) -> Lesverzuimlijst | None:
    try:
        return actions.check_list(instelling, tekst, by=by, at=clock.now())
    except Rejected as rejected:
        form.add(rejected.violations)
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.MELDER)
def controle(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """What the list says, before anything is kept; then keep it, or throw it away."""
    actor: Actor = request.actor
    checked = get_object_or_404(queries.lists_of(actor), kenmerk=kenmerk)
    fouten: tuple[Violation, ...] = ()
    if request.method == "POST" and request.POST.get("actie") == "weg":
        actions.discard_list(checked, by=actor)
        return redirect("uren-lijst", checked.instelling_id)
    if request.method == "POST":
        try:
            done = actions.confirm_list(checked, by=actor, at=clock.now())
        except Rejected as rejected:
            fouten = tuple(Violation(each.code, each.text) for each in rejected.violations)
        else:
            counts = {"nieuw": done.nieuw, "bestond": done.bestond}
            return redirect(reverse("uren-instelling", args=[checked.instelling_id], query=counts))
    return show(
        request,
        "lesverzuim/controle.jinja",
        titel="Controleer de lijst",
        groep=GROEP,
        fouten=fouten,
        lijst=checked,
        goed=len(checked.regels),
        rijen=[
            {**each, "kolom": LABELS[each["kolom"]], "oplossing": uitleg()[each["code"]].oplossing}
            for each in checked.fouten[:SHOWN]
        ],
        meer=checked.fout > len({each["regel"] for each in checked.fouten[:SHOWN]}),
    )
