"""The page after logging in: numbers, ways on, and what waits for this person (AUT-10…14; ux.md 5.9)."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import format_lazy

from verzuimloket.bestanden.queries import available
from verzuimloket.channels.web import taal
from verzuimloket.channels.web.bestanden import delen as bestanden
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import werk
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.inschrijvingen import queries as inschrijvingen
from verzuimloket.inschrijvingen.queries import registratie
from verzuimloket.koppelingen import queries as koppelingen
from verzuimloket.lesverzuim import queries as lesverzuim
from verzuimloket.mail import queries as mail
from verzuimloket.rapportages.queries import lijst
from verzuimloket.uitvoer import leerplicht_signaal, registratie_punten
from verzuimloket.verzuim import queries

T = TypeVar("T", bound=Model)
NIEUWS_DAGEN = 7  # so long an answer counts as new
WACHT_WERKDAGEN = 5  # after so many working days a melding waits too long
MOST = 10  # lines per list
TELT_OP_START = 5_000  # enrolments: so many are checked while the page waits
_SCHOOL = (Rol.MELDER, Rol.RAADPLEGER, Rol.BEHEERDER_ONDERWIJS)
_BEHEER = (Rol.BEHEERDER, Rol.REGISTERBEHEERDER)


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
        parts["tegels"] = _to_check(actor) + parts["tegels"] + _enrolled(actor)
    if actor.has_role(Rol.BEHANDELAAR):
        parts |= _of_agency(actor, now=now)
    if actor.has_role(Rol.REGISTERBEHEERDER):
        parts["tegels"] = _of_register()
    if actor.has_role(Rol.RAPPORTAGES):
        parts["tegels"] = _on_lists(actor) + parts["tegels"]
    parts["tegels"] = _files(actor) + parts["tegels"]
    return show(
        request,
        "start.jinja",
        titel="Start",
        kop=format_lazy(taal.later("Welkom, {naam}"), naam=actor.naam),
        inschrijver=actor.has_role(Rol.INSCHRIJVER),
        melder=actor.has_role(Rol.MELDER),
        lezer=actor.has_role(*_SCHOOL),
        behandelaar=actor.has_role(Rol.BEHANDELAAR),
        beheerder=actor.has_role(*_BEHEER),
        bestanden=bestanden.tabs(actor, "") if actor.has_role(*bestanden.OPHALERS) else [],
        nieuws=mail.latest_news(on=now.date()),
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


def _to_check(actor: Actor) -> list[dict[str, Any]]:
    """How much there is to look at in the registration; of a large one only the page itself counts that."""
    rows = registratie.registered(actor)
    if not 0 < rows[: TELT_OP_START + 1].count() <= TELT_OP_START:
        return []
    count = registratie_punten.figures(rows, on=clock.today()).te_doen
    noun = _noun(count, "punt te controleren", "punten te controleren")
    return [_tile(count, noun, reverse("registratie-controle"), "In uw registratie", True)] if count else []


def _files(actor: Actor) -> list[dict[str, Any]]:
    """What was sent and checked, and waits for the word; only when there is something (ux.md 5.9)."""
    count = bestanden.waiting(actor)
    href = f"{reverse('bestanden-verstuurd')}?stand=GECONTROLEERD"
    naam = _noun(count, "bestand te verwerken", "bestanden te verwerken")
    return [_tile(count, naam, href, "Gecontroleerd, wacht op u", True)] if count else []


def _on_lists(actor: Actor) -> list[dict[str, Any]]:
    """How many stand on the newest monthly list with somebody on it; without one there is nothing to tell."""
    who, newest = lijst.bereik(actor), list(lijst.published()[:2])
    cijfers = lijst.figures(who, newest) if who.codes else {}
    run = next((each for each in newest if cijfers and cijfers[each.pk].stand), None)
    if run is None:
        return []
    href, count = reverse("rapportages:lijst", args=[run.kenmerk]), cijfers[run.pk].stand
    noun = _noun(count, "leerling op de lijst", "leerlingen op de lijst")
    return [_tile(count, noun, href, "Mogelijk voortijdig schoolverlater")]


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
    tiles += _turn_five(actor)
    vragen = werk.questions(actor, rows, most=MOST)
    return {"tegels": tiles, "wachtend": queries.longest_waiting(rows)[:MOST], "vragen": vragen}


def _turn_five(actor: Actor) -> list[dict[str, Any]]:
    """The children of the last list that the register made for this municipality (INS-45)."""
    found = available(actor, on=clock.today()).filter(soort=leerplicht_signaal.SOORT).first()
    if found is None:
        return []
    noun = _noun(found.totaal, "kind wordt 5 jaar", "kinderen worden 5 jaar")
    tekst = "Deze of volgende maand, volgens de scholen"
    return [_tile(found.totaal, noun, reverse("bestanden"), tekst)]


def _of_register() -> list[dict[str, Any]]:
    """Questions that wait for an answer, and pairs that may be one pupil; only when there are any."""
    vragen, paren = koppelingen.open_questions().count(), len(koppelingen.candidates(on=clock.today()))
    asked = _noun(vragen, "vraag van een gemeente", "vragen van gemeenten")
    alike = _noun(paren, "dubbele registratie", "dubbele registraties")
    tiles = [
        _tile(vragen, asked, reverse("koppelvragen"), "Wacht op uw antwoord", True),
        _tile(paren, alike, reverse("koppelkandidaten"), "Misschien dezelfde leerling"),
    ]
    return [tile for tile in tiles if tile["aantal"]]


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
