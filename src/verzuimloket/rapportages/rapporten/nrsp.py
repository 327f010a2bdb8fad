"""NRSP, rapportage startpopulatie: who is in the start set of a year, with the preliminary or the final figures."""

from verzuimloket.rapportages.rapporten import stroom
from verzuimloket.rapportages.rapporten.jaar import jaarrapport
from verzuimloket.rapportages.rapporten.kolommen import NRSP

RAPPORT = jaarrapport("NRSP", "Rapportage startpopulatie", NRSP, stroom.STARTSET)
