"""When an enrolment may be stored. Domain rules §3.2, §4.

INSCHRIJVING judges a new enrolment, INSCHRIJVING_DATUMS the two dates when they are changed in the
overview. The modules register their rules in the order of the fields on the screen.
"""

from verzuimloket.inschrijvingen.rules import boeken, datums, persoon, adres, dubbel  # noqa: I001  order of the screen
from verzuimloket.inschrijvingen.rules.boeken import INSCHRIJVING, INSCHRIJVING_DATUMS, RULEBOOKS

__all__ = [
    "INSCHRIJVING",
    "INSCHRIJVING_DATUMS",
    "RULEBOOKS",
    "adres",
    "boeken",
    "datums",
    "dubbel",
    "persoon",
]
