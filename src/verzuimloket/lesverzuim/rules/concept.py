"""The answers with which a draft stands ready: as the wizard keeps them, step by step (ADR 0020).

The shape is that of ``channels/web/verzuim/antwoorden.py``; a test reads these answers with it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from verzuimloket.core.parameters import param
from verzuimloket.lesverzuim.inputs import Bereikt, Lesregel, Rekenwijze, uren
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.personen.rules import voluit
from verzuimloket.verzuim.codes import Soort


def soort(geboren: Geboortedatum, begindatum: date) -> str:
    """By age on the first day of absence (RGL-16)."""
    adult = geboren.leeftijd_op(begindatum) >= param("leeftijd_meerderjarig", on=begindatum)
    return Soort.ZESTIEN_UUR_18 if adult else Soort.ZESTIEN_UUR


def answers(
    bereikt: Bereikt, regels: Iterable[Lesregel], soort: str, wijze: Rekenwijze, contact: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """What is known already: period, kind, days and hours, and the contact person that was used last."""
    within = [regel for regel in regels if regel.datum and bereikt.begin <= regel.datum <= bereikt.eind]
    return {
        "verzuim": {
            "soort": soort,
            "alle_lessen_gemist": "nee",
            "toelichting": _toelichting(bereikt, within, wijze),
            **_parts("begindatum", bereikt.begin),
            **_parts("einddatum", bereikt.eind),
            **contact,
        },
        "lesuren": _lesuren(within),
    }


def _toelichting(bereikt: Bereikt, regels: list[Lesregel], wijze: Rekenwijze) -> str:
    """What the days and lesson hours cannot tell: the sum, and the minutes."""
    text = (
        f"Van {voluit(bereikt.begin)} tot en met {voluit(bereikt.eind)} zijn {uren(bereikt.delen)} {wijze.eenheid}"
        " zonder geldige reden gemist."
    )
    minutes = [f"{voluit(regel.datum)} {regel.minuten} minuten" for regel in regels if regel.datum and regel.minuten]
    return f"{text} Te laat of een deel van een les gemist: {', '.join(minutes)}."[:4000] if minutes else text


def _lesuren(regels: list[Lesregel]) -> dict[str, Any]:
    days: dict[date, set[int]] = {}
    for regel in regels:
        if regel.datum and regel.lesuur:
            days.setdefault(regel.datum, set()).add(regel.lesuur)
    raw: dict[str, Any] = {"specificeren": "ja" if days else "nvt"}
    for nummer, dag in enumerate(sorted(days), 1):
        naam = f"verzuimdag_{nummer}"
        raw |= _parts(f"{naam}_datum", dag)
        raw |= {f"{naam}_hele_dag": "nee", f"{naam}_lesuren": [str(uur) for uur in sorted(days[dag])]}
    return raw


def _parts(naam: str, dag: date) -> dict[str, str]:
    """The three boxes of a date."""
    return {f"{naam}_dag": str(dag.day), f"{naam}_maand": str(dag.month), f"{naam}_jaar": str(dag.year)}
