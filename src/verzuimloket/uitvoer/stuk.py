"""What stands in the document of a melding: the sections of the screen, the conversation, and if wanted the past."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from verzuimloket.core import clock
from verzuimloket.core.actor import Actor
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.personen import queries as personen
from verzuimloket.personen.queries import Verleden
from verzuimloket.uitvoer.melding import secties
from verzuimloket.uitvoer.opmaak import tijdstip
from verzuimloket.uitvoer.secties import Regels, Rij, Sectie, alineas
from verzuimloket.uitvoer.tekens import legible
from verzuimloket.uitvoer.verschillen import Rijen, alleen_gewijzigd, verschillen
from verzuimloket.uitvoer.versies import kind_of_change, moment_of, reason_of, sections_of, who
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.models import Bericht, Melding, MeldingVersie

_LEEG = {"Terugkoppeling": "Er is nog niets teruggekoppeld."}
Deel = dict[str, Any]


@dataclass(frozen=True)
class Wens:
    """What the reader asks for. ``nummer``: the whole person number; the caller logs it."""

    historie: bool = False
    versie: int = 0
    nummer: bool = False


def stuk(melding: Melding, wens: Wens, *, by: Actor, at: datetime) -> Deel:
    """The document as data: texts, lists and nothing to execute. Raises LookupError for an unknown version."""
    return {
        "titel": _title(melding, wens),
        "organisatie": legible(f"{by.organisatie} {by.organisatie_naam}".strip()),
        "gemaakt": legible(f"Gemaakt op {tijdstip(at)} door {by.naam}"),
        "vooraf": _before(wens),
        **(_one_version(melding, wens) if wens.versie else _now(melding, wens, by=by, at=at)),
    }


def _title(melding: Melding, wens: Wens) -> str:
    if wens.versie:
        return f"Verzuimmelding {melding.nummer}, versie {wens.versie}"
    return f"Verzuimmelding {melding.nummer}{' met historie' if wens.historie else ''}"


def _before(wens: Wens) -> list[str]:
    number = "Het persoonsgebonden nummer staat voluit in dit document."
    masked = "Van het persoonsgebonden nummer staan alleen de laatste 3 cijfers in dit document."
    return [
        "Dit document bevat persoonsgegevens. Deel het alleen met wie de gegevens nodig heeft.",
        number if wens.nummer else masked,
    ]


def _now(melding: Melding, wens: Wens, *, by: Actor, at: datetime) -> Deel:
    """The melding as it is, what was said about it and, if wanted, every version."""
    adres = personen.adres_op(melding.persoon, at.astimezone(clock.AMSTERDAM).date())
    return {
        "secties": [
            *(_section(each) for each in secties(melding, melding.persoon, adres, toon=wens.nummer)),
            *_conversation(melding, by),
            *_attachments(melding, by),
        ],
        "kop_versies": "Historie, de nieuwste versie eerst",
        "versies": _versions(melding, wens) if wens.historie else [],
    }


def _conversation(melding: Melding, by: Actor) -> list[Deel]:
    """The messages that this side may read; no section when there are none."""
    rijen = tuple((_headed(each), alineas(each.tekst)) for each in queries.messages_of(by, melding))
    return [_section(Sectie("Gesprek", "", rijen))] if rijen else []


def _headed(bericht: Bericht) -> str:
    soort = codelijst("bericht_soort").label(bericht.soort)
    intern = ", intern" if bericht.intern else ""
    return f"{tijdstip(bericht.geplaatst_at)} {soort}{intern}, {bericht.afzender}, {bericht.organisatie}"


def _attachments(melding: Melding, by: Actor) -> list[Deel]:
    """What the files are called; their content is kept apart."""
    rijen = tuple((tijdstip(each.toegevoegd_at), each.naam) for each in queries.bijlagen_of(by, melding))
    return [_section(Sectie("Bijlagen (alleen de namen)", "", rijen))] if rijen else []


# versions


def _one_version(melding: Melding, wens: Wens) -> Deel:
    """One version: what it said, and what it changed."""
    states = list(reversed(queries.versions_of(melding)))
    if not 1 <= wens.versie <= len(states):
        raise LookupError(wens.versie)
    pair = states[wens.versie - 1], states[wens.versie - 2] if wens.versie > 1 else None
    past = personen.past_of(melding.persoon_id)
    said = sections_of(pair[0], melding, past, toon=wens.nummer)
    return {
        "secties": [_section(each) for each in said],
        "kop_versies": "Wat veranderde in deze versie",
        "versies": [_version(melding, wens, wens.versie, pair, past) | {"secties": []}],
    }


def _versions(melding: Melding, wens: Wens) -> list[Deel]:
    """All versions, the newest first; each beside the one before it, the first one in full."""
    states, past = list(queries.versions_of(melding)), personen.past_of(melding.persoon_id)
    return [
        _version(melding, wens, len(states) - place, (state, before), past)
        for place, (state, before) in enumerate(pairwise([*states, None]))
        if state
    ]


def _version(
    melding: Melding,
    wens: Wens,
    volgnummer: int,
    pair: tuple[MeldingVersie, MeldingVersie | None],
    past: Verleden,
) -> Deel:
    state, before = pair
    said = sections_of(state, melding, past, toon=wens.nummer)
    changed = (
        alleen_gewijzigd(verschillen(said, sections_of(before, melding, past, toon=wens.nummer))) if before else []
    )
    count = sum(len(rijen) for _, rijen in changed)
    return {
        "kop": f"Versie {volgnummer}: {kind_of_change(state, before)}",
        "wanneer": tijdstip(moment_of(state)),
        "wie": legible(", ".join(who(state))),
        "reden": legible(reason_of(state)),
        "aantal": f"{count} {'veld' if count == 1 else 'velden'} gewijzigd" if before else "Eerste versie",
        "verschillen": [_changes(kop, rijen) for kop, rijen in changed],
        "secties": [] if before else [_section(each) for each in said],
    }


def _changes(kop: str, rijen: Rijen) -> Deel:
    return {
        "kop": legible(kop),
        "rijen": [
            {"label": legible(rij["label"]), "deze": _lines(rij["deze"]), "vorige": _lines(rij["vorige"])}
            for rij in rijen
        ],
    }


# texts


def _section(sectie: Sectie) -> Deel:
    return {
        "kop": legible(sectie.kop),
        "rijen": [_row(rij) for rij in sectie.rijen],
        "leeg": _LEEG.get(sectie.kop, "Niet ingevuld"),
    }


def _row(rij: Rij) -> dict[str, Any]:
    label, value = rij
    return {"label": legible(label), "waarde": _lines(value)}


def _lines(value: Any) -> list[str]:
    """The lines of a value as it stands on the screen; none when it was not filled in."""
    lines = value if isinstance(value, Regels) else (str(value),)
    return [legible(line) for line in lines] if any(lines) else []
