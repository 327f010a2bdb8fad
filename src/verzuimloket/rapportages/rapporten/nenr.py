"""NenR, namen en rugnummers: who counts as a new early school leaver of a year, preliminary or final."""

from verzuimloket.rapportages.rapporten import stroom
from verzuimloket.rapportages.rapporten.jaar import jaarrapport
from verzuimloket.rapportages.rapporten.kolommen import NENR

RAPPORT = jaarrapport("NenR", "Namen en rugnummers", NENR, stroom.LIJST)
