"""The months and weeks that are due, made and put ready in order; nothing that was made is made again."""

from procrastinate.contrib.django import app

from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.rapportages import actions, queries
from verzuimloket.rapportages.rules.beurt import due, due_weeks
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


def make_due_weeks() -> None:
    """Each week (R08) in a transaction of its own, as it was known on its Monday; a missed one is made up.

    A register that knew nothing yet on that Monday tells nobody.
    """
    with acting_as(SYSTEEM):
        due_now = due_weeks(queries.last_week(), clock.today())
        weeks = [week for week in due_now if queries.knew_enrolments(week.cutoff)]
    for week in weeks:
        with acting_as(SYSTEEM):
            actions.measure_week(week, by=SYSTEEM, at=clock.now())
            actions.publish_week(week, by=SYSTEEM, at=clock.now())
