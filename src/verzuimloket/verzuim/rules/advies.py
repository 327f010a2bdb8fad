"""What the decision tree answers, and what it can ask. Domain rules §6.6."""

from dataclasses import dataclass
from enum import StrEnum

JA, NEE, TWIJFEL = "ja", "nee", "twijfel"
RMC_ARTIKEL = "WVO 2020 art. 8.20, WEB art. 8.1.8a"


class Uitkomst(StrEnum):
    """How the walk through the tree ends."""

    MELDEN = "melden"
    NIET_MELDEN = "niet melden"
    EERST_INSCHRIJVEN = "eerst inschrijven"
    NIET_MOGELIJK = "geen melding mogelijk"
    VRAAG = "vraag"


class Boomvraag(StrEnum):
    """The questions that only the school can answer; the values name the answers below."""

    GELDIGE_REDEN = "geldige_reden"
    LANGDURIG_ZIEK = "langdurig_ziek"
    VAKANTIE = "vakantie"
    VIER_WEKEN = "vier_weken"
    ZESTIEN_UUR = "zestien_uur"


MOGELIJK = {vraag: (JA, NEE) for vraag in Boomvraag} | {Boomvraag.GELDIGE_REDEN: (JA, NEE, TWIJFEL)}
VRAGEN = {
    Boomvraag.GELDIGE_REDEN: ("Is er een geldige reden, zoals ziekte, schorsing of verlof?", "LPW art. 11"),
    Boomvraag.LANGDURIG_ZIEK: ("Is de leerling mogelijk langdurig ziek?", "S2 L1047"),
    Boomvraag.VAKANTIE: ("Was de leerling zonder toestemming op vakantie, of te laat terug?", "LPW art. 11 onder f"),
    Boomvraag.VIER_WEKEN: ("Was de leerling 4 weken achter elkaar afwezig?", RMC_ARTIKEL),
    Boomvraag.ZESTIEN_UUR: ("Miste de leerling 16 uur of meer in 4 lesweken?", "LPW art. 21a"),
}


@dataclass(frozen=True)
class Stap:
    """One question of the tree. ``bron``: ``register``, ``melding`` (what was filled in), ``uren`` or ``school``."""

    vraag: str
    antwoord: str
    bron: str
    artikel: str = ""


@dataclass(frozen=True)
class Advies:
    """What fits, and why. ``plicht``: the law asks for this melding. ``vraag``: what must be answered first."""

    uitkomst: Uitkomst
    zin: str
    soort: str = ""
    verbijzondering: str = ""
    plicht: bool = False
    artikel: str = ""
    einddatum_nodig: bool = False
    vraag: Boomvraag | None = None
    stappen: tuple[Stap, ...] = ()
    let_op: tuple[str, ...] = ()
