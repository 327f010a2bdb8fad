"""What a municipality can do with a melding: one page per event of states.py."""

from collections.abc import Callable
from typing import NamedTuple

from verzuimloket.verzuim import actions
from verzuimloket.verzuim.models import Melding


class Handeling(NamedTuple):
    """An event with its action, its button, the heading of its page and the fields besides the usual."""

    event: str
    action: Callable[..., Melding]
    knop: str
    titel: str
    uitleg: str
    extra: tuple[str, ...] = ()


HANDELINGEN = {
    "in-behandeling": Handeling(
        "in_behandeling_nemen",
        actions.take_up_melding,
        "In behandeling nemen",
        "Melding {} in behandeling nemen",
        "De school ziet wie de melding behandelt en hoe die persoon te bereiken is.",
    ),
    "terugkoppelen": Handeling(
        "terugkoppelen",
        actions.give_feedback,
        "Terugkoppelen",
        "Terugkoppelen over melding {}",
        "Laat de school weten wat er tot nu toe is gedaan.",
    ),
    "afsluiten": Handeling(
        "afsluiten",
        actions.close_melding,
        "Afsluiten",
        "Melding {} afsluiten",
        "U kunt een afgesloten melding niet opnieuw openen.",
        ("reden_afgesloten", "opmerking_afsluiten"),
    ),
    "ter-kennisgeving": Handeling(
        "ter_kennisgeving_aannemen",
        actions.acknowledge_melding,
        "Ter kennisgeving aannemen",
        "Melding {} ter kennisgeving aannemen",
        "U onderneemt geen actie. U kunt de melding daarna niet opnieuw openen.",
        ("opmerking_afsluiten",),
    ),
}
