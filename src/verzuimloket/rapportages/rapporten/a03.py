"""A03, cumulatief aantal sinds 1 oktober: numbers only, one line per report year (MND-06)."""

from verzuimloket.rapportages import queries
from verzuimloket.rapportages.queries import tellingen
from verzuimloket.rapportages.rapporten.vorm import Ontvanger, Rapport, Regels
from verzuimloket.rapportages.rules.kalender import Productie

_AANTALLEN = ("AANTAL_A01_MAAND", "AANTAL_A02_MAAND", "CUM_A01", "CUM_A02", "NETTO", "STARTSET")
KOLOMMEN = ("#ONTVANGER_TYPE", "ONTVANGER_CODE", "ONTVANGER_NAAM", "RAPPORTAGEMAAND", *_AANTALLEN)


def lines(productie: Productie) -> Regels:
    """Every recipient, also with nobody: zero is an answer too."""
    for stand in tellingen.cumulatief(queries.of_month(productie.t2)):
        ontvanger = Ontvanger(stand.soort, stand.code)
        netto = stand.cum_a01 - stand.cum_a02
        aantallen = (stand.a01, stand.a02, stand.cum_a01, stand.cum_a02, netto, stand.startset)
        wie = (ontvanger.soort, ontvanger.bestandscode, stand.naam, productie.rapportagemaand)
        yield ontvanger, (*wie, *map(str, aantallen))


def gemaakt(productie: Productie) -> bool:
    return bool(queries.of_month(productie.t2))


RAPPORT = Rapport(
    "A03", "Cumulatief aantal sinds 1 oktober", KOLOMMEN, lines, getallen=frozenset(_AANTALLEN), gemaakt=gemaakt
)
