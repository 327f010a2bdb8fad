"""Overzicht: everything once more, and then hand in (MEL-52 to MEL-57)."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from markupsafe import Markup

from verzuimloket.channels.web.formulier import JA, keep
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import bijlagelijst, kaart, stand, velden, wijzigen
from verzuimloket.channels.web.verzuim.oordeel import Fout
from verzuimloket.channels.web.verzuim.stand import Stand, adres
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected
from verzuimloket.mail import opstellen
from verzuimloket.uitvoer import secties
from verzuimloket.uitvoer.secties import Sectie
from verzuimloket.verzuim import actions, queries
from verzuimloket.verzuim.models import Concept
from verzuimloket.verzuim.rules import wet_bij


def overzicht(request: Verzoek, concept: Concept) -> HttpResponse:
    """The last step of the wizard."""
    actor: Actor = request.actor
    if request.method == "POST":
        raw = {naam: value for naam, value in keep(request.POST).items() if velden.known("overzicht", naam)}
        actions.save_answers(concept, "overzicht", raw, by=actor, at=clock.now())
    now = stand.read(concept, "overzicht", by=actor)
    if now.first_open():
        return redirect(adres(concept, now.first_open()))
    if wijzigen.changed_meanwhile(concept):
        return wijzigen.intussen(request, now)
    if request.method != "POST":
        return _page(request, now, now.fouten)
    button = request.POST.get("actie", "")
    if button == "bewaar":
        return redirect(kaart.adres_leerling(concept, bewaard=JA))
    if button == "terug":
        return redirect(adres(concept, now.previous()))
    return _hand_in(request, now, by=actor)


def _hand_in(request: Verzoek, now: Stand, *, by: Actor) -> HttpResponse:
    """Hand the draft in once, however often the button is pressed (MEL-56)."""
    if any(fout.code.startswith("VORM_") for fout in now.fouten):
        return _page(request, now, now.fouten)
    try:
        actions.submit_concept(now.concept, now.gelezen.given, by=by, at=clock.now())
    except Rejected as rejected:
        known = {fout.code for fout in now.fouten}
        new = [Fout(**vars(each)) for each in rejected.violations if each.code not in known]
        return _page(request, now, [*new, *now.fouten])
    now.concept.refresh_from_db()
    return stand.verzonden(now.concept)


def _page(request: Verzoek, now: Stand, fouten: list[Fout]) -> HttpResponse:
    concept, actor = now.concept, request.actor
    audit.record("persoon:raadplegen", concept.persoon, by=actor)
    return show(
        request,
        "verzuim/melden/overzicht.jinja",
        **stand.kop(now),
        fouten=[_linked(concept, fout) for fout in fouten],
        form=now.gelezen.forms["overzicht"],
        secties=[_melding(now), *secties.secties(now.gelezen.given)],
        **_gaat_naar(now),
        kaart=kaart.leerling(concept.persoon, concept.instelling),
        now=now,
        concept=concept,
        terug_naar="",
        bijlagen=bijlagelijst.lijst(actor, bijlagelijst.place_of(concept)),
        links={stap: adres(concept, stap, terug="overzicht") for stap in now.stappen},
    )


def _linked(concept: Concept, fout: Fout) -> Fout:
    """The sentence as a link to the input on its step."""
    if not fout.stap or not fout.field:
        return fout
    href = f"{adres(concept, fout.stap, controle=JA, terug='overzicht')}#{fout.field}"
    klasse = "" if fout.blocks else Markup(' class="govuk-link"')
    text = Markup('<a href="{}"{}>{}</a>').format(href, klasse, fout.text)
    return replace(fout, text=text, field="", code="")


def _gaat_naar(now: Stand) -> dict[str, Any]:
    """Who will handle it, chosen at reporting and then fixed (domain rules §10); and the mails of the button."""
    given, melding = now.gelezen.given, now.concept.melding if now.wijziging else None
    if melding:
        return {"bestemming": str(melding.instantie), "post": opstellen.vooraf("wijzigen", melding, given=given)}
    found = queries.destination(now.concept.persoon, given, on=clock.today())
    return {"bestemming": str(found.instantie) if found else "", "post": opstellen.vooraf_opvoeren(given, found)}


def _melding(now: Stand) -> Sectie:
    """The header of the melding (MEL-53): what it will be, or what it is."""
    melding = now.concept.melding if now.wijziging else None
    if melding:
        return Sectie("Melding", "melding", tuple(secties.kop(melding)))
    given, geboren = now.gelezen.given, now.concept.persoon.geboren
    wet = wet_bij(geboren, given.begindatum) if given.begindatum else ""
    rijen: list[tuple[str, Any]] = [
        ("Meldingnummer", "Krijgt u na het versturen"),
        ("Meldende instelling", str(now.concept.instelling)),
        ("Melddatum", secties.dag(clock.today())),
        ("Status", codelijst("status").label("R")),
        ("Wet", codelijst("wet").label(wet) if wet else ""),
    ]
    return Sectie("Melding", "", tuple(rijen))
