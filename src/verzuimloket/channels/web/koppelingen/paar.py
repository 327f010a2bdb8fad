"""Two registrations side by side, for an agency and for the register holder: the page, and the button on it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.rules import blocking
from verzuimloket.koppelingen import actions, queries, rules
from verzuimloket.koppelingen.inputs import VraagInput
from verzuimloket.koppelingen.queries import Paar
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Persoon
from verzuimloket.uitvoer import wie

_TOLD = "koppelen_uitkomst"
GEKOPPELD = (
    "De 2 registraties zijn gekoppeld. Alles staat nu bij het nummer dat blijft; het andere nummer blijft vindbaar."
)


def tell(request: Verzoek, text: str) -> None:
    """What the next page says first."""
    request.session[_TOLD] = text


def told(request: Verzoek) -> str:
    return str(request.session.pop(_TOLD, ""))


def find(request: Verzoek, een: UUID, ander: UUID) -> Paar:
    """Both, if this actor may see both; anybody else is as unknown as nobody."""
    found = queries.pair(request.actor, een, ander)
    if found is None:
        raise Http404
    return queries.compare(*found)


def merge(request: Verzoek, paar: Paar, *, reden: str) -> list[Violation]:
    """What stops it; nothing when it was done."""
    try:
        actions.merge(paar.blijft, paar.vervalt, reden=reden, by=request.actor, at=clock.now())
    except Rejected as rejected:
        return list(rejected.violations)
    tell(request, GEKOPPELD)
    return []


def page(request: Verzoek, paar: Paar, fouten: list[Violation], *, terug: str, groep: str) -> HttpResponse:
    """Who they are, with their numbers; how much they are alike; the button, unless a rule forbids it."""
    actor, on = request.actor, clock.today()
    facts = queries.facts(paar.blijft, paar.vervalt, by=actor, on=on)
    wrong = fouten or blocking(rules.KOPPELEN.broken(VraagInput(), facts, on=on))
    apart = queries.apart(paar.blijft, paar.vervalt).first() if actor.register else None
    return show(
        request,
        "koppelingen/paar.jinja",
        titel="Is dit dezelfde leerling?",
        groep=groep,
        fouten=fouten if apart else wrong,
        paar=paar,
        rijen=_side_by_side(paar, by=actor, on=on),
        kan=not wrong,
        apart=apart,
        terug=terug,
    )


def _side_by_side(paar: Paar, *, by: Actor, on: date) -> list[tuple[str, Any, Any]]:
    """(label, of who remains, of who goes). Both numbers are shown in full, so that is noted."""
    first, second = (dict(_of(persoon, on=on)) for persoon in (paar.blijft, paar.vervalt))
    for persoon in (paar.blijft, paar.vervalt):
        audit.record("persoon:nummer-tonen", persoon, by=by, bij="koppelen")
    return [(label, first[label], second[label]) for label in first]


def _of(persoon: Persoon, *, on: date) -> list[tuple[str, Any]]:
    adres = personen.adres_op(persoon, on)
    rijen = wie.rijen(persoon, adres, toon=True)
    kind = wie.nummersoort(persoon)
    number = [("Nummer", f"{kind} {wie.nummer(persoon, toon=True)}")]
    return number + [(label, value) for label, value in rijen if label != kind]
