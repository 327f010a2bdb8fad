"""Reading runs, their sets, and what must be true of them."""

from verzuimloket.rapportages.queries.invarianten import broken
from verzuimloket.rapportages.queries.peilingen import (
    counted,
    first_missing,
    knew_enrolments,
    last_week,
    of_month,
    of_year,
    peiling_of,
    previous_of,
    yearly_of,
)

__all__ = [
    "broken",
    "counted",
    "first_missing",
    "knew_enrolments",
    "last_week",
    "of_month",
    "of_year",
    "peiling_of",
    "previous_of",
    "yearly_of",
]
