"""Person numbers, sealed: the only module that knows their keys (ADR 0016).

At rest a number is AES-256-GCM, bound to the person's row, beside an HMAC index for equality
search. The index key is as sensitive as the data: all numbers can be tried in minutes with it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.conf import settings

from verzuimloket.core import kluis


@dataclass(frozen=True)
class Verzegeld:
    """A person number as it is stored."""

    tekst: bytes
    index: bytes


def seal(nummer: str, kenmerk: UUID) -> Verzegeld:
    """The sealed form of a nine-digit number for the person with this kenmerk."""
    return Verzegeld(kluis.seal(_key(settings.SLEUTEL_PGN), nummer, f"persoon {kenmerk}"), index(nummer))


def index(nummer: str) -> bytes:
    """The value by which a number is found."""
    return kluis.index(_key(settings.SLEUTEL_PGN_INDEX), nummer)


def unseal(sealed: bytes, kenmerk: UUID) -> str:
    """The nine digits again. Whoever shows them in full writes an audit line."""
    return kluis.unseal(_key(settings.SLEUTEL_PGN), sealed, f"persoon {kenmerk}")


def opener() -> Callable[[bytes, str], str]:
    """:func:`unseal` for many numbers after each other; the kenmerk as text."""
    opened = kluis.opener(_key(settings.SLEUTEL_PGN))
    return lambda sealed, kenmerk: opened(sealed, f"persoon {kenmerk}")


@cache
def _key(text: str) -> bytes:
    return bytes.fromhex(text)
