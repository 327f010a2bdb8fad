"""How a file was read, for people: encoding, separator, columns, repairs, and its first lines (ux.md 5.10)."""

import re
from dataclasses import dataclass
from typing import Any

from verzuimloket.aanleveringen import queries
from verzuimloket.aanleveringen.inputs import Hersteld
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.uitvoer.opmaak import masker

_NUMMER = re.compile(r"bsn|onderwijsnummer|pgn|own\b|persoonsgebonden", re.IGNORECASE)
_TEKENS = {";": "puntkomma", ",": "komma", "\t": "tab", "|": "staande streep"}


@dataclass(frozen=True)
class Lezing:
    """rijen: what was recognised, for a summary; koppen, voorbeeld: the first lines under the headings of the file,
    each with the column of the template that it became; onbekend: headings that are not read."""

    rijen: list[dict[str, str]]
    opmerkingen: list[str]
    onbekend: list[str]
    koppen: list[str]
    voorbeeld: list[list[str]]
    herstel: list[Hersteld]


def read(sent: Aanlevering) -> Lezing:
    """What is known of this file; all empty as long as nobody looked."""
    found: dict[str, Any] = sent.leeswijze
    kolommen: dict[str, str] = found.get("kolommen", {})
    koppen = [str(kop) for kop in found.get("kop", ())]
    rijen = {
        "Soort bestand": found.get("soort", ""),
        "Tekenset": found.get("codering", ""),
        "Scheidingsteken": _TEKENS.get(found.get("scheidingsteken", ""), found.get("scheidingsteken", "")),
        "Notatie van datums": ", ".join(f"{kolom}: {vorm}" for kolom, vorm in found.get("datumnotatie", {}).items()),
    }
    return Lezing(
        rijen=[{"label": label, "value": value} for label, value in rijen.items() if value],
        opmerkingen=list(found.get("opmerkingen", ())),
        onbekend=list(found.get("onbekende_kolommen", ())),
        koppen=[_heading(kop, kolommen.get(kop, "")) for kop in koppen],
        voorbeeld=[_line(koppen, kolommen, cells) for cells in queries.voorbeeld(sent)],
        herstel=queries.herstel(sent),
    )


def _heading(kop: str, kolom: str) -> str:
    """The heading in the file, and what it became when that is called otherwise."""
    if not kolom:
        return f"{kop} (overgeslagen)"
    return kop if kop == kolom else f"{kop} → {kolom}"


def _line(koppen: list[str], kolommen: dict[str, str], cells: tuple[str, ...]) -> list[str]:
    filled = [*cells, *[""] * (len(koppen) - len(cells))][: len(koppen)]
    return [masked(f"{kop} {kolommen.get(kop, '')}", cell) for kop, cell in zip(koppen, filled, strict=True)]


def masked(kolom: str, waarde: str) -> str:
    """A value as it may be shown: of a person number only its end."""
    digits = re.sub(r"\D", "", waarde)
    return masker(digits) if _NUMMER.search(kolom) and len(digits) > 4 else waarde
