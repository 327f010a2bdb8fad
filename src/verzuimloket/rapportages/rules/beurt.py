"""Which months and weeks must be made by now."""

from datetime import date, timedelta

from verzuimloket.rapportages.rules.kalender import Productie, Week, add_months, closes_a_year, months_of, week_of

_NOVEMBER = 11


def due(on: date) -> list[date]:
    """t2 of every month of the open report years that is published by that day, the first one first.

    Open are the running report year and, as long as mutations count for it, the one before.
    """
    newest = on.replace(day=1)
    if Productie(newest).publicatie > on:
        newest = add_months(newest, -1)
    running = newest.year if newest.month >= _NOVEMBER else newest.year - 1
    years = (running - 1, running) if closes_a_year(newest) else (running,)
    months = sorted({t2 for year in years for t2 in months_of(year)})
    return [t2 for t2 in months if t2 <= newest]


def due_weeks(last: date | None, on: date) -> list[Week]:
    """The weeks that must be measured by that day, the first one first; last: the Monday that was measured last.

    Without one only this week. A week of which the files would be gone already is left out.
    """
    newest = week_of(on).peildatum
    first = last + timedelta(weeks=1) if last else newest
    weeks = [Week(first + timedelta(weeks=n)) for n in range((newest - first).days // 7 + 1)]
    return [week for week in weeks if week.verwijderen_op > on]
