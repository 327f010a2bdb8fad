"""The months that are due, made and put ready in order; nothing that was made is made again."""

from procrastinate.contrib.django import app

from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.rapportages import actions, queries
from verzuimloket.rapportages.rules.beurt import due
from verzuimloket.rapportages.rules.kalender import Productie


@app.task(name="rapportages_maken", queueing_lock="rapportages_maken")
def make_due() -> None:
    """Each month in transactions of its own: a stop loses nothing. A register that knew nothing yet tells nobody."""
    months = [Productie(t2) for t2 in due(clock.today())]
    with acting_as(SYSTEEM):
        known = [productie for productie in months if queries.knew_enrolments(productie.cutoff)]
    for productie in months if known else ():
        with acting_as(SYSTEEM):
            actions.publish_month(productie.t2, by=SYSTEEM, at=clock.now())
        if productie in known:
            with acting_as(SYSTEEM):
                actions.publish_files(productie, by=SYSTEEM, at=clock.now())
