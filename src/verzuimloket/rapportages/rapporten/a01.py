"""A01, uitschrijvingen zonder startkwalificatie: who came on the list since the run before (MND-04)."""

from verzuimloket.rapportages.rapporten import stroom
from verzuimloket.rapportages.rapporten.kolommen import LIJST, OPNAME

RAPPORT = stroom.rapport(
    "A01", "Uitschrijvingen zonder startkwalificatie", LIJST + OPNAME, stroom.mutaties("A01"), stroom.of_both_years
)
