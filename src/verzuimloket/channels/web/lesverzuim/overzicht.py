"""What asks for attention, and the hours of all pupils of an institution."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.lesverzuim import woorden
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import vervolg
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.instellingen.models import Instelling
from verzuimloket.lesverzuim import actions, queries
from verzuimloket.lesverzuim.codes import SoortSignaal
from verzuimloket.lesverzuim.models import Lesverzuimsignaal
from verzuimloket.personen.models import Persoon
from verzuimloket.personen.rules import normaal_pgn
from verzuimloket.verzuim import queries as verzuim

MAAT = 50
GROEP = "Uren bijhouden"
GRENZEN = {
    "12": (SoortSignaal.UREN_12,),
    "16": (SoortSignaal.UREN_16,),
    "dagen": (SoortSignaal.DAGEN_21, SoortSignaal.DAGEN_28),
}
NUMMER = {"nummer": Veld("Leerling zoeken", "Het bsn of het onderwijsnummer, 9 cijfers", max=20)}


@require_safe
@allowed(Rol.MELDER, Rol.RAADPLEGER)
def signalen(request: Verzoek) -> HttpResponse:
    """Who nears or reached a limit, at all institutions of the actor; the tiles on Start lead here."""
    actor: Actor = request.actor
    grens = request.GET.get("grens", "")
    rows = queries.signalen(actor)
    if grens in GRENZEN:
        rows = rows.filter(soort__in=GRENZEN[grens])
    totaal = rows.count()
    pagina = page_number(request.GET.get("pagina", ""), totaal)
    return show(
        request,
        "lesverzuim/signalen.jinja",
        titel="Uren en signalen",
        groep=GROEP,
        rijen=[_rij(each) for each in rows[(pagina - 1) * MAAT : pagina * MAAT]],
        totaal=totaal,
        pagina=pagina,
        paginas=paginas(totaal),
        grens=grens if grens in GRENZEN else "",
        scholen=list(instellingen.instellingen(actor.instellingen)),
        melder=actor.has_role(Rol.MELDER),
    )


def _rij(signaal: Lesverzuimsignaal) -> dict[str, Any]:
    return {
        "signaal": signaal,
        "hoeveel": woorden.hoeveel(signaal),
        "kleur": woorden.KLEUREN[SoortSignaal(signaal.soort)],
        "zestien": signaal.soort == SoortSignaal.UREN_16,
        "dagen": bool(signaal.dagen),
        "klaar": signaal.concept is not None,
    }


def page_number(text: str, totaal: int) -> int:
    """The page that was asked for, or the nearest that exists."""
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    return min(max(asked, 1), paginas(totaal))


def paginas(totaal: int) -> int:
    return max(1, -(-totaal // MAAT))


@require_POST
@allowed(Rol.MELDER)
def melden(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Open the draft that stands ready at 16 hours; make it again when somebody threw it away.

    After 28 days: the melding that follows on the last one of the row, which is long-term absence (RGL-13).
    """
    signaal = queries.signal(request.actor, kenmerk)
    if signaal is None or signaal.soort not in (SoortSignaal.UREN_16, SoortSignaal.DAGEN_28):
        raise Http404
    if signaal.soort == SoortSignaal.DAGEN_28:
        return _follow_up(request.actor, signaal)
    concept = actions.prepare(signaal, by=request.actor, at=clock.now())
    return redirect("verzuim-stap", concept.pk, "leerling")


def _follow_up(actor: Actor, signaal: Lesverzuimsignaal) -> HttpResponse:
    last = queries.last_of_row(actor, signaal)
    if last is None:  # withdrawn or changed since the last count
        return redirect("verzuim-leerling", signaal.instelling_id, signaal.persoon.kenmerk)
    return vervolg.begin_after(last, by=actor)


# one institution


def school_of(actor: Actor, code: str) -> Instelling:
    """An institution of the actor. Raises Http404."""
    found = instellingen.instellingen(tuple(own for own in actor.instellingen if own == code)).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.MELDER, Rol.RAADPLEGER)
def uren(request: Verzoek, instelling: str) -> HttpResponse:
    """Pupils with lines, those with most hours first. A number is posted, so it never stands in an address."""
    actor: Actor = request.actor
    school = school_of(actor, instelling)
    form = Formulier.posted(request.POST, NUMMER)
    if request.method == "POST":
        persoon = verzuim.find_pupil(actor, school.code, normaal_pgn(form.tekst("nummer")))
        if persoon:
            return redirect("uren-leerling", school.code, persoon.kenmerk)
        if not form.fouten:
            form.wrong(
                "BV_L_leerling_onbekend", "Met dit nummer staat bij uw instelling geen leerling ingeschreven.", "nummer"
            )
    return show(
        request,
        "lesverzuim/instelling.jinja",
        titel=f"Uren bij {school}",
        groep=GROEP,
        fouten=form.fouten,
        form=form,
        school=school,
        melder=actor.has_role(Rol.MELDER),
        bewaard=_count(request, "nieuw"),
        bestond=_count(request, "bestond"),
        **_lijst(request, school),
    )


def _count(request: Verzoek, naam: str) -> int | None:
    text = request.GET.get(naam, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _lijst(request: Verzoek, school: Instelling) -> dict[str, Any]:
    actor, on = request.actor, clock.today()
    wijze = queries.rekenwijze(school, on=on)
    standen = queries.standen(actor, school.code, wijze, on=on)
    ordered = sorted(standen, key=lambda pk: (-standen[pk].telling.delen, pk))
    pagina = page_number(request.GET.get("pagina", ""), len(ordered))
    shown = ordered[(pagina - 1) * MAAT : pagina * MAAT]
    personen = Persoon.objects.in_bulk(shown)
    signals: dict[int, list[dict[str, Any]]] = {}
    for each in queries.signalen(actor).filter(instelling_id=school.code, persoon_id__in=shown):
        signals.setdefault(each.persoon_id, []).append(_rij(each))
    audit.record("lesverzuim:raadplegen", f"instelling {school.code}", by=actor)
    return {
        "rijen": [
            {
                "persoon": personen[pk],
                "uren": woorden.van_zestien(standen[pk].telling.delen, wijze, on=on),
                "venster": standen[pk].telling.venster,
                "signalen": signals.get(pk, []),
            }
            for pk in shown
            if pk in personen
        ],
        "totaal": len(ordered),
        "pagina": pagina,
        "paginas": paginas(len(ordered)),
        "blader": f"{reverse('uren-instelling', args=[school.code])}?pagina=",
        "telt": woorden.zo_telt(school, wijze),
        "vakanties": [each for each in instellingen.vakanties(school.code) if each.einddatum >= on][:3],
    }
