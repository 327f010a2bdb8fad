"""The wizard: one address per step, a draft row behind it, POST and then redirect (ADR 0020).

``?controle=ja`` shows what is wrong with the step; ``?terug=overzicht`` brings the user back to
Overzicht afterwards. Without them a page stands there as it was left.
"""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from verzuimloket.channels.web.formulier import JA, keep
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import (
    antwoorden,
    bewerken,
    bijlagelijst,
    kaart,
    overzicht,
    plicht_boom,
    privacy,
    samen,
    stand,
    velden,
)
from verzuimloket.channels.web.verzuim.antwoorden import Raw
from verzuimloket.channels.web.verzuim.oordeel import Fout
from verzuimloket.channels.web.verzuim.stand import Stand, adres
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.parameters import param
from verzuimloket.uitvoer import secties
from verzuimloket.verzuim import actions, queries
from verzuimloket.verzuim.codes import STANDAARDREDENEN
from verzuimloket.verzuim.models import Concept


@allowed(Rol.MELDER)
def stap(request: Verzoek, kenmerk: UUID, stap: str) -> HttpResponse:
    """One step of the wizard (MEL-11, WIJ-02)."""
    concept = stand.find(request, kenmerk)
    if concept.ingediend:
        return stand.verzonden(concept)
    if stap not in stand.TITELS or (stap == "melding" and concept.doel != "wijziging"):
        raise Http404
    if stap == "overzicht":
        return overzicht.overzicht(request, concept)
    return _answer(request, concept, stap) if request.method == "POST" else _page(request, concept, stap)


# answering


def _answer(request: Verzoek, concept: Concept, stap: str) -> HttpResponse:
    """Keep what was typed, whatever it is; then do what the button says."""
    actor: Actor = request.actor
    button, nummer = _button(request)
    raw: Raw = {naam: value for naam, value in keep(request.POST).items() if velden.known(stap, naam)}
    if stap != "melding":
        try:
            actions.save_answers(concept, stap, raw, by=actor, at=clock.now(), keer=samen.read_times(request))
        except Rejected as rejected:
            return _page(request, concept, stap, first=(raw, list(rejected.violations)))
    now = stand.read(concept, stap, by=actor)
    if button == "toon":
        return _page(request, concept, stap, toon=True)
    bewerking = bewerken.Bewerking(raw, now.gelezen, nummer, clock.today(), concept.instelling_id)
    edited = bewerken.bewerk(stap, button, bewerking)
    if edited:
        actions.save_answers(concept, stap, edited[0], by=actor, at=clock.now())
        return redirect(f"{adres(concept, stap, **_back(request))}#{edited[1]}")
    return redirect(_onward(request, now, button))


def _button(request: Verzoek) -> tuple[str, int]:
    """The button that was pressed: ``verder``, or ``verzuimdag-weg`` with the number at its end."""
    name, _, number = request.POST.get("actie", "verder").rpartition("-")
    if name and number.isascii() and number.isdigit():
        return name, int(number[:3])
    return request.POST.get("actie", "verder"), 0


def _back(request: Verzoek) -> dict[str, str]:
    return {"terug": "overzicht"} if request.POST.get("terug") == "overzicht" else {}


def _onward(request: Verzoek, now: Stand, button: str) -> str:
    """The address to go to after a button that leaves the page."""
    concept, stap = now.concept, now.stap
    if button == "past":
        return reverse("verzuim-past", args=[concept.pk])
    if button == "bewaar":
        return kaart.adres_leerling(concept, bewaard=JA)
    if button == "terug":
        return adres(concept, now.previous()) if now.previous() else kaart.adres_leerling(concept)
    if button == "bijlagen":
        return bijlagelijst.pagina(bijlagelijst.place_of(concept))
    if now.blocked(stap):
        return adres(concept, stap, controle=JA, **_back(request))
    wants_overview = button == "overzicht" or bool(_back(request))
    if wants_overview and not now.first_open():
        return adres(concept, "overzicht")
    return adres(concept, now.next())


# showing


