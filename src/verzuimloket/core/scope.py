"""Whose rows the database shows: the second wall, row-level security (ADR 0018).

The first wall is the scoped query in each app's ``queries.py``. This module tells PostgreSQL, for
one transaction, who acts and which institutions and agencies that actor may see. Without it the
application sees no row at all, and a change without an actor is refused by the version trigger.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Kanaal

_NAMES = (
    "actor",
    "organisatie",
    "kanaal",
    "aanleiding",
    "instellingen",
    "instanties",
    "register",
    "nu",
    "gebruiker",
    "kenmerk",
    "beperking",
    "locaties",
)
_READ = "SELECT " + ", ".join(f"coalesce(current_setting('vl.{name}', true), '')" for name in _NAMES)
_SET = "SELECT " + ", ".join(f"set_config('vl.{name}', %s, true)" for name in _NAMES)
_THE_REGISTER = f"""
SELECT current_setting('vl.register', true) = 'ja' AND current_setting('vl.kanaal', true) = '{Kanaal.SYSTEEM}'
"""


@contextmanager
def acting_as(actor: Actor, aanleiding: str = "") -> Iterator[None]:
    """One transaction in the name of this actor; ``aanleiding`` is kept with each version."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _read() if nested else []
        _do(_SET, _values(actor, aanleiding))
        yield
        if nested:
            _do(_SET, before)


def _read() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        return list(cursor.fetchone())


def _values(actor: Actor, aanleiding: str) -> list[str]:
    return [
        actor.naam,
        actor.organisatie_naam,
        actor.kanaal,
        aanleiding,
        ",".join(actor.instellingen),
        ",".join(actor.instanties),
        "ja" if actor.register else "nee",
        clock.fixed_now(),
        str(actor.gebruiker_id or ""),
        actor.organisatie,
        actor.beperking,
        ",".join(actor.locaties),
    ]


@contextmanager
def widened(reason: str) -> Iterator[None]:
    """Look beyond the actor's own rows, for a look-up that the register itself must make.

    The reason is for the reader of the code: may this person be enrolled, does a period overlap.
    What is found must never reach the actor's screen.
    """
    assert reason
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('vl.register', true), set_config('vl.register', 'ja', true)")
        before = cursor.fetchone()[0] or "nee"
    with _put_back("SELECT set_config('vl.register', %s, true)", before):
        yield


@contextmanager
def _put_back(sql: str, *values: str) -> Iterator[None]:
    """Afterwards do this; but after an error of the database the roll-back of the transaction, or savepoint, does."""
    try:
        yield
    except DatabaseError:
        raise
    except BaseException:
        _do(sql, values)
        raise
    _do(sql, values)


def _do(sql: str, values: Sequence[str] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@contextmanager
def whole_register() -> Iterator[None]:
    """Read the version tables without walls, as the reader's role (ADR 0044): for sums over the whole register.

    Behind the walls PostgreSQL may not use what it knows of the rows, nor more than one process. The role sees what
    the reports need and writes their sets, nothing else. Only in a transaction of the register itself, not in one of a
    person whose look is widened. Raises PermissionDenied for anybody else.
    """
    if not is_the_register():
        raise PermissionDenied("Alleen het register zelf leest zo.")
    _do(f"SET LOCAL ROLE {settings.DATABASE_LEZER}")
    with _put_back(f"SET LOCAL ROLE {settings.DATABASE_ROL}"):
        yield


def is_the_register() -> bool:
    """Whether this transaction is one of the register itself, and not of a person whose look is widened."""
    with connection.cursor() as cursor:
        cursor.execute(_THE_REGISTER)
        return bool(cursor.fetchone() == (True,))
