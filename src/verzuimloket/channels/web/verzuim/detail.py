"""One melding with all its sections (RPL-11 to RPL-18), for the school and for the municipality."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim.bijlagelijst import lijst
from verzuimloket.channels.web.verzuim.draad import draad
from verzuimloket.channels.web.verzuim.raadplegen import SCHOOL
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Persoon
from verzuimloket.uitvoer import wie
from verzuimloket.uitvoer.melding import secties
from verzuimloket.uitvoer.opmaak import datum
from verzuimloket.verzuim import queries, states
from verzuimloket.verzuim.codes import OPEN, Kant
from verzuimloket.verzuim.models import Melding
from verzuimloket.verzuim.rules import kan_vervolg

_UITKOMST = "uitkomst"


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(*SCHOOL)
def melding(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Everything about one melding, and what this person may do with it."""
    actor: Actor = request.actor
    found = find(request, kenmerk)
    return show(
        request,
        "verzuim/detail.jinja",
        groep="Verzuim raadplegen",
        terug=way_back(request, "verzuim"),
        mag=_may(found, actor),
        lezer=not actor.has_role(Rol.MELDER),
        **context(request, found),
    )


def find(request: Verzoek, kenmerk: UUID) -> Melding:
    """The melding, when this school may consult it. Raises Http404."""
    actor: Actor = request.actor
    return get_object_or_404(queries.consultable_by(actor, on=clock.today()), kenmerk=kenmerk)


@dataclass(frozen=True)
class Mag:
    """What the school may do with a melding now (WIJ-01, INT-03, KOP-01)."""

    wijzigen: bool
    kopieren: bool
    intrekken: bool
    vervolg: bool
    weer_op_school: bool


def _may(found: Melding, actor: Actor) -> Mag:
    """Nothing for who only reads (WNS-01)."""
    melder = actor.has_role(Rol.MELDER)
    events = states.events_for(found.status, Kant.SCHOOL)
    opened = melder and found.status in OPEN
    return Mag(
        wijzigen=opened,
        kopieren=melder,
        intrekken=melder and "intrekken" in events,
        vervolg=melder and kan_vervolg(found.soort, found.status, found.einddatum, vandaag=clock.today()),
        weer_op_school=opened and found.einddatum is None,
    )


# shared with the municipality


def context(request: Verzoek, found: Melding) -> dict[str, Any]:
    """The sections, the pupil's card and the outcome of what was done. Whoever looks is recorded."""
    actor: Actor = request.actor
    toon = request.method == "POST" and request.POST.get("actie") == "toon"
    audit.record("melding:raadplegen", found, by=actor)
    if toon:
        audit.record("persoon:nummer-tonen", found.persoon, by=actor, bij=str(found))
    adres = personen.adres_op(found.persoon, clock.today())
    return {
        "titel": f"Melding {found.nummer}",
        "melding": found,
        "secties": secties(found, found.persoon, adres, toon=toon),
        "leerling": _kaart(found.persoon, toon=toon),
        "antwoorden": _answers(found),
        "draad": draad(actor, found),
        "bijlagen": lijst(actor, found),
        "toon": toon,
        "uitkomst": told(request, found),
    }


def _answers(found: Melding) -> list[dict[str, Any]]:
    """What was answered before, the latest first: each answer once (GEM-03)."""
    if not found.terugkoppeling_op:
        return []
    states_known = queries.versions_of(found).exclude(terugkoppeling_op=None)
    first_told = {state.terugkoppeling_op: state for state in states_known}  # the last one set is the oldest
    return [
        {
            "moment": moment,
            "kop": codelijst("status").label(state.status),
            "wie": tuple(part for part in (state.behandelaar_naam, state.organisatie) if part),
            "tekst": state.terugkoppeling,
        }
        for moment, state in first_told.items()
    ]


def _kaart(persoon: Persoon, *, toon: bool) -> list[tuple[str, str]]:
    """Who it is about, beside the page."""
    return [
        ("Naam", persoon.naam),
        ("Geboortedatum", datum(persoon.geboren)),
        (wie.nummersoort(persoon), wie.nummer(persoon, toon=toon)),
    ]


def way_back(request: Verzoek, view: str) -> str:
    """The list with the search that the user came from, or the list as it starts."""
    start, came = reverse(view), urlsplit(request.headers.get("Referer", ""))
    same = came.netloc == request.get_host() and came.path == start
    return f"{start}?{came.query}" if same and came.query else start


def tell(request: Verzoek, found: Melding, event: str) -> None:
    """Let the page of this melding tell, once, what was done."""
    request.session[_UITKOMST] = [str(found.kenmerk), event]


def told(request: Verzoek, found: Melding) -> str:
    """What was just done with this melding, once; empty when nothing was."""
    kenmerk, event = request.session.get(_UITKOMST, ("", ""))
    if kenmerk != str(found.kenmerk):
        return ""
    del request.session[_UITKOMST]
    return str(event)
