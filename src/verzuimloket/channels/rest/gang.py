"""The way of every request: what it asks, in which formats, who asks, and then the function that answers.

Nothing of a request or an answer is written to a log: both may hold person numbers.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from django.core.exceptions import SuspiciousOperation
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from verzuimloket.access import actions as access
from verzuimloket.access.models import Apisleutel
from verzuimloket.channels.rest import lezen, problemen
from verzuimloket.channels.rest.oproep import SCHRIJVEN, Antwoord, Operatie, Oproep
from verzuimloket.channels.rest.problemen import JSON, PROBLEEM, Probleem, wrong_place
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Kanaal, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen import queries as instellingen

MEESTE_BYTES = 1_000_000
_KOPPEN = ("If-Match", "If-None-Match", "Idempotency-Key")
_NIEMAND = Actor(naam="openbaar", kanaal=Kanaal.KOPPELING)
_BEARER = 'Bearer realm="verzuimloket"'
log = logging.getLogger(__name__)


def resource(operaties: Sequence[Operatie]) -> Callable[..., HttpResponse]:
    """The view of one address. It has its own key, so no session and no token against forged forms."""
    per_methode = {operatie.methode: operatie for operatie in operaties}
    allow = ", ".join(sorted({*per_methode, "OPTIONS", *({"HEAD"} if "GET" in per_methode else ())}))

    @csrf_exempt
    def view(request: HttpRequest, **delen: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return problemen.reply(204, None, {"Allow": allow})
        try:
            methode = "GET" if request.method == "HEAD" else request.method or ""
            if methode not in per_methode:
                raise Probleem(405, f"Gebruik hier: {allow}.", kop={"Allow": allow})
            return _out(_handle(request, per_methode[methode], delen))
        except Probleem as probleem:
            return problemen.answer(probleem)
        except (OperationalError, IntegrityError) as error:
            log.warning("geen antwoord van de database: %s", type(error.__cause__).__name__)
            return problemen.answer(_SILENT)
        except (SuspiciousOperation, UnreadablePostError):  # too many parameters, or who asks hung up
            return problemen.bad_request(request)
        except Exception:
            log.exception("fout in de koppeling")
            return problemen.server_error(request)

    view.toegang = frozenset()  # type: ignore[attr-defined]  # no role of a person: the key decides, below
    return view


_SILENT = Probleem(
    503,
    "Het register antwoordt even niet. Wij weten niet of het verzoek is opgeslagen. Stuur hetzelfde opnieuw.",
    kop={"Retry-After": "5"},
)


def _out(antwoord: Antwoord) -> HttpResponse:
    return problemen.reply(antwoord.status, antwoord.body, antwoord.kop)


def _handle(request: HttpRequest, operatie: Operatie, delen: dict[str, Any]) -> Antwoord:
    """Raises Probleem, for which the transaction of the request is undone."""
    if not any(request.accepts(soort) for soort in (JSON, PROBLEEM)):
        raise Probleem(406, "Wij antwoorden alleen met application/json. Zet dat in de koptekst Accept.")
    by = _actor(request, operatie)
    oproep = Oproep(
        by=by,
        at=clock.now(),
        on=clock.today(),
        delen=delen,
        vraag=_query(request, operatie),
        kop={naam: request.headers.get(naam, "") for naam in _KOPPEN},
        body=lezen.decode(_content(request, operatie)) if operatie.vraag else None,
    )
    if not operatie.bereik:
        return operatie.handel(oproep)
    with acting_as(by):
        try:
            return _once(request, operatie, oproep) if operatie.herhaalbaar else operatie.handel(oproep)
        except Rejected as rejected:
            raise problemen.refused(rejected.violations) from None
        except PermissionDenied as denied:
            raise Probleem(403, denied.text) from None


# who asks


def _actor(request: HttpRequest, operatie: Operatie) -> Actor:
    """The institution of the key, with what the key may do."""
    if not operatie.bereik:
        return _NIEMAND
    sleutel = _sleutel(request.headers.get("Authorization", ""))
    if operatie.bereik not in sleutel.bereik:
        kop = {"WWW-Authenticate": f'{_BEARER}, error="insufficient_scope", scope="{operatie.bereik}"'}
        detail = f"Deze API-sleutel mist het bereik {operatie.bereik}. Vraag uw beheerder om een andere sleutel."
        raise Probleem(403, detail, "TG_sleutel_bereik", kop=kop)
    naam = instellingen.instellingen((sleutel.instelling,)).values_list("naam", flat=True).first() or ""
    return Actor(
        naam=f"Sleutel {sleutel.label}",
        kanaal=Kanaal.KOPPELING,
        rollen=frozenset({Rol.INSCHRIJVER}) if SCHRIJVEN in sleutel.bereik else frozenset(),
        organisatie=sleutel.instelling,
        organisatie_naam=naam,
        instellingen=(sleutel.instelling,),
    )


def _sleutel(koptekst: str) -> Apisleutel:
    soort, _, token = koptekst.partition(" ")
    if soort.lower() != "bearer" or not token.strip():
        detail = "Zet uw API-sleutel in de koptekst Authorization, als: Bearer, een spatie en de sleutel."
        raise Probleem(401, detail, "TG_sleutel_ongeldig", kop={"WWW-Authenticate": _BEARER})
    toegang = access.admit(token.strip(), at=clock.real_now(), on=clock.today())
    if toegang.wachten:
        detail = f"Deze API-sleutel is te vaak gebruikt. Wacht {toegang.wachten} seconden en probeer het opnieuw."
        raise Probleem(429, detail, "TG_sleutel_te_vaak", kop={"Retry-After": str(toegang.wachten)})
    if toegang.sleutel is None:
        detail = "Deze API-sleutel is niet geldig: onbekend, verlopen of ingetrokken. Vraag uw beheerder om een nieuwe."
        kop = {"WWW-Authenticate": f'{_BEARER}, error="invalid_token"'}
        raise Probleem(401, detail, "TG_sleutel_ongeldig", kop=kop)
    return toegang.sleutel


# what is asked


def _query(request: HttpRequest, operatie: Operatie) -> dict[str, str]:
    """The parameters that this operation knows. Any other is refused unread: it may hold what no address may hold."""
    known = [each.naam for each in operatie.parameters if each.plaats == "query"]
    if set(request.GET) - set(known):
        allowed = f"U kunt hier gebruiken: {', '.join(known)}." if known else "Hier kan geen parameter in het adres."
        detail = f"{allowed} Zet gegevens van leerlingen nooit in een adres."
        raise wrong_place("query", "", "VORM_parameter", detail)
    return {naam: request.GET[naam] for naam in request.GET}


def _content(request: HttpRequest, operatie: Operatie) -> bytes:
    if request.content_type not in operatie.media or request.headers.get("Content-Encoding", "identity") != "identity":
        kop = {"Accept-Patch" if operatie.methode == "PATCH" else "Accept": ", ".join(operatie.media)}
        raise Probleem(415, f"Stuur {operatie.media[0]}, in UTF-8 en niet ingepakt.", kop=kop)
    if request.content_params and request.content_params.get("charset", "utf-8").lower() != "utf-8":
        raise Probleem(415, "Stuur het bericht in UTF-8.")
    length = request.headers.get("Content-Length", "")
    if "Transfer-Encoding" in request.headers and not length:  # the web server hands over nothing then
        raise Probleem(411, "Geef met de koptekst Content-Length aan hoe lang het bericht is.")
    if length.isdigit() and int(length) > MEESTE_BYTES:
        detail = "Het bericht is groter dan 1 MB. Verdeel de inschrijvingen over meer berichten."
        raise Probleem(413, detail, "VORM_te_groot")
    return request.body


def _once(request: HttpRequest, operatie: Operatie, oproep: Oproep) -> Antwoord:
    """The same key gives the same answer. In the transaction of the request: both are stored, or neither."""
    given = oproep.kop["Idempotency-Key"]
    if not given:
        return operatie.handel(oproep)
    try:
        row, earlier = access.take_answer(
            _uuid(given), _inhoud(request, operatie), instelling=oproep.by.organisatie, at=oproep.at
        )
    except access.OtherContent:
        detail = "Deze Idempotency-Key is al gebruikt voor een ander bericht. Maak voor elk nieuw bericht een nieuwe."
        raise wrong_place("header", "Idempotency-Key", "VORM_idempotency_anders", detail, 409) from None
    if earlier:
        return msgspec.json.decode(earlier, type=Antwoord)
    antwoord = operatie.handel(oproep)
    access.keep_answer(row, msgspec.json.encode(antwoord))
    return antwoord


def _uuid(text: str) -> UUID:
    try:
        return UUID(text.strip('"'))  # the draft standard writes it as a quoted string
    except ValueError:
        detail = "Geef als Idempotency-Key een UUID, voor elk nieuw bericht een andere."
        raise wrong_place("header", "Idempotency-Key", "VORM_idempotency", detail) from None


def _inhoud(request: HttpRequest, operatie: Operatie) -> bytes:
    return operatie.naam.encode() + b" " + request.body


@csrf_exempt
def nothing(request: HttpRequest, **delen: Any) -> HttpResponse:
    """Whatever is no address of ours, also one with a slash behind it."""
    return problemen.answer(problemen.not_found())


nothing.toegang = frozenset()  # type: ignore[attr-defined]
