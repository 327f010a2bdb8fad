"""Which event brings a file that was sent from which stand to which (ADR 0034)."""

from enum import StrEnum
from typing import NamedTuple

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import TransitionNotAllowed


class Stand(StrEnum):
    """The codes of aanlevering_stand.csv."""

    ONTVANGEN = "ONTVANGEN"
    CONTROLEREN = "CONTROLEREN"
    GECONTROLEERD = "GECONTROLEERD"
    VERWERKEN = "VERWERKEN"
    VERWERKT = "VERWERKT"
    GEWEIGERD = "GEWEIGERD"
    GESTOPT = "GESTOPT"
    MISLUKT = "MISLUKT"


class Transition(NamedTuple):
    """From where, to where. ``handeling``: how a sentence says that it cannot be done; empty for the register."""

    van: frozenset[Stand]
    naar: Stand
    handeling: str = ""


_CHECKING = frozenset({Stand.CONTROLEREN})
_STORING = frozenset({Stand.VERWERKEN})

TRANSITIONS: dict[str, Transition] = {
    # of the register; the first also when a worker died and another begins again
    "controleren": Transition(frozenset({Stand.ONTVANGEN, Stand.CONTROLEREN}), Stand.CONTROLEREN),
    "weigeren": Transition(_CHECKING, Stand.GEWEIGERD),
    "stoppen": Transition(_CHECKING, Stand.GESTOPT),
    "gecontroleerd": Transition(_CHECKING, Stand.GECONTROLEERD),
    "terugzetten": Transition(_STORING, Stand.GECONTROLEERD),
    "verwerkt": Transition(_STORING, Stand.VERWERKT),
    "opgeven": Transition(frozenset({Stand.ONTVANGEN}) | _CHECKING | _STORING, Stand.MISLUKT),
    # of the sender
    "vastleggen": Transition(frozenset({Stand.GECONTROLEERD}), Stand.VERWERKEN, "de regels nu niet vastleggen"),
    "annuleren": Transition(
        frozenset({Stand.ONTVANGEN, Stand.CONTROLEREN, Stand.GECONTROLEERD}),
        Stand.GESTOPT,
        "dit bestand niet meer stoppen",
    ),
}


def next_stand(stand: str, event: str) -> Stand:
    """The stand after the event. Raises TransitionNotAllowed with the sentence for the user."""
    transition = TRANSITIONS[event]
    if stand not in transition.van:
        handeling = transition.handeling or "dit niet doen"
        text = f"U kunt {handeling}. De stand is nu {codelijst('aanlevering_stand').label(stand)}."
        raise TransitionNotAllowed("BV_U_stand", text)
    return transition.naar


def events_for(stand: str) -> tuple[str, ...]:
    """The events that the sender may choose from, for the buttons on a screen."""
    return tuple(event for event, each in TRANSITIONS.items() if each.handeling and stand in each.van)
