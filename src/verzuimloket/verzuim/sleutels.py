"""The content of attachments, sealed: the only module that knows their key (as ADR 0016 for person numbers)."""

from uuid import UUID

from django.conf import settings

from verzuimloket.core import kluis


def seal(inhoud: bytes, kenmerk: UUID) -> bytes:
    """The sealed content, bound to the attachment with this kenmerk."""
    return kluis.seal_bytes(bytes.fromhex(settings.SLEUTEL_BIJLAGE), inhoud, f"bijlage {kenmerk}")


def unseal(sealed: bytes, kenmerk: UUID) -> bytes:
    """The content again. Raises InvalidTag when it stands in another row than it was made for."""
    return kluis.unseal_bytes(bytes.fromhex(settings.SLEUTEL_BIJLAGE), sealed, f"bijlage {kenmerk}")
