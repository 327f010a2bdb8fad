"""Sealing of small secrets: AES-256-GCM bound to a place, and a keyed index for equality search.

The keys are the caller's. Sealed text is 12 bytes nonce + ciphertext + 16 bytes tag.
"""

import hmac
import os
from collections.abc import Callable
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
EXTRA = _NONCE + 16  # bytes by which sealed content is longer


def seal(key: bytes, text: str, bound_to: str) -> bytes:
    """Encrypt a text so that it can only be opened again at the place it is bound to."""
    return seal_bytes(key, text.encode(), bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: str) -> str:
    """The text. Raises cryptography.exceptions.InvalidTag when key, place or bytes are not the same."""
    return unseal_bytes(key, sealed, bound_to).decode()


def opener(key: bytes) -> Callable[[bytes, str], str]:
    """:func:`unseal` with this key, for many texts: the cipher is made once."""
    cipher = AESGCM(key)

    def opened(sealed: bytes, bound_to: str) -> str:
        return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode()).decode()

    return opened


def seal_bytes(key: bytes, content: bytes, bound_to: str) -> bytes:
    """As :func:`seal`, for the content of a file or a part of it."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(key).encrypt(nonce, content, bound_to.encode())


def unseal_bytes(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    """As :func:`unseal`, for the content of a file or a part of it."""
    sealed = bytes(sealed)
    return _cipher(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode())


def index(key: bytes, text: str) -> bytes:
    """A fixed 32-byte value by which an equal text can be found without being readable."""
    return hmac.digest(key, text.encode(), "sha256")


@lru_cache(maxsize=8)
def _cipher(key: bytes) -> AESGCM:
    """Made once per key: that takes as long as sealing a number."""
    return AESGCM(key)
