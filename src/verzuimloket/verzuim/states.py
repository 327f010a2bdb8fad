"""Which event brings a melding from which status to which. Domain rules §9.2."""

from typing import NamedTuple

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import TransitionNotAllowed
from verzuimloket.verzuim.codes import Kant, Status

R, B, G, K, I = (  # noqa: E741  the letters are the codes
    Status.GEREGISTREERD,
    Status.IN_BEHANDELING,
    Status.AFGESLOTEN,
    Status.TER_KENNISGEVING,
    Status.INGETROKKEN,
)

INGETROKKEN_DEFINITIEF = (
    "Deze melding is ingetrokken. Dat kunt u niet ongedaan maken. Voer zo nodig een nieuwe melding op."
)


class Transition(NamedTuple):
    """An event: whose it is, from where, to where. ``handeling``: how a sentence calls it, {} for "niet"."""

    kanten: frozenset[Kant]
    van: frozenset[Status]
    naar: Status
    handeling: str


_INSTANTIE = frozenset({Kant.INSTANTIE})
_SCHOOL = frozenset({Kant.SCHOOL, Kant.SYSTEEM})

TRANSITIONS: dict[str, Transition] = {
    # source: S3 L58, S2 L956-961 (GEM-01, GEM-02)
    "in_behandeling_nemen": Transition(_INSTANTIE, frozenset({R}), B, "deze melding{} in behandeling nemen"),
    # source: S2 L1021 (GEM-03); LPW art. 21a lid 6 "telkens"
    "terugkoppelen": Transition(_INSTANTIE, frozenset({B}), B, "over deze melding{} terugkoppelen"),
    # source: S2 L956-961 (GEM-02); RRO art. 21 lid 5
    "afsluiten": Transition(_INSTANTIE, frozenset({R, B}), G, "deze melding{} afsluiten"),
    # source: S2 L956-961 (GEM-02); RRO art. 21
    "ter_kennisgeving_aannemen": Transition(
        _INSTANTIE, frozenset({R, B}), K, "deze melding{} ter kennisgeving aannemen"
    ),
    # source: S2 L1148-1161 (INT-03, also after closing); by the system because of an exemption: D9
    "intrekken": Transition(_SCHOOL, frozenset({R, B, G, K}), I, "deze melding{} intrekken"),
}


def next_status(status: str, event: str, kant: str) -> Status:
    """The status after the event. Raises TransitionNotAllowed with the sentence for the user."""
    transition = TRANSITIONS.get(event)
    if status == I:
        raise TransitionNotAllowed("BV_S_ingetrokken_definitief", INGETROKKEN_DEFINITIEF)
    if transition is None or kant not in transition.kanten or status not in transition.van:
        raise TransitionNotAllowed("BV_G_status_overgang", _sentence(transition, status, kant))
    return transition.naar


def events_for(status: str, kant: str) -> tuple[str, ...]:
    """The events that this side may choose from, for the buttons on a screen."""
    return tuple(event for event, each in TRANSITIONS.items() if kant in each.kanten and status in each.van)


def _sentence(transition: Transition | None, status: str, kant: str) -> str:
    """Why not, with the present status."""
    present = f"De status is nu {codelijst('status').label(status)}."
    if transition is None:
        return f"Deze stap bestaat niet voor een melding. {present}"
    if kant not in transition.kanten:
        owner = "de school" if Kant.SCHOOL in transition.kanten else "de gemeente"
        return f"Alleen {owner} kan {transition.handeling.format('')}. {present}"
    labels = " of ".join(codelijst("status").label(each) for each in Status if each in transition.van)
    return f"U kunt {transition.handeling.format(' niet')}. {present} Het kan alleen bij {labels}."
