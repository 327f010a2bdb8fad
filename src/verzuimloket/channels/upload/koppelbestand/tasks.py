"""The job that puts the answers to a ``.koci.xlsx`` ready for the agency, when every line has one."""

from uuid import UUID

import procrastinate
from procrastinate.contrib.django import app

from verzuimloket.channels.upload.koppelbestand.verwerken import answers
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.koppelingen import actions, queries

_RETRY = procrastinate.RetryStrategy(max_attempts=5, exponential_wait=2)


@app.task(name="koppelbestand_antwoorden", retry=_RETRY)
def put_answers_ready(levering: str) -> None:
    """Nothing while a line waits for an answer; the last answer queues this job again."""
    with acting_as(SYSTEEM):
        vragen = list(queries.of_file(UUID(levering)))
        if vragen and not any(vraag.open for vraag in vragen):
            actions.put_ready(vragen[0], answers(vragen), totaal=len(vragen), at=clock.now())
