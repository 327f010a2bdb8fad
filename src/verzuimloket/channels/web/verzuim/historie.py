"""The versions of a melding, and what changed from one to the next (HIS-01 to HIS-09)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from verzuimloket.channels.web.formulier import JA
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import detail
from verzuimloket.channels.web.verzuim.raadplegen import SCHOOL
from verzuimloket.core import audit
from verzuimloket.core.actor import Actor
from verzuimloket.personen import queries as personen
from verzuimloket.uitvoer.opmaak import tijdstip
from verzuimloket.uitvoer.secties import Sectie
from verzuimloket.uitvoer.verschillen import aantal_gewijzigd, alleen_gewijzigd, verschillen
from verzuimloket.uitvoer.versies import kind_of_change, moment_of, reason_of, sections_of, who
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.models import Melding, MeldingVersie

MAAT = 10  # versions per page (HIS-02)


@dataclass(frozen=True)
class Basis:
    """On whose side the pages stand: the names of their addresses, and the group in the title."""

    melding: str
    historie: str
    versie: str
    groep: str


_SCHOOL = Basis("melding", "melding-historie", "melding-versie", "Verzuim raadplegen")


@require_safe
@allowed(*SCHOOL)
def historie(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """The versions, for the school."""
    return versions_page(request, detail.find(request, kenmerk), _SCHOOL)


@require_safe
@allowed(*SCHOOL)
def versie(request: Verzoek, kenmerk: UUID, volgnummer: int) -> HttpResponse:
    """One version beside the one before it, for the school."""
    return version_page(request, detail.find(request, kenmerk), volgnummer, _SCHOOL)


# the list


def versions_page(request: Verzoek, melding: Melding, basis: Basis) -> HttpResponse:
    """The versions, the newest first: when, who, through which channel, what kind of change."""
    audit.record("melding:raadplegen", melding, by=_actor(request), bij="historie")
    states = list(queries.versions_of(melding))
    totaal = len(states)
    pagina = min(_number(request.GET.get("pagina", "")), max(1, -(-totaal // MAAT)))
    first = (pagina - 1) * MAAT
    punten = [
        _punt(melding, totaal - place, pair, basis)
        for place, pair in enumerate(pairwise([*states, None]))
        if first <= place < first + MAAT
    ]
    return show(
        request,
        "verzuim/historie.jinja",
        titel=f"Historie van melding {melding.nummer}",
        groep=basis.groep,
        melding=melding,
        punten=punten,
        totaal=totaal,
        pagina=pagina,
        paginas=max(1, -(-totaal // MAAT)),
        terug=reverse(basis.melding, args=[melding.kenmerk]),
        pdf=reverse(f"{basis.historie}-pdf", args=[melding.kenmerk]),
    )


def _actor(request: Verzoek) -> Actor:
    return request.actor


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _punt(
    melding: Melding, volgnummer: int, pair: tuple[MeldingVersie | None, MeldingVersie | None], basis: Basis
) -> dict[str, Any]:
    """One point of the timeline."""
    state, before = pair
    assert state
    return {
        "moment": moment_of(state),
        "kop": f"{kind_of_change(state, before)} (versie {volgnummer})",
        "wie": who(state),
        "href": reverse(basis.versie, args=[melding.kenmerk, volgnummer]),
        "tekst": reason_of(state),
    }


# two versions


def version_page(request: Verzoek, melding: Melding, volgnummer: int, basis: Basis) -> HttpResponse:
    """A version at the left, the one before it at the right; the first one stands alone. Raises Http404."""
    audit.record("melding:raadplegen", melding, by=_actor(request), bij="historie", versie=volgnummer)
    states = list(reversed(queries.versions_of(melding)))
    if not 1 <= volgnummer <= len(states):
        raise Http404
    pair = [states[place] for place in (volgnummer - 1, volgnummer - 2) if place >= 0]
    past = personen.past_of(melding.persoon_id)
    alleen = request.GET.get("alleen") == JA
    return show(
        request,
        "verzuim/versie.jinja",
        titel=f"Versie {volgnummer} van melding {melding.nummer}",
        groep=basis.groep,
        melding=melding,
        volgnummer=volgnummer,
        alleen=alleen,
        wat=f"{kind_of_change(*pair)} op {tijdstip(moment_of(pair[0]))} door {', '.join(who(pair[0]))}",
        terug=reverse(basis.historie, args=[melding.kenmerk]),
        links=_links(melding, volgnummer, len(states), basis, alleen=alleen),
        **_compared([sections_of(state, melding, past) for state in pair], alleen=alleen),
    )


def _compared(pair: Sequence[list[Sectie]], *, alleen: bool) -> dict[str, Any]:
    """The rows to show; of a first version just its sections."""
    if len(pair) == 1:
        return {"enkel": pair[0], "verschillen": [], "gewijzigd": 0}
    found = verschillen(*pair)
    return {
        "enkel": [],
        "verschillen": alleen_gewijzigd(found) if alleen else found,
        "gewijzigd": aantal_gewijzigd(found),
    }


def _links(melding: Melding, volgnummer: int, totaal: int, basis: Basis, *, alleen: bool) -> dict[str, str]:
    """Addresses of the neighbours and of the switch; empty when there is none."""

    def to(number: int, changes: bool) -> str:
        query = f"?{urlencode({'alleen': JA})}" if changes else ""
        return reverse(basis.versie, args=[melding.kenmerk, number]) + query

    return {
        "nieuwer": to(volgnummer + 1, alleen) if volgnummer < totaal else "",
        "ouder": to(volgnummer - 1, alleen) if volgnummer > 1 else "",
        "pdf": reverse(f"{basis.versie}-pdf", args=[melding.kenmerk, volgnummer]),
        "wissel": to(volgnummer, not alleen) if volgnummer > 1 else "",
    }
