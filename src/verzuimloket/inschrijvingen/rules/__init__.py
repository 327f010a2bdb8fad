"""When an enrolment may be stored. Domain rules §3.2, §4.

INSCHRIJVING judges a new enrolment, INSCHRIJVING_DATUMS the two dates when they are changed in the
overview, AANLEVERING whether the school told it in time, INTREKKING_INSCHRIJVING whether an enrolment may
be taken back. The modules register their rules in the order of the fields on the screen.
"""

from verzuimloket.inschrijvingen.rules import boeken, datums, persoon, adres, dubbel, termijn, intrekken  # noqa: I001  order of the screen
from verzuimloket.inschrijvingen.rules.boeken import (
    AANLEVERING,
    INSCHRIJVING,
    INSCHRIJVING_DATUMS,
    INTREKKING_INSCHRIJVING,
    RULEBOOKS,
)

__all__ = [
    "AANLEVERING",
    "INSCHRIJVING",
    "INSCHRIJVING_DATUMS",
    "INTREKKING_INSCHRIJVING",
    "RULEBOOKS",
    "adres",
    "boeken",
    "datums",
    "dubbel",
    "intrekken",
    "persoon",
    "termijn",
]
