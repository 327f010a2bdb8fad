"""Requests that come again, because their sender lost the answer: the same answer, and nothing twice (ADR 0041)."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from verzuimloket.access.models import Apiantwoord
from verzuimloket.core import kluis
from verzuimloket.core.actor import Actor


class OtherContent(Exception):
    """This key was used before for a request that said something else."""


def take_answer(kenmerk: UUID, inhoud: bytes, *, instelling: str, at: datetime) -> tuple[Apiantwoord, bytes]:
    """The place for the answer, and the answer itself when it was given before.

    Who sends the same at the same moment waits here until the first one is done. Call it in the transaction of the
    request itself: when that is refused, the key was never used. Raises OtherContent.
    """
    mark = kluis.index(_key(), f"{instelling} {hashlib.sha256(inhoud).hexdigest()}")
    row, is_new = Apiantwoord.objects.get_or_create(
        instelling=instelling, kenmerk=kenmerk, defaults={"inhoud": mark, "gegeven_at": at}
    )
    if is_new:
        return row, b""
    if bytes(row.inhoud) != mark:
        raise OtherContent
    return row, kluis.unseal_bytes(_key(), bytes(row.antwoord), _place(row))


def keep_answer(row: Apiantwoord, antwoord: bytes) -> None:
    """Keep what is answered, sealed: it may tell a number that the register just gave to a pupil."""
    row.antwoord = kluis.seal_bytes(_key(), antwoord, _place(row))
    row.save(update_fields=["antwoord"])


@transaction.atomic
def forget_answers(*, before: datetime, by: Actor) -> int:
    """Answers go after their term. How many went."""
    assert by.register
    return Apiantwoord.objects.filter(gegeven_at__lt=before).delete()[0]


def _key() -> bytes:
    return hashlib.sha256(b"verzuimloket apiantwoord " + settings.SECRET_KEY.encode()).digest()


def _place(row: Apiantwoord) -> str:
    return f"apiantwoord {row.instelling} {row.kenmerk}"
