"""One melding with all its sections (RPL-11 to RPL-18), for the school and for the municipality."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.jinja import datum
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import kaart, samenvatting
from verzuimloket.channels.web.verzuim.raadplegen import SCHOOL
from verzuimloket.channels.web.verzuim.samenvatting import Rij, Sectie, alineas
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Adres, AdresVersie, Persoon, PersoonVersie
from verzuimloket.verzuim import queries, states
from verzuimloket.verzuim.codes import OPEN, Kant
from verzuimloket.verzuim.models import Melding, MeldingVersie

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


def _may(found: Melding, actor: Actor) -> Mag:
    """Nothing for who only reads (WNS-01)."""
    melder = actor.has_role(Rol.MELDER)
    events = states.events_for(found.status, Kant.SCHOOL)
    return Mag(melder and found.status in OPEN, melder, melder and "intrekken" in events)


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
        (kaart.nummersoort(persoon), kaart.nummer(persoon, toon=toon)),
    ]


def secties(
    stand: Melding | MeldingVersie,
    persoon: Persoon | PersoonVersie,
    adres: Adres | AdresVersie | None,
    *,
    toon: bool = False,
) -> list[Sectie]:
    """A melding, or a version of one, in the sections of S2 L1089-1140 (RPL-13, RPL-14)."""
    given = replace(queries.as_input(stand), locatie="")  # its name comes along with the row itself
    leerling, *other = samenvatting.secties(given)
    person = kaart.rijen(persoon, adres, toon=toon)  # type: ignore[arg-type]
    locatie = {"Onderwijslocatie": str(stand.locatie) if stand.locatie else ""}
    return [
        Sectie("Melding", "", _melding(stand)),
        replace(leerling, rijen=(*person, *leerling.rijen)),
        *(_filled(sectie, locatie) for sectie in other),
        Sectie("Terugkoppeling", "", tuple(samenvatting.terugkoppeling(stand))),  # type: ignore[arg-type]
    ]


def _filled(sectie: Sectie, values: dict[str, str]) -> Sectie:
    return replace(sectie, rijen=tuple((label, values.get(label, value)) for label, value in sectie.rijen))


def _melding(stand: Melding | MeldingVersie) -> tuple[Rij, ...]:
    """What the register and the municipality made of it; how it ended only when it did."""
    ended = (
        ("Reden melding afgesloten", _label("reden_afgesloten", stand.reden_afgesloten)),
        ("Opmerking bij afsluiten", _label("opmerking_afsluiten", stand.opmerking_afsluiten)),
        ("Reden melding ingetrokken", _label("reden_intrekken", stand.reden_intrekken)),
        ("Toelichting ingetrokken", alineas(stand.toelichting_intrekken)),
    )
    return (
        *samenvatting.kop(stand),  # type: ignore[arg-type]
        ("Behandelende instantie", f"{stand.instantie_id} {stand.instantie.naam}"),
        *(rij for rij in ended if rij[1]),
    )


def _label(lijst: str, code: str) -> str:
    return codelijst(lijst).label(code) if code else ""


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
