"""Work that the register does by itself at fixed hours."""

from datetime import timedelta

from procrastinate.contrib.django import app

from verzuimloket.core import audit, clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.parameters import param
from verzuimloket.core.scope import acting_as
from verzuimloket.verzuim import actions


@app.periodic(cron="15 3 * * *")
@app.task(name="concepten_opruimen", queueing_lock="concepten_opruimen", pass_context=False)
def remove_old_drafts(timestamp: int) -> None:
    """Every night: drafts go after their term (ADR 0020)."""
    now = clock.now()
    with acting_as(SYSTEEM, "bewaartermijn"):
        aantal = actions.remove_old_drafts(before=now - timedelta(days=param("concept_dagen", on=now.date())))
        audit.record("concept:opruimen", "concepten", by=SYSTEEM, aantal=aantal)
