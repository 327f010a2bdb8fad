"""Colleagues in one draft: handing it over, and two people in the same step (issue 3, 4)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import stand
from verzuimloket.channels.web.verzuim.antwoorden import Raw
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Rejected
from verzuimloket.uitvoer.secties import secties
from verzuimloket.uitvoer.verschillen import alleen_gewijzigd, verschillen
from verzuimloket.verzuim import actions, queries
from verzuimloket.verzuim.inputs import OverdrachtInput
from verzuimloket.verzuim.models import Concept


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.MELDER)
def overdragen(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Choose the colleague who goes on with this draft. A second click finds it done."""
    actor: Actor = request.actor
    concept = stand.find(request, kenmerk)
    if concept.ingediend:
        return stand.verzonden(concept)
    known = queries.reporters(actor, concept.instelling_id, on=clock.today())
    velden = {"aan": Veld("Collega", keuzes=tuple((str(each.pk), each.naam) for each in known))}
    form = Formulier.posted(request.POST, velden) if request.method == "POST" else Formulier({}, velden)
    if request.method == "POST" and _hand_over(form, concept, by=actor):
        return redirect(reverse("start") + "#concepten")
    return show(
        request,
        "verzuim/melden/overdragen.jinja",
        titel="Concept overdragen aan een collega",
        groep="Verzuim melden",
        concept=concept,
        form=form,
        fouten=form.fouten,
    )


def _hand_over(form: Formulier, concept: Concept, *, by: Actor) -> bool:
    """Whether the colleague has it. If not, the form says why."""
    chosen = form.keuze("aan")
    try:
        given = OverdrachtInput(int(chosen) if chosen else None)
        actions.hand_over_concept(concept, given, by=by, at=clock.now())
    except Rejected as rejected:
        form.add(rejected.violations)
    return not form.fouten


def times_saved(concept: Concept, stap: str) -> int:
    """How often this step was saved; the page sends it back, so that a colleague's answers are not lost."""
    return int(concept.bewaard.get(stap, {}).get("keer", 0))


def read_times(request: Verzoek) -> int | None:
    """How often the step was saved when the page was made; None when the page did not say."""
    text = request.POST.get("keer", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def beside_theirs(concept: Concept, stap: str, raw: Raw, *, by: Actor) -> dict[str, Any]:
    """A colleague was first: who and when, and both answers side by side. The draft then reads as typed here."""
    concept.refresh_from_db()
    theirs = secties(stand.read(concept, stap, by=by).gelezen.given)
    concept.antwoorden = {**concept.antwoorden, stap: raw}
    mine = secties(stand.read(concept, stap, by=by).gelezen.given)
    return {
        "naam": concept.gewijzigd_door,
        "moment": concept.gewijzigd_at,
        "secties": alleen_gewijzigd(verschillen(mine, theirs)),
    }
