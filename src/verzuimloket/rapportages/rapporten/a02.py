"""A02, herinschrijvingen: who went off the list since the run before, with the reason (MND-05)."""

from verzuimloket.rapportages.rapporten import stroom
from verzuimloket.rapportages.rapporten.kolommen import LIJST, VERVALLEN

RAPPORT = stroom.rapport("A02", "Herinschrijvingen", LIJST + VERVALLEN, stroom.mutaties("A02"), stroom.of_both_years)
