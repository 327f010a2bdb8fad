"""Every table that follows a person: what each app declares, together. A test finds a relation that is missing."""

from collections.abc import Mapping
from typing import Any

from verzuimloket.core import verhuizen
from verzuimloket.core.verhuizen import Relatie
from verzuimloket.inschrijvingen.actions import verhuizen as inschrijvingen
from verzuimloket.lesverzuim.actions import verhuizen as lesverzuim
from verzuimloket.personen import actions as personen
from verzuimloket.verzuim.actions import verhuizen as verzuim
from verzuimloket.vrijstellingen import actions as vrijstellingen

RELATIES: tuple[Relatie, ...] = (
    *personen.VERHUIST,
    *inschrijvingen.VERHUIST,
    *vrijstellingen.VERHUIST,
    *verzuim.VERHUIST,
    *lesverzuim.VERHUIST,
)


def move_all(known: Mapping[str, Any]) -> dict[str, Any]:
    """Every row of ``van`` to ``naar``; what was done per table, to undo it."""
    return {relatie.tabel: verhuizen.move(relatie, known).as_dict() for relatie in RELATIES}


def move_all_back(done: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """Undo :func:`move_all`. A table that has no note came later: nothing of it moved."""
    for relatie in RELATIES:
        if relatie.tabel in done:
            verhuizen.move_back(relatie, done[relatie.tabel], known)


def counts(done: Mapping[str, Any]) -> dict[str, int]:
    """Rows that moved or were left out, per table with any."""
    sizes = {tabel: len(each["verplaatst"]) + len(each["weg"]) for tabel, each in done.items()}
    return {tabel: size for tabel, size in sizes.items() if size}
