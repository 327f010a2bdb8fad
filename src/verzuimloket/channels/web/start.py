"""The page after logging in: numbers, ways on, and what waits for this person (AUT-10…14; ux.md 5.9)."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.urls import reverse

from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import werk
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.inschrijvingen import queries as inschrijvingen
from verzuimloket.lesverzuim import queries as lesverzuim
from verzuimloket.mail import queries as mail
from verzuimloket.verzuim import queries

T = TypeVar("T", bound=Model)
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
    parts |= {"vragen": [], "zonder_einddatum": []}
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
        nieuws=mail.latest_news(on=now.date()),
        zonder_scherm=not actor.has_role(*_SCREENS),
        **parts,
    )


def _of_school(actor: Actor, *, now: datetime) -> dict[str, Any]:
    mine = queries.drafts_of(actor) if actor.has_role(Rol.MELDER) else queries.drafts_of(actor).none()
    drafts, count = _first(mine)
    rows = queries.consultable_by(actor, on=now.date())
    answers, answered = _first(queries.recently_answered(rows, since=now - timedelta(days=NIEUWS_DAGEN)))
    counts, verzuim = queries.open_counts(rows, waiting_since=now), reverse("verzuim")
    tiles = [
        _tile(counts["nieuw"], "geregistreerd", f"{verzuim}?status=R", "Wacht op de gemeente"),
        _tile(counts["in_behandeling"], "in behandeling", f"{verzuim}?status=B", "De gemeente is bezig"),
        _tile(answered, "met nieuw bericht", "#antwoorden", f"In de laatste {NIEUWS_DAGEN} dagen"),
    ]
    if actor.has_role(Rol.MELDER):
        tiles.insert(0, _tile(count, _noun(count, "concept", "concepten"), "#concepten", "Nog niet verstuurd"))
        tiles[1:1] = _signals(actor)
    waiting = {
        "vragen": werk.questions(actor, rows, most=MOST),
        "zonder_einddatum": werk.without_end(actor, rows, on=now.date(), most=MOST),
    }
    concepten = [(each, queries.kept_until(each)) for each in drafts]
    return {"tegels": tiles, "concepten": concepten, "antwoorden": answers, **waiting}


def _first(rows: QuerySet[T]) -> tuple[list[T], int]:
    """The first of the rows and how many there are; counted only when there are more."""
    found = list(rows[:MOST])
    return found, len(found) if len(found) < MOST else rows.count()


def _signals(actor: Actor) -> list[dict[str, Any]]:
    """Pupils who reached or near a limit of absence; only what there is, since there is room for six tiles."""
    counts, uren = lesverzuim.count_signals(actor), reverse("uren")
    tiles = [
        _tile(counts["bereikt"], "met 16 uren", f"{uren}?grens=16#signalen", "Er staat een concept klaar", True),
        _tile(counts["dagen"], "21 of 28 dagen", f"{uren}?grens=dagen#signalen", "Aaneengesloten gemeld", True),
        _tile(counts["nadert"], "met 12 uren", f"{uren}?grens=12#signalen", "Nadert de 16 uren"),
    ]
    return [tile for tile in tiles if tile["aantal"]]


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
    vragen = werk.questions(actor, rows, most=MOST)
    return {"tegels": tiles, "wachtend": queries.longest_waiting(rows)[:MOST], "vragen": vragen}


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
