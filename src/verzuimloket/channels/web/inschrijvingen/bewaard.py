"""What the server remembers of one person between two pages: sealed, since it may hold names and numbers.

The session table is a table like every other: a stolen dump must not show who was typed in
(ADR 0016). So what is kept is encrypted with a key from outside the database.
"""

import hashlib
import json
import secrets
from base64 import b64decode, b64encode
from typing import Any

from cryptography.exceptions import InvalidTag
from django.conf import settings

from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import kluis


def hand_over(request: Verzoek, naam: str, inhoud: dict[str, Any]) -> str:
    """Keep this for the next page; the answer is the ticket with which that page collects it, once."""
    ticket = secrets.token_urlsafe(9)
    put(request, naam, {"ticket": ticket, "inhoud": inhoud})
    return ticket


def collect(request: Verzoek, naam: str, ticket: str) -> dict[str, Any] | None:
    """What was handed over with this ticket. Nothing the second time, so that a reload starts afresh."""
    kept = look(request, naam) if ticket else None
    if kept is None or kept["ticket"] != ticket:
        return None
    drop(request, naam)
    return dict(kept["inhoud"])


def put(request: Verzoek, naam: str, inhoud: dict[str, Any]) -> None:
    """Keep this until it is replaced or dropped, at most as long as the session."""
    sealed = kluis.seal(_key(), json.dumps(inhoud), _owner(request, naam))
    request.session[_name(naam)] = b64encode(sealed).decode()


def look(request: Verzoek, naam: str) -> dict[str, Any] | None:
    """What is kept; nothing when it was kept for somebody else, or under a key that has been replaced."""
    sealed = request.session.get(_name(naam))
    if sealed is None:
        return None
    try:
        return dict(json.loads(kluis.unseal(_key(), b64decode(sealed), _owner(request, naam))))
    except InvalidTag:
        return None


def drop(request: Verzoek, naam: str) -> None:
    request.session.pop(_name(naam), None)


def _name(naam: str) -> str:
    return f"bewaard_{naam}"


def _owner(request: Verzoek, naam: str) -> str:
    """Bound to the person and to the organisation that he or she works for at the moment."""
    actor = request.actor
    return f"sessie {naam} {actor.gebruiker_id} {actor.organisatie}"


def _key() -> bytes:
    return hashlib.sha256(b"verzuimloket sessie " + settings.SECRET_KEY.encode()).digest()
