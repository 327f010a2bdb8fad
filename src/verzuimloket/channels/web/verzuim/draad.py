"""The thread of messages on the page of a melding, for the side that looks at it."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.codes import BerichtSoort, Kant, Status
from verzuimloket.verzuim.models import Bericht, Melding

# the pages of each side: one message, and following
_PAGINAS = {
    Kant.SCHOOL: ("melding-bericht", "melding-volgen"),
    Kant.INSTANTIE: ("gemeente-bericht", "gemeente-volgen"),
}
OPEN, LATE, ANSWERED = "open", "te laat", "beantwoord"


@dataclass(frozen=True)
class Draad:
    """What the partial ``delen/gesprek.jinja`` shows. ``wachtend``: questions that wait for the one who looks."""

    melding: Melding
    berichten: list[dict[str, Any]]
    wachtend: list[dict[str, Any]]
    mag: bool
    volgt: bool
    kan_volgen: bool
    pagina: str
    volgen: str


def draad(actor: Actor, melding: Melding) -> Draad:
    """The conversation as this person sees it, and what he or she may do."""
    kant, rows = queries.kant_of(actor), list(queries.messages_of(actor, melding))
    answered = {each.antwoord_op_id for each in rows}  # an answer is never internal, so all are here
    points = [_punt(each, each.pk in answered, kant) for each in rows]
    bericht, volgen = _PAGINAS[kant]
    return Draad(
        melding=melding,
        berichten=points,
        wachtend=[punt for punt in points if punt["wacht_op_u"] and melding.status != Status.INGETROKKEN],
        mag=actor.has_role(Rol.MELDER, Rol.BEHANDELAAR) and melding.status != Status.INGETROKKEN,
        volgt=queries.follows(actor, melding),
        kan_volgen=actor.gebruiker_id is not None,
        pagina=bericht,
        volgen=volgen,
    )


def _punt(bericht: Bericht, answered: bool, kant: Kant) -> dict[str, Any]:
    staat = state_of(bericht, answered)
    return {
        "kenmerk": str(bericht.kenmerk),
        "kop": _kop(bericht),
        "moment": bericht.geplaatst_at,
        "wie": tuple(part for part in (bericht.afzender, bericht.organisatie) if part),
        "tekst": Markup("<br>").join(bericht.tekst.splitlines()),
        "intern": bericht.intern,
        "staat": staat,
        "reactie_voor": bericht.reactie_voor if staat in (OPEN, LATE) else None,
        "wacht_op_u": staat in (OPEN, LATE) and bericht.kant != kant,
    }


def state_of(bericht: Bericht, answered: bool) -> str:
    """How a question stands: open, te laat (from the day after the expected one) or beantwoord; else empty."""
    if bericht.soort != BerichtSoort.VRAAG:
        return ""
    if answered:
        return ANSWERED
    return LATE if bericht.reactie_voor and bericht.reactie_voor < clock.today() else OPEN


def _kop(bericht: Bericht) -> str:
    """What it is and from whom: "Vraag van de gemeente"."""
    naam = codelijst("bericht_soort").label(bericht.soort).capitalize()
    if bericht.aan:
        return f"{naam} aan {bericht.aan.naam}"
    if bericht.intern:
        return f"Interne {naam.lower()}"
    return f"{naam} van de {'school' if bericht.kant == Kant.SCHOOL else 'gemeente'}"
