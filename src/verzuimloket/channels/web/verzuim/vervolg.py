"""After a melding: the next one of the same absence, or the day on which the pupil came back."""

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import antwoorden, detail
from verzuimloket.channels.web.verzuim.antwoorden import Raw, datum_delen
from verzuimloket.channels.web.verzuim.stand import adres
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Rejected
from verzuimloket.mail import opstellen
from verzuimloket.verzuim import actions, queries
from verzuimloket.verzuim.models import Concept, Melding
from verzuimloket.verzuim.rules import Voorstel

_DAG = timedelta(days=1)
_DATUM = {"einddatum": Veld("Laatste dag van het verzuim", "De dag voordat de leerling weer op school was")}


@allowed(Rol.MELDER)
@require_POST
def beginnen(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """A draft of the next melding; one that waits already is used again (KOP-04)."""
    return begin_after(get_object_or_404(queries.visible_to(request.actor), kenmerk=kenmerk), by=request.actor)


def begin_after(melding: Melding, *, by: Actor) -> HttpResponse:
    """To the draft of what follows on this melding, or to the melding itself when nothing can follow."""
    voorstel = queries.next_after(melding, on=clock.today())
    if voorstel is None:
        return redirect("melding", melding.kenmerk)
    concept = _left(melding, by=by) or actions.start_concept(
        melding.persoon,
        melding.instelling_id,
        by=by,
        at=clock.now(),
        doel="vervolg",
        melding=melding,
        antwoorden=_answers(melding, voorstel),
    )
    return redirect(adres(concept, "verzuim"))


def _left(melding: Melding, *, by: Actor) -> Concept | None:
    """The follow-up of this melding that somebody of the school began and did not hand in."""
    rows = queries.drafts_of(by).filter(doel="vervolg", persoon=melding.persoon)
    return rows.filter(antwoorden__melding__vervolg_op=str(melding.nummer)).first()


def _answers(melding: Melding, voorstel: Voorstel) -> dict[str, Raw]:
    """As a copy, with the period and the kind filled in (domain rules §9.7)."""
    answers = antwoorden.voor_kopie(queries.as_input(melding))
    begin, eind = voorstel.periode.begin, voorstel.periode.eind
    answers["verzuim"] |= datum_delen("begindatum", begin) | datum_delen("einddatum", eind) | {"soort": voorstel.soort}
    told = {"vervolg_op": str(melding.nummer), "dagen": str(voorstel.dagen), "soort": voorstel.soort}
    return answers | {"melding": told}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.MELDER)
def weer_op_school(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Ask for the last day of absence and store it. A second click finds it done."""
    found = detail.find(request, kenmerk)
    if request.method != "POST":
        return _page(request, found, Formulier(datum_delen("einddatum", _last_day(found, clock.today())), _DATUM))
    form = Formulier.posted(request.POST, _DATUM)
    if _end(request, found, form):
        detail.tell(request, found, "weer_op_school")
        return redirect("melding", found.kenmerk)
    return _page(request, found, form)


def _last_day(found: Melding, on: date) -> date:
    """Yesterday: the pupil is back today. Never before the absence began."""
    return found.einddatum or max(found.begindatum, on - _DAG)


def _end(request: Verzoek, found: Melding, form: Formulier) -> bool:
    """Whether it was stored. If not, the form says why."""
    actor: Actor = request.actor
    einddatum = form.datum("einddatum")
    if einddatum is None and not form.fouten:
        form.wrong("VORM_datum", "Vul de laatste dag van het verzuim in.", "einddatum")
    if einddatum is None:
        return False
    try:
        actions.end_absence(found, einddatum, by=actor, at=clock.now(), versie=_versie(request, found))
    except Rejected as rejected:
        form.add(each for each in rejected.violations if each.blocks)
    return not form.fouten


def _versie(request: Verzoek, found: Melding) -> int:
    """The version of the melding that was on the screen."""
    text = request.POST.get("versie", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else found.versie


def _page(request: Verzoek, found: Melding, form: Formulier) -> HttpResponse:
    return show(
        request,
        "verzuim/weer_op_school.jinja",
        titel=f"Weer op school: melding {found.nummer}",
        groep="Verzuim raadplegen",
        melding=found,
        form=form,
        fouten=form.fouten,
        post=opstellen.vooraf("wijzigen", found),
    )
