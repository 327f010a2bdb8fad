"""The jobs that make deliveries."""

import procrastinate
from procrastinate.contrib.django import app

from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.leveringen import actions
from verzuimloket.leveringen.queries import overzicht
from verzuimloket.leveringen.rules import te_maken

_RETRY = procrastinate.RetryStrategy(max_attempts=5, exponential_wait=5)
# An hour of patience with who is still writing; then the next night.
LATER = procrastinate.RetryStrategy(max_attempts=6, wait=600, retry_exceptions={actions.NogBezig})


@app.task(name="levering_maken", retry=_RETRY)
def make_requested(levering_id: int) -> None:
    """Make a complete delivery that somebody asked for."""
    with acting_as(SYSTEEM):
        actions.fulfil(levering_id, at=clock.now())


def publish_weeks() -> int:
    """The weeks that have no deliveries yet, the oldest first, each in its own transaction. How many files.

    Raises NogBezig when somebody is still writing what may be of such a week.
    """
    with acting_as(SYSTEEM):
        weeks = te_maken(overzicht.laatste_p(), on=clock.today())
    if weeks:
        actions.await_writers()
    made = 0
    for peildatum in weeks:
        with acting_as(SYSTEEM):
            made += actions.publish_week(peildatum, at=clock.now())
    return made
