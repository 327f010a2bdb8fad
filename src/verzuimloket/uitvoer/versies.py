"""The versions of a melding: who made each of them, when, through which channel, and what it said (HIS)."""

from dataclasses import replace
from datetime import datetime

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen.queries import Verleden
from verzuimloket.uitvoer.melding import secties
from verzuimloket.uitvoer.opmaak import tijdstip
from verzuimloket.uitvoer.secties import Sectie
from verzuimloket.verzuim.models import Melding, MeldingVersie

_BIJ_STATUS = {
    "B": "In behandeling genomen",
    "G": "Afgesloten",
    "K": "Ter kennisgeving aangenomen",
    "I": "Ingetrokken",
    "D": "Overgedragen aan derden",
    "R": "Geregistreerd",
}
_AANLEIDING = {"laad": "Overgenomen uit een ander register"}
_PERIODE = {
    "Verzuimperiode van": "Verzuimperiode van (eerste verzuimdag)",
    "Verzuimperiode t/m": "Verzuimperiode t/m (laatste verzuimdag)",
}


def who(state: MeldingVersie) -> tuple[str, ...]:
    """The person or machine, the organisation and the channel."""
    kanaal = codelijst("kanaal").label(state.kanaal) or "Rechtstreeks in de database"
    parts = (state.actor, state.organisatie_naam, kanaal)
    return tuple(part for part in parts if part)


def kind_of_change(state: MeldingVersie, before: MeldingVersie | None = None) -> str:
    """What happened between two versions, in a few words (HIS-08)."""
    if before is None:
        return "Opgevoerd"
    if state.status != before.status:
        return _BIJ_STATUS[state.status]
    if state.terugkoppeling_op != before.terugkoppeling_op:
        return "Teruggekoppeld"
    return "Gewijzigd"


def moment_of(state: MeldingVersie) -> datetime:
    """Since when the register knew the version; what an older register did not tell: since it was reported."""
    known: datetime | None = state.geregistreerd.lower
    return known or state.melddatum


def reason_of(state: MeldingVersie) -> str:
    """Why the version was made, when that was told."""
    return _AANLEIDING.get(state.aanleiding, state.aanleiding)


def sections_of(state: MeldingVersie, melding: Melding, past: Verleden, *, toon: bool = False) -> list[Sectie]:
    """The sections of a version: the melding and the pupil as they were known then (HIS-06)."""
    moment = moment_of(state)
    head, *rest = secties(state, past.persoon(moment) or melding.persoon, past.adres(moment), toon=toon)
    stamp = (("Datum/tijd", tijdstip(moment)), ("Gewijzigd door", ", ".join(who(state))))
    return [replace(head, rijen=(*head.rijen, *stamp)), *(_renamed(sectie) for sectie in rest)]


def _renamed(sectie: Sectie) -> Sectie:
    """With the labels of the period that this page has (HIS-07)."""
    return replace(sectie, rijen=tuple((_PERIODE.get(label, label), value) for label, value in sectie.rijen))
