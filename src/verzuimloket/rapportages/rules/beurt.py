"""Which months must be made by now."""

from datetime import date

from verzuimloket.rapportages.rules.kalender import Productie, add_months, closes_a_year, months_of

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
