"""'Welke melding past?': the questions of the decision tree for a draft, and the advice (domain rules §6.6).

The answers are kept in the draft under ``past``. What the register knows is not asked. The advice is
made anew on every page from draft and register, so it never speaks about older dates than the draft.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import JA_NEE, Formulier, Veld, keep
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import stand
from verzuimloket.channels.web.verzuim.stand import Stand, adres
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.parameters import param
from verzuimloket.lesverzuim import queries as lesverzuim
from verzuimloket.verzuim import actions, rules
from verzuimloket.verzuim.codes import Soort
from verzuimloket.verzuim.inputs import Geteld
from verzuimloket.verzuim.models import Concept
from verzuimloket.verzuim.rules.advies import VRAGEN, Advies, Boomvraag, Uitkomst
from verzuimloket.verzuim.rules.beslisboom import advies, vragen

PAST = "past"
_REDEN = (
    ("nee", "Nee"),
    ("ja", "Ja", "Ziek gemeld, geschorst, verlof of een andere geldige reden"),
    ("twijfel", "De school twijfelt", "Bijvoorbeeld een ziekmelding die u niet vertrouwt"),
)
_UITLEG = {
    Boomvraag.VIER_WEKEN: "Of korter, als uw bestuur een kortere termijn afsprak",
    Boomvraag.ZESTIEN_UUR: "Een vakantieweek telt niet mee. Begin te tellen na de vorige melding van 16 uren",
}
VELDEN = {
    str(vraag): Veld(
        VRAGEN[vraag][0], _UITLEG.get(vraag, ""), keuzes=_REDEN if vraag is Boomvraag.GELDIGE_REDEN else JA_NEE
    )
    for vraag in Boomvraag
}
_BRON = {"register": "Register", "melding": "Deze melding", "uren": "Uw urenregistratie", "school": "U"}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.MELDER)
def past(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """The questions that are left, and the advice. ``overnemen`` puts the kind into the step Verzuim."""
    concept = stand.find(request, kenmerk)
    if concept.ingediend:
        return stand.verzonden(concept)
    if concept.doel == "wijziging":  # the kind of a melding that exists is fixed
        raise Http404
    if request.method != "POST":
        return _page(request, stand.read(concept, "verzuim", by=request.actor))
    return _answer(request, concept)


def _answer(request: Verzoek, concept: Concept) -> HttpResponse:
    actor: Actor = request.actor
    if request.POST.get("actie") == "overnemen":
        return _take_over(concept, actor)
    given = {naam: value for naam, value in keep(request.POST).items() if naam in VELDEN}
    actions.save_answers(concept, PAST, given, by=actor, at=clock.now())
    return _page(request, stand.read(concept, "verzuim", by=actor), controle=True)


def _take_over(concept: Concept, actor: Actor) -> HttpResponse:
    """The kind of the advice becomes the answer of the step; it stays a proposal that can be changed."""
    now = stand.read(concept, "verzuim", by=actor)
    found = _advies(now, _geteld(now, by=actor))
    if found.soort:
        raw = {
            **now.gelezen.forms["verzuim"].antwoorden,
            "soort": found.soort,
            "verbijzondering": found.verbijzondering,
        }
        actions.save_answers(concept, "verzuim", raw, by=actor, at=clock.now())
    return redirect(f"{adres(concept, 'verzuim')}#soort")


def _form(now: Stand) -> Formulier:
    return Formulier(now.concept.antwoorden.get(PAST, {}), VELDEN)


def _geteld(now: Stand, *, by: Actor) -> Geteld | None:
    """What the school's own hours say about the absence of this draft."""
    given, concept = now.gelezen.given, now.concept
    return lesverzuim.geteld(by, concept.instelling_id, concept.persoon, given.periode, on=clock.today())


def _advies(now: Stand, geteld: Geteld | None) -> Advies:
    form = _form(now)
    answers = {vraag: form.keuze(vraag) for vraag in Boomvraag}
    known = {vraag: answer for vraag, answer in answers.items() if answer}
    return advies(now.gelezen.given, now.facts, known, geteld)


def _page(request: Verzoek, now: Stand, *, controle: bool = False) -> HttpResponse:
    concept, form, geteld = now.concept, _form(now), _geteld(now, by=request.actor)
    found, left = _advies(now, geteld), vragen(now.gelezen.given, now.facts, geteld)
    if controle and found.vraag:
        form.wrong("VORM_keuze", f"Kies een antwoord bij: {VELDEN[found.vraag].label}", found.vraag)
    audit.record("persoon:raadplegen", concept.persoon, by=request.actor, bij="welke melding past")
    return show(
        request,
        "verzuim/melden/past.jinja",
        titel="Welke melding past?",
        groep="Verzuim melden",
        bijschrift=f"Verzuim melden voor {concept.persoon.naam}",
        fouten=form.fouten,
        form=form,
        vragen=[str(vraag) for vraag in left or _tegenspraak(found)],
        gevraagd=bool(left),
        concept=concept,
        begindatum=now.gelezen.given.begindatum,
        geteld=geteld,
        **_context(now, found),
    )


def _tegenspraak(found: Advies) -> tuple[Boomvraag, ...]:
    """What the school may say against an advice that the register gave by itself: there is a reason after all."""
    return (Boomvraag.GELDIGE_REDEN, Boomvraag.LANGDURIG_ZIEK) if found.uitkomst is Uitkomst.MELDEN else ()


# shared with the step Verzuim


def context(now: Stand, *, by: Actor) -> dict[str, Any]:
    """The advice, its steps, and the chain of meldingen before this one. Nothing for a change."""
    return {} if now.wijziging else _context(now, _advies(now, _geteld(now, by=by)))


def _context(now: Stand, found: Advies) -> dict[str, Any]:
    given = now.gelezen.given
    return {
        "advies": found,
        "beantwoord": PAST in now.concept.antwoorden or found.uitkomst is not Uitkomst.VRAAG,
        "stappen_boom": [(stap.vraag, stap.antwoord, _BRON[stap.bron], stap.artikel) for stap in found.stappen],
        "keten": _keten(now),
        "lrv": given.soort == Soort.LANGDURIG,
    }


def _keten(now: Stand) -> dict[str, Any]:
    """The unbroken meldingen before the first day, and what is missing for long-term absence."""
    given, dag = now.gelezen.given, now.gelezen.given.begindatum or clock.today()
    own = (each for each in now.facts.andere_meldingen if each.instelling == given.instelling)
    found, nodig = rules.keten(own, dag), param("lrv_min_dagen", on=dag)
    return {"schakels": found.schakels, "dagen": found.dagen, "nodig": nodig, "tekort": max(0, nodig - found.dagen)}
