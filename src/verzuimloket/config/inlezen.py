"""``verzuimloket inlezen``: a file with enrolments into the register, without portal and queue."""

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from verzuimloket.channels.upload.aanleveren.inlezen import Keuze, Resultaat, inlezen
from verzuimloket.core import clock
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected

Antwoord = tuple[dict[str, Any], list[str]]


def run(pad: Path, keuze: Keuze, console: Console) -> Antwoord:
    """Read the file; the answer for machines and for people. The wrong lines stand beside the file afterwards."""
    naast = pad.with_name(f"{pad.stem}-fouten.csv")
    columns = TextColumn("Regels"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    try:
        with naast.open("wb") as fouten, Progress(*columns, console=console, transient=True) as bar:
            naast.chmod(0o600)  # it holds personal data
            task = bar.add_task("regels", total=None)
            resultaat = inlezen(
                pad,
                keuze,
                fouten,
                on=clock.today(),
                progress=lambda gedaan, aantal: bar.update(task, completed=gedaan, total=max(gedaan, aantal)),
            )
    except Rejected as rejected:
        naast.unlink()
        found = [{"code": each.code, "tekst": each.text} for each in rejected.violations]
        return {"gelukt": False, "fouten": found}, [f"{each['tekst']} ({each['code']})" for each in found]
    if not resultaat.fout:
        naast.unlink()
    return _data(resultaat), _lines(resultaat, keuze, naast.name)


def _data(resultaat: Resultaat) -> dict[str, Any]:
    """Counts, codes and places; no value of a line."""
    return {
        "gelukt": not resultaat.fout,
        "vastgelegd": resultaat.vastgelegd,
        "regels": resultaat.regels,
        "uitkomsten": dict(resultaat.uitkomsten),
        "gewaarschuwd": resultaat.gewaarschuwd,
        "codes": dict(resultaat.codes.most_common()),
        "fouten": [{"regel": each.regel, "kolom": each.kolom, "code": each.code} for each in resultaat.eerste],
    }


def _lines(resultaat: Resultaat, keuze: Keuze, naast: str) -> list[str]:
    lines = [f"{resultaat.regels} regels gelezen"]
    lijst = codelijst("regeluitkomst")
    lines += [f"{lijst.label(code)}: {aantal}" for code, aantal in sorted(resultaat.uitkomsten.items())]
    lines += [f"regel {each.regel} {each.kolom}: {each.tekst} ({each.code})" for each in resultaat.eerste]
    if resultaat.fout:
        lines.append(f"Alle foute regels staan in {naast}, naast het bestand.")
    return [*lines, _last(resultaat, keuze)]


def _last(resultaat: Resultaat, keuze: Keuze) -> str:
    if keuze.proef:
        return "Dit was een proef: er is niets vastgelegd."
    if not resultaat.vastgelegd:
        return "Er is niets vastgelegd. Verbeter de regels, of gebruik --accepteer-goede."
    return "De goede regels zijn vastgelegd." if resultaat.fout else "Alle regels zijn vastgelegd."
