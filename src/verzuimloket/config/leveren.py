"""``verzuimloket levering p`` and ``levering c``: deliveries into a folder, without portal and queue.

Nothing is put ready and nothing is noted in the register: the weekly job does that.
"""

import os
from argparse import Namespace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from verzuimloket.core import audit, clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.leveringen.bestand.maken import Gemaakt, Voortgang, maak_c, maak_p
from verzuimloket.leveringen.inputs import Ontvanger
from verzuimloket.leveringen.queries import gebied
from verzuimloket.leveringen.rules import alles, week

Antwoord = tuple[dict[str, Any], list[str]]


class Map:
    """Files in a folder, readable for their owner only: they hold personal data. An earlier one is replaced."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.namen = folder, list[str]()
        folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, ontvanger: Ontvanger, naam: str, content: bytes) -> None:
        new = naam not in self.namen
        flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if new else os.O_APPEND)
        if new:
            self.namen.append(naam)
        with os.fdopen(os.open(self._folder / naam, flags, 0o600), "wb") as file:
            file.write(content)


def run(options: Namespace, console: Console) -> Antwoord:
    """Write the files; what came of it, for machines and for people."""
    at, dag = clock.now(), options.peildatum
    if reason := _refused(options, at=at):
        return {"gelukt": False, "fouten": [reason]}, [reason]
    target = Map(options.uit)
    columns = TextColumn("Personen"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as bar, acting_as(SYSTEEM, "levering"):
        task = bar.add_task("personen", total=None)
        made = _make(options, target, lambda gedaan, totaal: bar.update(task, completed=gedaan, total=totaal), at=at)
        audit.record("levering:wegschrijven", f"leveringen {dag.isoformat()}", by=SYSTEEM, aantal=len(made))
    return _told(made, target)


def _make(options: Namespace, target: Map, voortgang: Voortgang, *, at: datetime) -> list[Gemaakt]:
    given: dict[str, Any] = {"at": at, "regios": gebied.regios(), "voortgang": voortgang}
    if options.soort == "p":
        return maak_p(week(options.peildatum), gebied.ontvangers(), target, **given)
    ontvanger = gebied.ontvanger(options.ontvanger)
    assert ontvanger
    return [maak_c(alles(options.peildatum, at=at), ontvanger, target, **given)]


def _refused(options: Namespace, *, at: datetime) -> str:
    """Why it cannot be made; empty when it can."""
    dag: date = options.peildatum
    if options.uit.exists() and not options.uit.is_dir():
        return f"{options.uit} is geen map. Kies een map, of een naam die er nog niet is."
    if options.soort == "p" and week(dag).tot > at:
        return f"De week die eindigt op {dag.isoformat()} is nog niet voorbij. Kies een eerdere peildatum."
    if options.soort == "c" and dag > at.date():
        return f"De peildatum {dag.isoformat()} ligt in de toekomst. Kies vandaag, of een dag die geweest is."
    if options.soort == "c" and gebied.ontvanger(options.ontvanger) is None:
        return f"De ontvanger {options.ontvanger} bestaat niet. Schrijf G0344 of R0019."
    return ""


def _told(made: list[Gemaakt], target: Map) -> Antwoord:
    records: dict[str, int] = {}
    for each in made:
        for soort, aantal in each.aantallen.items():
            records[soort] = records.get(soort, 0) + aantal
    data = {
        "gelukt": True,
        "ontvangers": len(made),
        "bestanden": len(target.namen),
        "records": records,
        "leveringen": {each.ontvanger.instantie: each.aantallen | {"sha256": each.sha256} for each in made},
    }
    lines = [f"{len(target.namen)} bestanden voor {len(made)} ontvangers"]
    return data, [*lines, *(f"{soort}: {aantal}" for soort, aantal in records.items())]
