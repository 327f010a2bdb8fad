"""Reading one file into its staging table, line by line; wrong lines are set apart, never half stored."""

import csv
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from verzuimloket.channels.upload.laden.bestanden import Bestand
from verzuimloket.personen import sleutels
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.personen.queries import zoeknaam

Voortgang = Callable[[str, int], None]
STAP = 20_000  # lines between two reports of progress


@dataclass(frozen=True)
class Fout:
    """One refused value: where it stands and what to do about it."""

    bestand: str
    regel: int
    kolom: str
    waarde: str
    code: str
    oplossing: str


# Columns that a person's line gets besides its own: what is stored of it (ADR 0016).
_VERZEGELD = {
    "kenmerk": "uuid",
    "bsn_tekst": "bytea",
    "bsn_index": "bytea",
    "onderwijsnummer_tekst": "bytea",
    "onderwijsnummer_index": "bytea",
    "zoeknaam": "text",
    "geboren": "date",
    "precisie": "text",
}
_NOOIT_OPSLAAN = {"bsn", "onderwijsnummer", "geboortedatum"}


def stage(cursor: Any, bestand: Bestand, pad: Path, voortgang: Voortgang) -> list[Fout]:
    """Make the staging table and fill it from the file, if there is one. The mistakes that a line shows itself."""
    columns = _columns(bestand)
    definition = ", ".join(f"{naam} {soort}" for naam, soort in columns.items())
    cursor.execute(f"CREATE TEMP TABLE {bestand.tabel} (regel integer, {definition}) ON COMMIT DROP")
    if not pad.exists():
        return []
    fouten: list[Fout] = []
    with pad.open(encoding="utf-8-sig", newline="") as file:
        regels = csv.reader(file, delimiter=";")
        kop = next(regels, [])
        gegeven = _as_given(bestand, kop)
        fouten += _wrong_header(gegeven, kop)
        if not fouten:
            _copy(cursor, gegeven, _columns(gegeven), regels, fouten, voortgang)
    return fouten


def _as_given(bestand: Bestand, kop: list[str]) -> Bestand:
    """The file with those optional columns that its first line has."""
    extra = tuple(kolom for kolom in bestand.optioneel if kolom.naam in kop)
    return replace(bestand, kolommen=bestand.kolommen + extra, optioneel=())


def _columns(bestand: Bestand) -> dict[str, str]:
    if bestand.naam != "personen":
        return {kolom.naam: kolom.type for kolom in (*bestand.kolommen, *bestand.optioneel)}
    own = {kolom.naam: kolom.type for kolom in bestand.kolommen if kolom.naam not in _NOOIT_OPSLAAN}
    return own | _VERZEGELD


def _wrong_header(bestand: Bestand, kop: list[str]) -> list[Fout]:
    if kop == bestand.kop:
        return []
    oplossing = f"Zet in de eerste regel: {';'.join(bestand.kop)}"
    return [Fout(bestand.naam, 1, "", ";".join(kop)[:200], "LD_kop", oplossing)]


def _copy(
    cursor: Any,
    bestand: Bestand,
    columns: dict[str, str],
    regels: Iterator[list[str]],
    fouten: list[Fout],
    voortgang: Voortgang,
) -> None:
    names = ", ".join(columns)
    with cursor.copy(f"COPY {bestand.tabel} (regel, {names}) FROM STDIN") as copy:
        for nummer, regel in enumerate(regels, start=2):
            row = _read_line(bestand, nummer, regel, fouten)
            if row is not None:
                copy.write_row([nummer, *(row[naam] for naam in columns)])
            if nummer % STAP == 0:
                voortgang(bestand.naam, nummer)


def _read_line(bestand: Bestand, nummer: int, regel: list[str], fouten: list[Fout]) -> dict[str, Any] | None:
    """The values of a line by column; None when it has mistakes, which are then added."""
    if len(regel) != len(bestand.kolommen):
        tekst = f"Deze regel heeft {len(regel)} kolommen. Het moeten er {len(bestand.kolommen)} zijn."
        fouten.append(Fout(bestand.naam, nummer, "", "", "LD_kolommen", tekst))
        return None
    row: dict[str, Any] = {}
    before = len(fouten)
    for kolom, waarde in zip(bestand.kolommen, regel, strict=True):
        try:
            row[kolom.naam] = kolom.lees(waarde) if waarde else _empty(kolom.type, kolom.verplicht)
        except (ValueError, KeyError):
            oplossing = kolom.oplossing if waarde else f"Vul deze kolom in. {kolom.oplossing}"
            fouten.append(Fout(bestand.naam, nummer, kolom.naam, waarde[:200], kolom.code, oplossing))
    if len(fouten) > before:
        return None
    return _sealed(row) if bestand.naam == "personen" else row


def _empty(soort: str, verplicht: bool) -> str | None:
    if verplicht:
        raise ValueError
    return "" if soort == "text" else None


def _sealed(row: dict[str, Any]) -> dict[str, Any]:
    """The line of a person without plain numbers: they are sealed before they reach the database."""
    kenmerk, geboren = uuid.uuid4(), row["geboortedatum"]
    assert isinstance(geboren, Geboortedatum)
    for soort in ("bsn", "onderwijsnummer"):
        sealed = sleutels.seal(row[soort], kenmerk) if row[soort] else None
        row[f"{soort}_tekst"] = sealed.tekst if sealed else None
        row[f"{soort}_index"] = sealed.index if sealed else None
    precisie = "D" if geboren.dag else "M" if geboren.maand else "J"
    return row | {
        "kenmerk": kenmerk,
        "zoeknaam": zoeknaam(row["achternaam"]),
        "geboren": geboren.rekendatum(),
        "precisie": precisie,
    }
