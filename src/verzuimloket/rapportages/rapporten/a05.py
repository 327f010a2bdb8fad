"""A05, startset schoolinschrijvingen vo en mbo: recomputed each month (MND-14)."""

from verzuimloket.rapportages.rapporten import stroom
from verzuimloket.rapportages.rapporten.kolommen import STARTSET

RAPPORT = stroom.rapport(
    "A05", "Startset schoolinschrijvingen vo en mbo", STARTSET, stroom.STARTSET, stroom.of_running_year
)
