"""A14, actuele workload of the closed report year: in November, December and January only."""

from verzuimloket.rapportages.rapporten import stroom
from verzuimloket.rapportages.rapporten.kolommen import LIJST

RAPPORT = stroom.rapport("A14", "Actuele workload vorig jaar", LIJST, stroom.LIJST, stroom.of_closed_year, altijd=False)
