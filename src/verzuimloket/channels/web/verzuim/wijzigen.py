"""Changing a melding, and starting a new one from an old one: both are drafts in the wizard."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import antwoorden, stand
from verzuimloket.channels.web.verzuim.stand import Stand, adres
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.uitvoer.secties import secties
from verzuimloket.uitvoer.verschillen import verschillen
from verzuimloket.uitvoer.versies import moment_of
from verzuimloket.verzuim import actions, queries, rules
from verzuimloket.verzuim.models import Concept, Melding

NOT_OPEN = ("BV_S_ingetrokken_definitief", "BV_S_status_niet_wijzigbaar")


@allowed(Rol.MELDER)
@require_POST
def wijzigen(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Start to change a melding, or go on with the change that this user left (WIJ-01)."""
    actor: Actor = request.actor
    melding = get_object_or_404(queries.visible_to(actor), kenmerk=kenmerk)
    facts = queries.facts_of(melding, on=clock.today())
    fouten = rules.WIJZIGING.broken(facts.huidig, facts, on=facts.gemeld_op)
    closed = [fout for fout in fouten if fout.code in NOT_OPEN]
    if closed:
        return show(request, "verzuim/melden/gesloten.jinja", **_gesloten(melding), fouten=closed)
    concept = _left(melding, by=actor) or actions.start_concept(
        melding.persoon,
        melding.instelling_id,
        by=actor,
        at=clock.now(),
        doel="wijziging",
        melding=melding,
        antwoorden=antwoorden.van_melding(facts.huidig),
    )
    return redirect(adres(concept, "melding"))


def _left(melding: Melding, *, by: Actor) -> Concept | None:
    """The change of this version that the user began before and did not hand in."""
    rows = queries.own_drafts_of(by).filter(melding=melding, melding_versie=melding.versie, doel="wijziging")
    return rows.first()


def _gesloten(melding: Melding) -> dict[str, Any]:
    return {"titel": f"Melding {melding.nummer} kan niet meer worden gewijzigd", "melding": melding}


@allowed(Rol.MELDER)
@require_POST
def kopieren(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """A new report from an existing one of the same pupil; the period is what is left to fill in (KOP-01)."""
    actor: Actor = request.actor
    melding = get_object_or_404(queries.visible_to(actor), kenmerk=kenmerk)
    answers = antwoorden.voor_kopie(queries.as_input(melding)) | {"melding": {"kopie_van": str(melding.nummer)}}
    same = queries.own_drafts_of(actor).filter(doel="kopie", persoon=melding.persoon, antwoorden=answers)
    concept = same.first() or actions.start_concept(
        melding.persoon,
        melding.instelling_id,
        by=actor,
        at=clock.now(),
        doel="kopie",
        melding=melding,
        antwoorden=answers,
    )
    return redirect(adres(concept, "verzuim"))


# somebody else was first


def changed_meanwhile(concept: Concept) -> bool:
    """Whether the melding has another version than the one that this change started from."""
    melding = concept.melding
    return concept.doel == "wijziging" and melding is not None and melding.versie != concept.melding_versie


def intussen(request: Verzoek, now: Stand) -> HttpResponse:
    """Who changed the melding and when, and both texts side by side (BV_S_intussen_gewijzigd)."""
    melding = now.concept.melding
    assert melding
    nieuwste = queries.versions_of(melding).first()
    return show(
        request,
        "verzuim/melden/intussen.jinja",
        titel=f"Melding {melding.nummer} is intussen gewijzigd",
        melding=melding,
        concept=now.concept,
        door=nieuwste.actor if nieuwste else "",
        moment=moment_of(nieuwste) if nieuwste else None,
        secties=_verschillen(now, melding),
    )


def _verschillen(now: Stand, melding: Melding) -> list[tuple[str, list[dict[str, Any]]]]:
    """The user's answers beside the melding as it is now, section by section."""
    return verschillen(secties(now.gelezen.given), secties(queries.as_input(melding)))


@allowed(Rol.MELDER)
@require_POST
def opnieuw(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Go on with what was typed, on top of the melding as it is now."""
    actor: Actor = request.actor
    concept = stand.find(request, kenmerk)
    if concept.ingediend:
        return stand.verzonden(concept)
    if not changed_meanwhile(concept):
        return redirect(adres(concept, "overzicht"))
    again = actions.start_concept(
        concept.persoon,
        concept.instelling_id,
        by=actor,
        at=clock.now(),
        doel="wijziging",
        melding=concept.melding,
        antwoorden=concept.antwoorden,
    )
    actions.discard_concept(concept, by=actor)
    return redirect(adres(again, "overzicht"))
