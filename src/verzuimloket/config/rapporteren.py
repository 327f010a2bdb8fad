"""``verzuimloket rapportages``: make the reports of a month, and write them to a folder."""

import argparse
from collections.abc import Sequence
from datetime import date
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.scope import acting_as
from verzuimloket.rapportages import actions, queries
from verzuimloket.rapportages.rapporten import RAPPORTEN, schrijven
from verzuimloket.rapportages.rapporten.vorm import Ontvanger
from verzuimloket.rapportages.rules.kalender import Productie

Antwoord = tuple[dict[str, Any], list[str]]
_COLUMNS = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()


def ontvanger(sleutel: str) -> Ontvanger:
    """The recipient with this key: I99AA, G0344 or R0019."""
    soort, code = sleutel[0], sleutel[1:]
    return Ontvanger(soort, code[2:] if soort == "R" else code)


def run(options: argparse.Namespace, console: Console) -> Antwoord:
    """Make the runs of the month if they are not there yet, and write the files; the answer for machines and people."""
    try:
        warnings = _publish(options.t2)
    except Rejected as rejected:
        found = [{"code": each.code, "tekst": each.text} for each in rejected.violations]
        return {"gelukt": False, "fouten": found}, [f"{each['tekst']} ({each['code']})" for each in found]
    options.uit.mkdir(mode=0o700, parents=True, exist_ok=True)  # what is in it are personal data
    with acting_as(SYSTEEM), Progress(*_COLUMNS, console=console, transient=True) as bar:
        task = bar.add_task("Bestanden schrijven", total=None)
        counts = schrijven.write_folder(
            Productie(options.t2),
            options.uit,
            codes=options.rapport or list(RAPPORTEN),
            ontvangers=[ontvanger(sleutel) for sleutel in options.ontvanger],
            voortgang=lambda gedaan: bar.update(task, completed=gedaan),
        )
        peilingen = queries.of_month(options.t2)
        made = {f"{each.soort} {each.rapportjaar}-{each.rapportjaar + 1}": queries.counted(each) for each in peilingen}
    data = {"gelukt": True, "peilingen": made, "regels": counts, "meldingen": [each.text for each in warnings]}
    return data, _lines(warnings, made, counts)


def _publish(t2: date) -> list[Violation]:
    with acting_as(SYSTEEM):
        return actions.publish_month(t2, by=SYSTEEM, at=clock.now())


def _lines(warnings: Sequence[Violation], made: dict[str, dict[str, int]], counts: dict[str, int]) -> list[str]:
    lines = [each.text for each in warnings]
    lines += [f"{naam}: {sum(redenen.values())} personen op de lijst" for naam, redenen in made.items()]
    return lines + [f"{code}: {aantal} regels" for code, aantal in counts.items()]
