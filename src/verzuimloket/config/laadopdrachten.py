"""``verzuimloket rio`` and ``verzuimloket postcodes``: reference data by file, and how the outcome is told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from verzuimloket.channels.upload.laden.laden import write_mistakes
from verzuimloket.channels.upload.laden.lezen import Fout
from verzuimloket.channels.upload.postcodes import herkomst, laad_postcodes
from verzuimloket.channels.upload.rio import laad_rio
from verzuimloket.core.actor import SYSTEEM, Kanaal
from verzuimloket.core.scope import acting_as

Antwoord = tuple[dict[str, Any], list[str]]
_BEHEERDER = replace(SYSTEEM, kanaal=Kanaal.BESTAND)
_EERSTE = 10  # mistakes on the screen; the rest in the file


def rio(folder: Path, voortgang: Callable[[str, int], None]) -> Antwoord:
    """Load the folder; what came of it, for machines and for people."""
    with acting_as(_BEHEERDER, "rio"):
        resultaat = laad_rio(folder, by=_BEHEERDER, voortgang=voortgang)
    data = {"gelukt": resultaat.gelukt, "regels": resultaat.regels, "gewijzigd": resultaat.gewijzigd}
    if resultaat.fouten:
        return data | {"fouten": len(resultaat.fouten)}, _refused(resultaat.fouten, folder / "fouten.csv")
    lines = [f"{naam}: {aantal} regels gelezen" for naam, aantal in resultaat.regels.items()]
    return data, [*lines, f"{resultaat.gewijzigd} rijen zijn nieuw of gewijzigd."]


def postcodes(bestand: Path, peildatum: date, kleiner: bool, voortgang: Callable[[int], None]) -> Antwoord:
    """Load the table; what came of it, for machines and for people."""
    fouten_csv = bestand.with_name("fouten.csv")
    fouten_csv.unlink(missing_ok=True)
    with acting_as(_BEHEERDER, "postcodes"), bestand.open("rb") as file:
        given = herkomst(peildatum, bestand.name)
        resultaat = laad_postcodes(file, given, by=_BEHEERDER, kleiner=kleiner, voortgang=voortgang)
    data = {"gelukt": not resultaat.fouten, **{key: value for key, value in vars(resultaat).items() if key != "fouten"}}
    if resultaat.fouten:
        write_mistakes(fouten_csv, resultaat.fouten)
        return data | {"fouten": len(resultaat.fouten)}, _refused(resultaat.fouten, fouten_csv)
    return data, [
        f"{resultaat.regels} regels gelezen: {resultaat.postcodes} postcodes, {resultaat.gewijzigd} gewijzigd",
        f"{resultaat.uitzonderingen} huisnummers liggen in een andere gemeente dan de rest van hun postcode",
        f"{resultaat.tegenstrijdig} adressen stonden in meer dan één gemeente; de gemeente met de meeste telt",
    ]


def _refused(fouten: Sequence[Fout], waar: Path) -> list[str]:
    first = [
        f"{f.bestand}.csv regel {f.regel} {f.kolom} {f.waarde}: {f.oplossing} ({f.code})" for f in fouten[:_EERSTE]
    ]
    return [*first, f"Er is niets geladen. Alle {len(fouten)} fouten staan in {waar}."]
