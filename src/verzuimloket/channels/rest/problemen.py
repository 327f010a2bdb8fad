"""Every answer that says no, in one shape: problem details (RFC 9457), with the codes and sentences of the form."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from verzuimloket.core.errors import Violation
from verzuimloket.core.uitleg import uitleg

API_VERSIE = "1.0.0"
BASIS = "/api/v1"
PROBLEEM = "application/problem+json"
JSON = "application/json"
TITELS = {
    400: "Het verzoek klopt niet",
    401: "Geen geldige API-sleutel",
    403: "Dit mag niet met deze API-sleutel",
    404: "Niet gevonden",
    405: "Deze methode kan hier niet",
    406: "Dit formaat geven wij niet",
    409: "Botst met een eerder verzoek",
    411: "De lengte van het bericht ontbreekt",
    412: "Intussen gewijzigd",
    413: "Het bericht is te groot",
    415: "Dit formaat lezen wij niet",
    428: "If-Match ontbreekt",
    429: "Te veel verzoeken",
    500: "Er ging iets mis bij ons",
    503: "Even niet beschikbaar",
}


@dataclass
class Probleem(Exception):
    """This request gets no for an answer. Whatever it stored so far is undone."""

    status: int
    detail: str
    code: str = ""
    errors: list[dict[str, Any]] = field(default_factory=list)
    waarschuwingen: list[dict[str, Any]] = field(default_factory=list)
    kop: Mapping[str, str] = field(default_factory=dict)


def not_found() -> Probleem:
    """Also for what exists but belongs to another institution: the answer is the same."""
    return Probleem(404, "Dit bestaat niet, of het is niet van uw instelling. Controleer het adres.")


def refused(violations: Iterable[Violation], begin: str = "") -> Probleem:
    """What the rules say; begin: where in the body the thing stands that they are about."""
    told = list(violations)
    wrong = [bevinding(each, begin) for each in told if each.blocks]
    count = "1 punt" if len(wrong) == 1 else f"{len(wrong)} punten"
    return Probleem(
        400,
        f"Er is niets opgeslagen. Verbeter {count} en stuur het bericht opnieuw.",
        errors=wrong,
        waarschuwingen=[bevinding(each, begin) for each in told if not each.blocks],
    )


def wrong_place(plaats: str, naam: str, code: str, detail: str, status: int = 400) -> Probleem:
    """Something is wrong with a ``header`` or a ``query`` parameter."""
    wrong = {"in": plaats, "location": naam, "code": code, "detail": detail}
    return Probleem(status, detail, code, errors=[wrong])


def bevinding(violation: Violation, begin: str = "") -> dict[str, Any]:
    """One thing about the body. ``field`` of the violation is a JSON pointer by now."""
    return {
        "in": "body",
        "location": begin + violation.field,
        "code": violation.code,
        "detail": violation.text,
    }


def answer(probleem: Probleem) -> HttpResponse:
    """As it goes out. instance: a mark of this one answer, to name it to the helpdesk."""
    known = probleem.code in uitleg()
    body: dict[str, Any] = {
        "type": f"{settings.PORTAAL_ADRES}/hulp/codes/{probleem.code}/" if known else "about:blank",
        "title": TITELS.get(probleem.status) or HTTPStatus(probleem.status).phrase,
        "status": probleem.status,
        "detail": probleem.detail,
        "instance": f"urn:uuid:{uuid.uuid4()}",
    }
    if probleem.code:
        body["code"] = probleem.code
    if probleem.errors:
        body["errors"] = probleem.errors
    if probleem.waarschuwingen:
        body["waarschuwingen"] = probleem.waarschuwingen
    return reply(probleem.status, body, probleem.kop, soort=PROBLEEM)


def reply(status: int, body: Any, kop: Mapping[str, str], *, soort: str = JSON) -> HttpResponse:
    """Any answer of this channel: each one tells the version."""
    content = b"" if body is None else msgspec.json.encode(body)
    response = HttpResponse(content, status=status, content_type=soort, headers=dict(kop))
    response["API-Version"] = API_VERSIE
    return response


# for what goes wrong before or beside an address of ours (config/urls.py)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(Probleem(400, "Wij konden uw verzoek niet lezen. Controleer adres en kopteksten."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(Probleem(403, "Dit mag niet met deze API-sleutel."))


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(not_found())


def server_error(request: HttpRequest) -> HttpResponse:
    detail = "Er ging iets mis bij ons. Probeer het later opnieuw. Blijft het misgaan, bel dan de helpdesk."
    return answer(Probleem(500, detail))
