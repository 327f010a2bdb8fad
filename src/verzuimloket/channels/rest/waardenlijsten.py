"""The code lists, for everyone. They change rarely, so they are the one thing that may be kept in a cache."""

import hashlib
from datetime import date
from typing import Any

import msgspec
from django.utils.http import parse_etags

from verzuimloket.channels.rest.oproep import Antwoord, Oproep
from verzuimloket.channels.rest.problemen import not_found
from verzuimloket.core.codelijsten import CODELIJSTEN, Code, codelijst

_BEWAREN = "public, max-age=3600"


def namen() -> tuple[str, ...]:
    """As they stand in addresses: ``reden-intrekken-inschrijving``."""
    return tuple(sorted(path.stem.replace("_", "-") for path in CODELIJSTEN.glob("*.csv")))


def een(oproep: Oproep) -> Antwoord:
    """One list with all its values, also those that ended: old enrolments carry them."""
    naam = oproep.delen["naam"]
    if naam not in namen():
        raise not_found()
    body = {"naam": naam, "waarden": [_waarde(code) for code in codelijst(naam.replace("-", "_"))]}
    etag = f'"{hashlib.sha256(msgspec.json.encode(body)).hexdigest()[:32]}"'
    kop = {"ETag": etag, "Cache-Control": _BEWAREN}
    if etag in parse_etags(oproep.kop.get("If-None-Match", "")):
        return Antwoord(304, None, kop)
    return Antwoord(200, body, kop)


def _waarde(code: Code) -> dict[str, Any]:
    van = {"geldigVan": code.geldig_van.isoformat()} if code.geldig_van > date.min else {}
    tot = {"geldigTot": code.geldig_tot.isoformat()} if code.geldig_tot < date.max else {}
    return {"code": code.code, "naam": code.naam, **van, **tot}
