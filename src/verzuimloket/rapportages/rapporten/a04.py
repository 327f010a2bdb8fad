"""A04, actuele workload: everybody who is on the list of the running report year (MND-15…18)."""

from verzuimloket.rapportages.rapporten import stroom
from verzuimloket.rapportages.rapporten.kolommen import LIJST

RAPPORT = stroom.rapport("A04", "Actuele workload", LIJST, stroom.LIJST, stroom.of_running_year)
