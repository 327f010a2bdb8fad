"""Persons on their way to the staging table: person numbers are sealed before they reach the database (ADR 0016)."""

import uuid
from collections.abc import Mapping, Sequence

from verzuimloket.channels.upload.laden.velden import NIETS
from verzuimloket.personen import sleutels
from verzuimloket.personen.inputs import Geboortedatum
from verzuimloket.personen.queries import zoeknaam

# What is stored of a person instead of these columns.
_NUMMERS = ("bsn", "onderwijsnummer")
_NOOIT_OPSLAAN = {*_NUMMERS, "geboortedatum"}
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


def columns(given: Mapping[str, str]) -> dict[str, str]:
    """Columns and types of the staging table, from those of the file."""
    return {naam: soort for naam, soort in given.items() if naam not in _NOOIT_OPSLAAN} | _VERZEGELD


def seal(kop: Sequence[str], given: Sequence[list[str]]) -> list[list[str]]:
    """The columns of a block as :func:`columns` names them."""
    made = dict(zip(kop, given, strict=True))
    kenmerken = [uuid.uuid4() for _ in made["persoon"]]
    made["kenmerk"] = [kenmerk.hex for kenmerk in kenmerken]
    for soort in _NUMMERS:
        made[f"{soort}_tekst"], made[f"{soort}_index"] = _sealed(made[soort], kenmerken)
    keys = {naam: zoeknaam(naam.replace("\\\\", "\\")).replace("\\", "\\\\") for naam in set(made["achternaam"])}
    made["zoeknaam"] = [keys[naam] for naam in made["achternaam"]]
    born = {tekst: Geboortedatum.parse(tekst) for tekst in set(made["geboortedatum"])}
    made["geboren"] = [born[tekst].rekendatum().isoformat() for tekst in made["geboortedatum"]]
    made["precisie"] = [born[tekst].precisie for tekst in made["geboortedatum"]]
    return [made[naam] for naam in columns(dict.fromkeys(kop, ""))]


def _sealed(nummers: Sequence[str], kenmerken: Sequence[uuid.UUID]) -> tuple[list[str], list[str]]:
    teksten, indexen = [], []
    for nummer, kenmerk in zip(nummers, kenmerken, strict=True):
        sealed = sleutels.seal(nummer, kenmerk) if nummer else None
        teksten.append(rf"\\x{sealed.tekst.hex()}" if sealed else NIETS)
        indexen.append(rf"\\x{sealed.index.hex()}" if sealed else NIETS)
    return teksten, indexen
