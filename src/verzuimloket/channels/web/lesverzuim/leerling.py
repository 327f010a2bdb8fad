"""The lines of one pupil: how they were counted, add some, take one back."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.lesverzuim import woorden
from verzuimloket.channels.web.lesverzuim.overzicht import GROEP, school_of
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.parameters import param
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.instellingen.models import Instelling
from verzuimloket.lesverzuim import actions, queries, rules
from verzuimloket.lesverzuim.codes import SoortLesverzuim, SoortSignaal
from verzuimloket.lesverzuim.inputs import Lesregel
from verzuimloket.lesverzuim.models import Lesverzuim
from verzuimloket.personen.models import Persoon
from verzuimloket.uitvoer.wie import rijen
from verzuimloket.verzuim import queries as verzuim

MOST = 200  # lines on one page
_LESUREN = tuple((str(uur), str(uur)) for uur in range(1, 13))


def velden() -> dict[str, Veld]:
    kinds = codelijst("lesverzuim_soort").keuzes(on=clock.today())
    return {
        "datum": Veld("Dag", "Bijvoorbeeld 2 11 2026"),
        "soort": Veld("Soort", keuzes=tuple(each for each in kinds if each[0] != SoortLesverzuim.GEOORLOOFD)),
        "lesuren": Veld("Gemiste lesuren", "Laat leeg als u minuten invult", keuzes=_LESUREN, optional=True),
        "minuten": Veld("Minuten", "Bij te laat, of bij een deel van een les", optional=True),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.MELDER, Rol.RAADPLEGER)
def leerling(request: Verzoek, instelling: str, kenmerk: UUID) -> HttpResponse:
    """Lines and count of one pupil; a reporter may add lines."""
    actor: Actor = request.actor
    school = school_of(actor, instelling)
    found = verzuim.pupil(actor, school.code, kenmerk, on=clock.today())
    if found is None:
        raise Http404
    persoon, adres = found
    form = Formulier.posted(request.POST, velden())
    if request.method == "POST":
        new = _add(form, school, persoon, by=actor)
        if new is not None:
            return redirect(reverse("uren-leerling", args=[school.code, kenmerk], query={"nieuw": new}))
    elif not form.antwoorden:
        form.antwoorden = {"soort": SoortLesverzuim.ONGEOORLOOFD}
    audit.record("persoon:raadplegen", persoon, by=actor)
    return show(
        request,
        "lesverzuim/leerling.jinja",
        titel="Uren van een leerling",
        groep=GROEP,
        kop=f"Uren van {persoon.naam}",
        fouten=form.fouten,
        form=form,
        school=school,
        persoon=persoon,
        kaart=rijen(persoon, adres),
        melder=actor.has_role(Rol.MELDER),
        nieuw=request.GET.get("nieuw", ""),
        weg=request.GET.get("weg", ""),
        **_stand(actor, school, persoon),
    )


def _add(form: Formulier, school: Instelling, persoon: Persoon, *, by: Actor) -> int | None:
    """How many lines were new; None when the form must be shown again."""
    regels = [(persoon.pk, regel) for regel in _read(form)]
    if form.fouten:
        return None
    try:
        return actions.record_lines(school.code, regels, by=by, at=clock.now())
    except Rejected as rejected:
        form.add(_placed(each) for each in rejected.violations)
        return None


def _read(form: Formulier) -> list[Lesregel]:
    """A line per lesson hour, and one for the minutes; with neither, one that the rules refuse."""
    datum, soort = form.datum("datum"), form.keuze("soort")
    hours = [int(uur) for uur in form.keuzes("lesuren")]
    minutes = form.getal("minuten", laagste=1, hoogste=param("lesverzuim_max_minuten", on=clock.today()))
    regels = [Lesregel("", datum, uur, None, soort) for uur in hours]
    if minutes is not None or not hours:
        regels.append(Lesregel("", datum, None, minutes, soort))
    return regels


def _placed(violation: Violation) -> Violation:
    field = "lesuren" if violation.field == "lesuur" else violation.field
    return Violation(violation.code, violation.text, field if field != "nummer" else "", violation.blocks)


def _stand(actor: Actor, school: Instelling, persoon: Persoon) -> dict[str, Any]:
    on, vakanties = clock.today(), list(instellingen.vakanties(school.code))
    wijze = queries.rekenwijze(school, on=on)
    stand = queries.standen(actor, school.code, wijze, on=on, personen=[persoon.pk])[persoon.pk]
    calendar = rules.Kalender(wijze.vakanties)
    regels = list(queries.lines_of(actor, school.code, persoon)[: MOST + 1])
    signals = queries.signalen(actor).filter(instelling_id=school.code, persoon=persoon)
    return {
        "telling": woorden.venster(stand.telling, wijze, vakanties, on=on),
        "telt": woorden.zo_telt(school, wijze),
        "hervat_na": stand.hervat_na,
        "regels": [(regel, _aside(regel, calendar, stand)) for regel in regels[:MOST]],
        "meer": len(regels) > MOST,
        "signalen": [
            {
                "signaal": each,
                "hoeveel": woorden.hoeveel(each),
                "kleur": woorden.KLEUREN[SoortSignaal(each.soort)],
                "zestien": each.soort == SoortSignaal.UREN_16,
                "klaar": each.concept is not None,
            }
            for each in signals
        ],
    }


def _aside(regel: Lesverzuim, calendar: rules.Kalender, stand: queries.Stand) -> str:
    """Why a line does not count now; empty when it does."""
    if calendar.is_vrij(regel.datum):
        return "Nee, vakantie"
    if stand.hervat_na and regel.datum <= stand.hervat_na:
        return "Nee, al gemeld"
    now = stand.telling.venster
    begins = [each.begin for each in stand.telling.bereikt] + ([now.begin] if now else [])
    return "Ja" if begins and regel.datum >= min(begins) else "Nee, langer dan 4 lesweken geleden"


@require_POST
@allowed(Rol.MELDER)
def weg(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Take back one line."""
    actor: Actor = request.actor
    regel = queries.visible_to(actor).filter(kenmerk=kenmerk).first()
    if regel is None:
        raise Http404
    actions.withdraw_line(regel, by=actor, at=clock.now())
    return redirect(reverse("uren-leerling", args=[regel.instelling_id, regel.persoon.kenmerk], query={"weg": "ja"}))
