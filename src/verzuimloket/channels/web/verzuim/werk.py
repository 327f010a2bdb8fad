"""What waits for this person, for the start page: questions of the other side, and absence without an end."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from verzuimloket.channels.web.verzuim.draad import state_of
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.codes import Kant
from verzuimloket.verzuim.models import Melding

_PAGINA = {Kant.SCHOOL: "melding", Kant.INSTANTIE: "gemeente-melding"}


def questions(actor: Actor, rows: QuerySet[Melding], *, most: int) -> list[dict[str, Any]]:
    """Questions that wait for an answer of this side, each with the way to it."""
    pagina = _PAGINA[queries.kant_of(actor)]
    return [
        {
            "bericht": bericht,
            "staat": state_of(bericht, False),
            "href": f"{reverse(pagina, args=[bericht.melding.kenmerk])}#bericht-{bericht.kenmerk}",
        }
        for bericht in queries.questions_for(actor, rows)[:most]
    ]


def without_end(actor: Actor, rows: QuerySet[Melding], *, on: date, most: int) -> list[Melding]:
    """Open meldingen that should have an end date by now; only for who can fill it in."""
    if not actor.has_role(Rol.MELDER):
        return []
    return list(queries.without_end(rows, on=on)[:most])