def _page(
    request: Verzoek,
    concept: Concept,
    stap: str,
    *,
    toon: bool = False,
    first: tuple[Raw, list[Violation]] | None = None,
) -> HttpResponse:
    """first: what was typed, and the sentence that a colleague saved this step first."""
    actor: Actor = request.actor
    collega = samen.beside_theirs(concept, stap, first[0], by=actor) if first else None
    now = stand.read(concept, stap, by=actor)
    if not now.reachable(stap):
        return redirect(adres(concept, now.first_open()))
    if stap == "leerling":
        audit.record("persoon:raadplegen", concept.persoon, by=actor)
    if stap == "melding":
        audit.record("melding:raadplegen", concept.melding, by=actor)
    if toon:
        audit.record("persoon:nummer-tonen", concept.persoon, by=actor)
    return show(
        request,
        f"verzuim/melden/stap_{stap.replace('-', '_')}.jinja",
        **stand.kop(now),
        fouten=[*(first[1] if first else ()), *_shown(request, now)],
        collega=collega,
        keer=samen.times_saved(concept, stap),
        kaart=kaart.leerling(concept.persoon, concept.instelling, toon=toon),
        now=now,
        concept=concept,
        terug_naar=request.GET.get("terug", ""),
        **_own(now, actor, toon=toon),
    )


def _shown(request: Verzoek, now: Stand) -> list[Fout]:
    """What this page tells: warnings always, what blocks after pressing Verder. The fields show the same."""
    if now.stap not in now.gelezen.forms:
        return []
    here = [fout for fout in now.fouten if fout.stap == now.stap]
    if not request.GET.get("controle"):
        here = [fout for fout in here if not fout.blocks and now.answered(now.stap)]
    now.gelezen.forms[now.stap].fouten = list(here)
    return [replace(fout, code="") for fout in here]


def _own(now: Stand, actor: Actor, *, toon: bool) -> dict[str, Any]:
    """What only this step needs."""
    own: dict[str, Any] = {"form": now.gelezen.forms.get(now.stap)}
    if own["form"]:
        own["aanbod"] = privacy.aanbod(own["form"], now.stap)
    return (
        own
        | {
            "melding": _melding,
            "leerling": _leerling,
            "verzuim": _verzuim,
            "lesuren": _lesuren,
            "actie-school": _actie_school,
        }[now.stap](now, actor)
        | {"toon": toon}
    )


def _melding(now: Stand, actor: Actor) -> dict[str, Any]:
    melding = now.concept.melding
    assert melding
    rows = (secties.kop(melding), secties.terugkoppeling(melding))
    names = ("melding_rijen", "terugkoppeling")
    return {
        name: [{"label": label, "value": value} for label, value in each]
        for name, each in zip(names, rows, strict=True)
    }


def _leerling(now: Stand, actor: Actor) -> dict[str, Any]:
    concept = now.concept
    known = None if now.answered("leerling") else queries.last_about(actor, concept.instelling_id, concept.persoon_id)
    return {
        "contactpersonen": now.gelezen.forms["leerling"].groepen("contactpersoon", velden.CONTACTPERSOON),
        "max_contactpersonen": param("max_contactpersonen_leerling", on=clock.today()),
        "overgenomen": known.nummer if known else "",
    }


def _verzuim(now: Stand, actor: Actor) -> dict[str, Any]:
    concept = now.concept
    contacten = queries.contact_persons(concept.instelling_id, on=clock.today())
    return {
        "contacten": [
            (bewerken.contact_code(each), f"{each['contact_naam']}, {each['contact_email']}") for each in contacten
        ],
        "standaardredenen": STANDAARDREDENEN,
        "leeftijd": _leeftijd(now),
        "past": plicht_boom.context(now, by=actor),
        "kopie_van": concept.antwoorden.get("melding", {}).get("kopie_van", ""),
        "vervolg": concept.antwoorden.get("melding", {}) if concept.doel == "vervolg" else {},
    }


def _lesuren(now: Stand, actor: Actor) -> dict[str, Any]:
    """The days of absence; when there are none yet, one with the first day of the period (MEL-37)."""
    form = now.gelezen.forms["lesuren"]
    if not form.groepen("verzuimdag", velden.VERZUIMDAG):
        form.antwoorden = {**form.antwoorden, **antwoorden.dag_antwoorden(1, now.gelezen.given.begindatum)}
    dagen = form.groepen("verzuimdag", velden.VERZUIMDAG)
    return {"dagen": dagen, "max_dagen": velden.MAX_DAGEN, "aanbod_dagen": privacy.aanbod_dagen(dagen)}


def _actie_school(now: Stand, actor: Actor) -> dict[str, Any]:
    return {"bijlagen": bijlagelijst.lijst(actor, bijlagelijst.place_of(now.concept))}


def _leeftijd(now: Stand) -> int:
    """On the first day of absence, or today: it decides which kinds fit."""
    day: date = now.gelezen.given.begindatum or clock.today()
    return now.concept.persoon.geboren.leeftijd_op(day)
