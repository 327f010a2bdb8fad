"""The page after logging in: numbers, ways on, and what waits for this person (AUT-10…14; ux.md 5.9)."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.inschrijvingen import queries as inschrijvingen
from verzuimloket.verzuim import queries

NIEUWS_DAGEN = 7  # so long an answer counts as new
WACHT_WERKDAGEN = 5  # after so many working days a melding waits too long
MOST = 10  # lines per list
_SCHOOL = (Rol.MELDER, Rol.RAADPLEGER, Rol.BEHEERDER_ONDERWIJS)
_BEHEER = (Rol.BEHEERDER, Rol.REGISTERBEHEERDER)
_SCREENS = {*_SCHOOL, *_BEHEER, Rol.INSCHRIJVER, Rol.BEHANDELAAR}


@allowed(*Rol)
def start(request: Verzoek) -> HttpResponse:
    """What this person can do here, with numbers that lead to the lists behind them."""
    actor: Actor = request.actor
    now = clock.now()
    parts: dict[str, Any] = {"tegels": [], "concepten": [], "antwoorden": [], "wachtend": []}
    if actor.has_role(*_SCHOOL):
        parts |= _of_school(actor, now=now)
    if actor.has_role(Rol.INSCHRIJVER):
        parts["tegels"] += _enrolled(actor)
    if actor.has_role(Rol.BEHANDELAAR):
        parts |= _of_agency(actor, now=now)
    return show(
        request,
        "start.jinja",
        titel="Start",
        kop=f"Welkom, {actor.naam}",
        inschrijver=actor.has_role(Rol.INSCHRIJVER),
        melder=actor.has_role(Rol.MELDER),
        lezer=actor.has_role(*_SCHOOL),
        behandelaar=actor.has_role(Rol.BEHANDELAAR),
        beheerder=actor.has_role(*_BEHEER),
        zonder_scherm=not actor.has_role(*_SCREENS),
        **parts,
    )


def _of_school(actor: Actor, *, now: datetime) -> dict[str, Any]:
    drafts = queries.drafts_of(actor) if actor.has_role(Rol.MELDER) else queries.drafts_of(actor).none()
    rows = queries.consultable_by(actor, on=now.date())
    answered = queries.recently_answered(rows, since=now - timedelta(days=NIEUWS_DAGEN))
    counts, verzuim = queries.open_counts(rows, waiting_since=now), reverse("verzuim")
    tiles = [
        _tile(counts["nieuw"], "geregistreerd", f"{verzuim}?status=R", "Wacht op de gemeente"),
        _tile(counts["in_behandeling"], "in behandeling", f"{verzuim}?status=B", "De gemeente is bezig"),
        _tile(answered.count(), "met nieuw bericht", "#antwoorden", f"In de laatste {NIEUWS_DAGEN} dagen"),
    ]
    if actor.has_role(Rol.MELDER):
        count = drafts.count()
        tiles.insert(0, _tile(count, _noun(count, "concept", "concepten"), "#concepten", "Nog niet verstuurd"))
    return {"tegels": tiles, "concepten": drafts[:MOST], "antwoorden": answered[:MOST]}


def _enrolled(actor: Actor) -> list[dict[str, Any]]:
    count = inschrijvingen.visible_to(actor).count()
    noun = _noun(count, "inschrijving", "inschrijvingen")
    return [_tile(count, noun, reverse("inschrijvingen"), "Ook van wie vertrokken is")]


def _of_agency(actor: Actor, *, now: datetime) -> dict[str, Any]:
    rows, werklijst = queries.visible_to(actor), reverse("werklijst")
    counts = queries.open_counts(rows, waiting_since=working_days_before(now, WACHT_WERKDAGEN))
    waiting = f"langer dan {WACHT_WERKDAGEN} werkdagen"
    tiles = [
        _tile(counts["nieuw"], "nieuw", f"{werklijst}?status=R", "Nog niet in behandeling"),
        _tile(counts["prioriteit"], "met prioriteit", f"{werklijst}?prioriteit=ja", "Nieuw of in behandeling", True),
        _tile(counts["wacht"], waiting, f"{werklijst}?wacht=ja", "Nog niet in behandeling", True),
        _tile(counts["in_behandeling"], "in behandeling", f"{werklijst}?status=B", "Bij u of een collega"),
    ]
    return {"tegels": tiles, "wachtend": queries.longest_waiting(rows)[:MOST]}


def _noun(count: int, one: str, more: str) -> str:
    return one if count == 1 else more


def _tile(aantal: int, naam: str, href: str, tekst: str = "", let_op: bool = False) -> dict[str, Any]:
    return {"aantal": aantal, "naam": naam, "href": href, "tekst": tekst, "let_op": let_op and aantal > 0}


def working_days_before(moment: datetime, days: int) -> datetime:
    """The same time, so many days earlier that are no Saturday or Sunday."""
    while days > 0:
        moment -= timedelta(days=1)
        days -= moment.weekday() < 5
    return moment
