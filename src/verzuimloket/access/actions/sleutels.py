"""Keys with which the software of a school enters through the machine link (WNS-11, ADR 0041)."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil

from django.db import transaction

from verzuimloket.access import rules
from verzuimloket.access.actions.inloggen import BLOKKADE, MAX_MISLUKT
from verzuimloket.access.inputs import ApisleutelInput
from verzuimloket.access.models import Apisleutel
from verzuimloket.core import audit
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal, Rol
from verzuimloket.core.errors import Rejected
from verzuimloket.core.parameters import param
from verzuimloket.core.scope import acting_as

_BEGIN = "vl"  # so that a key that leaked can be recognised as one of ours
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # of the open part: no l and 1, no o and 0
_VENSTER = timedelta(minutes=1)


@dataclass(frozen=True)
class NieuweSleutel:
    """A key with its secret, which is shown once and kept nowhere."""

    sleutel: Apisleutel
    token: str = field(repr=False)


@dataclass(frozen=True)
class Toegang:
    """What comes of a key that is shown: the key, or nothing; and after how many seconds to try again."""

    sleutel: Apisleutel | None = None
    wachten: int = 0


@transaction.atomic
def make_sleutel(given: ApisleutelInput, *, by: Actor, at: datetime, on: date) -> NieuweSleutel:
    """A key for one institution of the administrator. Raises Rejected, or PermissionDenied."""
    by.demand(Rol.BEHEERDER)
    if wrong := rules.wrong_sleutel(given, on=on):
        raise Rejected(wrong)
    by.demand(Rol.BEHEERDER, instelling=given.instelling)
    assert given.vervalt_op  # the rules saw to this
    nummer, geheim = "".join(secrets.choice(_SIGNS) for _ in range(12)), secrets.token_urlsafe(32)
    made = Apisleutel.objects.create(
        instelling=given.instelling,
        nummer=nummer,
        geheim_hash=_hash(geheim),
        label=given.label.strip(),
        bereik=sorted(given.bereik),
        gemaakt_at=at,
        gemaakt_door=by.naam,
        vervalt_op=given.vervalt_op,
    )
    told = {"instelling": made.instelling, "bereik": made.bereik, "vervalt_op": made.vervalt_op}
    audit.record("apisleutel:maken", made, by=by, **told)
    return NieuweSleutel(made, f"{_BEGIN}_{nummer}_{geheim}")


@transaction.atomic
def withdraw_sleutel(sleutel: Apisleutel, *, by: Actor, at: datetime) -> bool:
    """The key opens nothing any more, from now on. Whether it did until now."""
    by.demand(Rol.BEHEERDER, instelling=sleutel.instelling)
    found = Apisleutel.objects.select_for_update().get(pk=sleutel.pk)
    if found.ingetrokken_at:
        return False
    found.ingetrokken_at = at
    found.save(update_fields=["ingetrokken_at"])
    audit.record("apisleutel:intrekken", found, by=by, instelling=found.instelling)
    return True


def admit(token: str, *, at: datetime, on: date) -> Toegang:
    """Whose key this is, and whether it may be used now.

    The tries of one key stand in a row, so that no number of simultaneous tries gets more than MAX_MISLUKT
    wrong ones. Call it outside a transaction: what is counted must stay counted.
    """
    nummer, geheim = _parts(token)
    with acting_as(SYSTEEM):
        found = Apisleutel.objects.select_for_update().filter(nummer=nummer).first() if nummer else None
        if found is None:
            return _refused(None, "onbekend")
        if found.geblokkeerd_tot and found.geblokkeerd_tot > at:
            return Toegang(wachten=_seconds(found.geblokkeerd_tot - at))
        if not hmac.compare_digest(bytes(found.geheim_hash), _hash(geheim)):
            return _missed(found, at)
        if found.ingetrokken_at or found.vervalt_op < on:
            return _refused(found, "ingetrokken" if found.ingetrokken_at else "verlopen")
        return _counted(found, at, on)


def _parts(token: str) -> tuple[str, str]:
    """The open part and the secret; nothing when it does not look like a key."""
    parts = token.split("_", 2)
    known = len(parts) == 3 and parts[0] == _BEGIN and parts[1].isascii() and parts[1].isalnum()
    return (parts[1], parts[2]) if known else ("", "")


def _hash(geheim: str) -> bytes:
    """The secret has 256 bits of chance, so a plain hash cannot be searched back."""
    return hashlib.sha256(geheim.encode("utf-8", "surrogatepass")).digest()


def _missed(found: Apisleutel, at: datetime) -> Toegang:
    """A wrong secret: counted as a wrong password is."""
    found.mislukt += 1
    if found.mislukt >= MAX_MISLUKT:
        found.mislukt, found.geblokkeerd_tot = 0, at + BLOKKADE
    found.save(update_fields=["mislukt", "geblokkeerd_tot"])
    return _refused(found, "geheim")


def _counted(found: Apisleutel, at: datetime, on: date) -> Toegang:
    """The key opens, unless it did so too often in this minute."""
    if found.venster_at is None or at >= found.venster_at + _VENSTER:  # who waited at the lock came before
        found.venster_at, found.venster_aantal = at, 0
    found.venster_aantal += 1
    found.laatst_gebruikt_at, found.mislukt, found.geblokkeerd_tot = at, 0, None
    found.save(update_fields=["venster_at", "venster_aantal", "laatst_gebruikt_at", "mislukt", "geblokkeerd_tot"])
    most = param("api_per_minuut", on=on)
    if found.venster_aantal <= most:
        return Toegang(found)
    if found.venster_aantal == most + 1:  # once a minute is enough to tell
        _refused(found, "te vaak")
    return Toegang(wachten=_seconds(found.venster_at + _VENSTER - at))


def _refused(found: Apisleutel | None, reden: str) -> Toegang:
    """A line in the audit trail. What was sent as an unknown key is not kept."""
    who = Actor(naam=f"Sleutel {found.label}" if found else "onbekend", kanaal=Kanaal.KOPPELING)
    audit.record("apisleutel:weigeren", found or "apisleutel onbekend", by=who, reden=reden)
    return Toegang()


def _seconds(left: timedelta) -> int:
    return max(1, ceil(left.total_seconds()))
