"""The OpenAPI 3.1 document, made from the same table and messages as the answers. Public, for any website to read."""

from collections.abc import Sequence
from functools import cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from verzuimloket.channels.rest import berichten, problemen
from verzuimloket.channels.rest.berichten import Bericht, Eigenschap, Vorm
from verzuimloket.channels.rest.operaties import OPERATIES
from verzuimloket.channels.rest.oproep import LEZEN, SCHRIJVEN, Operatie, Parameter
from verzuimloket.channels.rest.problemen import API_VERSIE, BASIS, JSON, PROBLEEM, Probleem
from verzuimloket.core.codelijsten import codelijst

_ALTIJD = (405, 406, 500, 503)
_MET_SLEUTEL = (401, 403, 429)
_MET_BODY = (400, 411, 413, 415)
_TEXT: dict[str, Any] = {"schema": {"type": "string"}}
_VERSIE = {"description": "De versie van de API.", **_TEXT}
_KOP = {
    "ETag": {"description": "Het merkteken van deze toestand.", **_TEXT},
    "Location": {"description": "Het adres van de inschrijving.", **_TEXT},
    "Link": {"description": "Het adres van het volgende (next) en het vorige (prev) deel.", **_TEXT},
}
_SOORTEN: dict[Vorm, dict[str, Any]] = {
    Vorm.DATUM: {"type": "string", "format": "date"},
    Vorm.GEBOORTEDATUM: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Vorm.MOMENT: {"type": "string", "format": "date-time"},
    Vorm.JA_NEE: {"type": "boolean"},
    Vorm.GETAL: {"type": "integer"},
}


@csrf_exempt
def document(request: HttpRequest) -> HttpResponse:
    """``GET /openapi.json``."""
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        return problemen.answer(Probleem(405, "Gebruik hier GET.", kop={"Allow": "GET, HEAD, OPTIONS"}))
    return problemen.reply(200, beschrijving(), {"Access-Control-Allow-Origin": "*"})


document.toegang = frozenset()  # type: ignore[attr-defined]


@cache
def beschrijving() -> dict[str, Any]:
    """The document as JSON holds it."""
    paths: dict[str, Any] = {}
    for operatie in OPERATIES:
        paths.setdefault(operatie.pad, {})[operatie.methode.lower()] = _operatie(operatie)
    return {
        "openapi": "3.1.0",
        "info": _INFO,
        "servers": [{"url": f"{settings.PORTAAL_ADRES}{BASIS}"}],
        "paths": paths,
        "components": {
            "schemas": {bericht.naam: _schema(bericht) for bericht in _berichten()},
            "securitySchemes": {"apiSleutel": {"type": "http", "scheme": "bearer", "description": _sleutel()}},
        },
    }


_INFO = {
    "title": "Verzuimloket: inschrijvingen",
    "version": API_VERSIE,
    "description": "Inschrijvingen van leerlingen aanleveren en lezen. Dezelfde regels, codes en zinnen als op het "
    "scherm en in een bestand.",
    "contact": {
        "name": "Helpdesk Verzuimloket",
        "email": "inschrijvingen@verzuimloket.example",
        "url": f"{settings.PORTAAL_ADRES}/hulp/",
    },
    "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
}


def _sleutel() -> str:
    kinds = "; ".join(f"{code}: {codelijst('api_bereik').label(code)}" for code in (LEZEN, SCHRIJVEN))
    return f"Een API-sleutel van een instelling, die de beheerder maakt bij Beheer. Bereik: {kinds}."


def _berichten() -> list[Bericht]:
    used = [bericht for operatie in OPERATIES for bericht in (operatie.vraag, *operatie.antwoorden.values()) if bericht]
    return list({bericht.naam: bericht for bericht in (*used, berichten.PROBLEEM)}.values())


def _operatie(operatie: Operatie) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": operatie.naam,
        "summary": operatie.titel,
        "description": operatie.uitleg or f"{operatie.titel}.",
        "tags": [operatie.pad.split("/")[1]],
        "parameters": [_parameter(each) for each in operatie.parameters],
        "responses": _antwoorden(operatie),
        "security": [{"apiSleutel": [operatie.bereik]}] if operatie.bereik else [],
    }
    if operatie.vraag:
        content = {media: {"schema": _naar(operatie.vraag)} for media in operatie.media}
        made["requestBody"] = {"required": True, "content": content}
    return made


def _parameter(each: Parameter) -> dict[str, Any]:
    told = {"name": each.naam, "in": each.plaats, "description": each.uitleg}
    return told | {"required": each.verplicht, "schema": dict(each.schema)}


def _antwoorden(operatie: Operatie) -> dict[str, Any]:
    made = {str(status): _goed(status, bericht, operatie) for status, bericht in operatie.antwoorden.items()}
    return made | {str(status): _fout(status) for status in sorted(_foutcodes(operatie))}


def _foutcodes(operatie: Operatie) -> set[int]:
    found = {*_ALTIJD, *operatie.foutcodes, *((400,) if operatie.parameters else ())}
    return found | set(_MET_SLEUTEL if operatie.bereik else ()) | set(_MET_BODY if operatie.vraag else ())


def _goed(status: int, bericht: Bericht | None, operatie: Operatie) -> dict[str, Any]:
    koppen = {"API-Version": _VERSIE} | {naam: _KOP[naam] for naam in operatie.koppen}
    made: dict[str, Any] = {"description": operatie.titel, "headers": koppen}
    return made | ({"content": {JSON: {"schema": _naar(bericht)}}} if bericht else {})


def _fout(status: int) -> dict[str, Any]:
    wait = {"Retry-After": {"description": "Na hoeveel seconden u het weer kunt proberen.", **_TEXT}}
    return {
        "description": problemen.TITELS.get(status, HTTPStatus(status).phrase),
        "headers": {"API-Version": _VERSIE} | (wait if status in (429, 503) else {}),
        "content": {PROBLEEM: {"schema": _naar(berichten.PROBLEEM)}},
    }


def _naar(bericht: Bericht) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{bericht.naam}"}


def _schema(bericht: Bericht) -> dict[str, Any]:
    """What is sent in may have no unknown properties; an answer may get more of them one day."""
    closed = any(operatie.vraag is bericht for operatie in OPERATIES)
    return _object(bericht.delen, closed) | ({"description": bericht.uitleg} if bericht.uitleg else {})


def _object(delen: Sequence[Eigenschap], closed: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "properties": {each.naam: _eigenschap(each, closed) for each in delen}}
    required = [each.naam for each in delen if each.verplicht]
    return made | ({"required": required} if required else {}) | ({"additionalProperties": False} if closed else {})


def _eigenschap(each: Eigenschap, closed: bool) -> dict[str, Any]:
    about: dict[str, Any] = {"title": each.label} | _present(description=each.uitleg)
    if each.vorm is Vorm.OBJECT:
        return _object(each.delen, closed) | about
    if each.vorm is Vorm.LIJST:
        most = {"minItems": 1, "maxItems": each.max} if closed else {}
        return {"type": "array", "items": _object(each.delen, closed), **most} | about
    plain = _SOORTEN.get(each.vorm) or {"type": "string", "maxLength": each.max}
    return plain | about | _present(enum=list(each.keuzes), examples=[each.voorbeeld] if each.voorbeeld else [])


def _present(**parts: Any) -> dict[str, Any]:
    return {naam: value for naam, value in parts.items() if value}
