"""'Controle van uw registratie': each figure with what it means and the pupils behind it (BST-16, WNS-16)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import Code, codelijst
from verzuimloket.core.parameters import param
from verzuimloket.inschrijvingen.queries import registratie as queries
from verzuimloket.inschrijvingen.queries import termijnen
from verzuimloket.inschrijvingen.queries.termijnen import Maand
from verzuimloket.uitvoer import registratie_punten as punten
from verzuimloket.uitvoer.registratie_punten import HERSTELLEN, OPVOLGEN, TERMIJNEN, WETEN, Controle

GROEPEN = (
    (HERSTELLEN, "Na te kijken", "Dit klopt misschien niet, of er ontbreekt iets."),
    (OPVOLGEN, "Op te volgen", "Deze leerlingen mogen niet uit beeld raken."),
    (WETEN, "Goed om te weten", "Hier hoeft u niets aan te herstellen."),
)


@require_safe
@allowed(Rol.INSCHRIJVER)
def controle(request: Verzoek) -> HttpResponse:
    """The figures of all institutions of the actor, and of each."""
    actor, on = request.actor, clock.today()
    rows = queries.registered(actor)
    found = punten.figures(rows, on=on)
    audit.record("registratie:controleren", "registratie", by=actor)
    return show(
        request,
        "registratie/controle.jinja",
        titel="Controle van uw registratie",
        groep="Inschrijvingen",
        totaal=sum(found.totalen.values()),
        te_doen=found.te_doen,
        groepen=[(kop, tekst, _tiles(actor, found, soort)) for soort, kop, tekst in GROEPEN],
        termijnen=[_in_time(actor, code, termijnen.per_month(rows, code, on=on)) for code in TERMIJNEN],
        dagen=param("inschrijf_termijn_dagen", on=on),
        dagen_overig=param("inschrijf_termijn_overig_dagen", on=on),
    )


def _tiles(actor: Actor, found: Controle, soort: str) -> list[dict[str, Any]]:
    """The points of one group; those about terms have their own table."""
    listed = [punt for punt in codelijst("controlepunt") if punten.soort(punt) == soort]
    return [_tile(actor, punt, found.per_code(punt.code)) for punt in listed if punt.code not in TERMIJNEN]


def _tile(actor: Actor, punt: Code, per_code: dict[str, int]) -> dict[str, Any]:
    return {
        "naam": punt.naam,
        "aantal": sum(per_code.values()),
        "href": _list(punt.code),
        "uitleg": punt.extra["uitleg"],
        "doen": punt.extra["doen"],
        "let_op": punten.soort(punt) in punten.TO_DO,
        "per_code": _per_code(actor, punt.code, per_code),
    }


def _per_code(actor: Actor, code: str, per_code: dict[str, int]) -> list[tuple[str, int, str]]:
    """The figure of each institution, when there are more of them."""
    if len(actor.instellingen) < 2:
        return []
    return [(school, aantal, _list(code, school)) for school, aantal in sorted(per_code.items())]


def _list(punt: str, instelling: str = "") -> str:
    query = {"punt": punt} | ({"instelling": instelling} if instelling else {})
    return f"{reverse('registratie')}?{urlencode(query)}"


def _in_time(actor: Actor, code: str, maanden: list[Maand]) -> dict[str, Any]:
    """How much came in time, per month over all institutions, the newest first."""
    punt = codelijst("controlepunt")[code]
    summed: dict[Any, list[int]] = {}
    late: dict[str, int] = {}
    for each in maanden:
        row = summed.setdefault(each.maand, [0, 0, 0])
        summed[each.maand] = [row[0] + each.totaal, row[1] + each.op_tijd, row[2] + each.binnen_14]
        late[each.instelling] = late.get(each.instelling, 0) + each.totaal - each.op_tijd
    return _tile(actor, punt, {school: aantal for school, aantal in late.items() if aantal}) | {
        "code": code,
        "maanden": [(date_format(maand, "F Y"), *row, 100 * row[1] // row[0]) for maand, row in summed.items()],
    }
