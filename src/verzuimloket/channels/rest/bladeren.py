"""Going through a long list: a cursor that only this register makes, and a Link header (API Design Rules)."""

from urllib.parse import urlencode

from django.core import signing
from django.db.models import QuerySet

from verzuimloket.channels.rest.oproep import Oproep, Parameter
from verzuimloket.channels.rest.problemen import wrong_place
from verzuimloket.inschrijvingen.models import Inschrijving

GEWOON, MEESTE = 100, 500
_SALT = "rest cursor"
CURSOR = Parameter(
    "query", "cursor", "Waar de lijst verdergaat: neem het adres uit de koptekst Link.", {"type": "string"}
)
LIMIT = Parameter(
    *("query", "limit", "Hoeveel inschrijvingen er hoogstens in het antwoord staan."),
    {"type": "integer", "minimum": 1, "maximum": MEESTE, "default": GEWOON},
)


def page(rows: QuerySet[Inschrijving], oproep: Oproep, pad: str) -> tuple[list[Inschrijving], dict[str, str]]:
    """One part of the rows in the order in which they came into the register, and the way to its neighbours."""
    limit, (back, place) = _limit(oproep.vraag.get("limit", "")), _cursor(oproep.vraag.get("cursor", ""))
    if back:
        found = list(rows.filter(pk__lt=place).order_by("-pk")[: limit + 1])
        more, found = len(found) > limit, found[:limit][::-1]
        before, after = more, True
    else:
        found = list(rows.filter(pk__gt=place).order_by("pk")[: limit + 1])
        before, after = place > 0, len(found) > limit
        found = found[:limit]
    links = []
    if found and after:
        links.append(_link(pad, limit, False, found[-1].pk, "next"))
    if found and before:
        links.append(_link(pad, limit, True, found[0].pk, "prev"))
    return found, {"Link": ", ".join(links)} if links else {}


def _link(pad: str, limit: int, back: bool, place: int, rel: str) -> str:
    cursor = signing.dumps([back, place], salt=_SALT)
    return f'<{pad}?{urlencode({"cursor": cursor, "limit": limit})}>; rel="{rel}"'


def _cursor(text: str) -> tuple[bool, int]:
    if not text:
        return False, 0
    try:
        back, place = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        detail = "Deze cursor is niet van ons. Neem het adres uit de koptekst Link over, of begin zonder cursor."
        raise wrong_place("query", "cursor", "VORM_parameter", detail) from None
    return bool(back), int(place)


def _limit(text: str) -> int:
    if not text:
        return GEWOON
    if text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= MEESTE:
        return int(text)
    raise wrong_place("query", "limit", "VORM_parameter", f"Geef bij limit een getal van 1 tot en met {MEESTE}.")
