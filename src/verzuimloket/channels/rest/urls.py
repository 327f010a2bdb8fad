"""The addresses of this channel, from the table; whatever else stands under /api gets a problem and no page."""

import re

from django.urls import path, re_path

from verzuimloket.channels.rest import gang, openapi
from verzuimloket.channels.rest.operaties import OPERATIES
from verzuimloket.channels.rest.oproep import Operatie
from verzuimloket.channels.rest.problemen import BASIS

_SOORT = {"kenmerk": "uuid", "naam": "slug"}


def _route(pad: str) -> str:
    """``/x/{kenmerk}`` as Django writes it."""
    return BASIS.lstrip("/") + re.sub(r"\{(\w+)\}", lambda found: f"<{_SOORT[found[1]]}:{found[1]}>", pad)


def _per_pad() -> dict[str, list[Operatie]]:
    found: dict[str, list[Operatie]] = {}
    for operatie in OPERATIES:
        found.setdefault(operatie.pad, []).append(operatie)
    return found


urlpatterns = [
    path(f"{BASIS.lstrip('/')}/openapi.json", openapi.document, name="rest-openapi"),
    *(
        path(_route(pad), gang.resource(operaties), name=f"rest-{operaties[0].naam}")
        for pad, operaties in _per_pad().items()
    ),
    re_path(r"^api(?:/.*)?$", gang.nothing, name="rest-onbekend"),
]
