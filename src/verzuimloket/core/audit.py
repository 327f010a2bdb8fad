"""The audit trail: who did what to what. The one place that writes it."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from verzuimloket.core import clock, rijen
from verzuimloket.core.actor import Actor

# Plain SQL without RETURNING: whoever adds a line may not read the trail (row-level security).
_INSERT = """
INSERT INTO core_auditentry (at, event, subject, actor, gebruiker_id, organisatie, kanaal, data)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""


def record(event: str, subject: object, *, by: Actor, **data: Any) -> None:
    """One line in the append-only audit table. Call inside the transaction of the event itself.

    event:   ``melding:intrekken`` – the subject's noun and a Dutch infinitive.
    subject: something whose text names it without personal data.
    data:    small facts, also without personal data: codes, old and new status, counts.
    """
    values: list[Any] = [clock.now(), event, str(subject), by.naam, by.gebruiker_id, by.organisatie, by.kanaal]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [*values, json.dumps(data, default=str)])


_INSERT_ALL = """
INSERT INTO core_auditentry (at, event, subject, actor, gebruiker_id, organisatie, kanaal, data)
SELECT %s, %s, %s || u.id, %s, %s, %s, %s, %s FROM unnest(%s::bigint[]) AS u(id)
"""


def record_all(event: str, noun: str, ids: Sequence[int], *, by: Actor, **data: Any) -> None:
    """As :func:`record` for the subjects ``noun 1``, ``noun 2``, … with the same data, in one statement."""
    if not ids:
        return
    who = [by.naam, by.gebruiker_id, by.organisatie, by.kanaal, json.dumps(data, default=str)]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_ALL, [clock.now(), event, f"{noun} ", *who, rijen.keys(ids)])
