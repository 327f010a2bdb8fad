"""What a merge needs to be undone, and what is asked about pupils, sealed: the only module that knows the key.

It holds person numbers and names, and lives for months: so the key is that of the person numbers, never SECRET_KEY.
"""

import json
from typing import Any
from uuid import UUID

from django.conf import settings

from verzuimloket.core import kluis


def seal(inhoud: dict[str, Any], soort: str, kenmerk: UUID) -> bytes:
    """The sealed content, bound to the row of this soort with this kenmerk."""
    return kluis.seal(_key(), json.dumps(inhoud), f"{soort} {kenmerk}")


def unseal(sealed: bytes, soort: str, kenmerk: UUID) -> dict[str, Any]:
    """The content again; nothing when it is gone. Raises InvalidTag when it stands in another row."""
    return dict(json.loads(kluis.unseal(_key(), sealed, f"{soort} {kenmerk}"))) if sealed else {}


def _key() -> bytes:
    return bytes.fromhex(settings.SLEUTEL_PGN)
