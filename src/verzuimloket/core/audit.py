"""The audit trail: who did what to what. The one place that writes it."""

import json
from typing import Any

from django.db import connection

from verzuimloket.core import clock
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
