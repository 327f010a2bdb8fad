"""R02, number of meldingen per month of the school year (MND-08). Withdrawn ones count, and are told apart."""

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.rapportages.queries import meldingen
from verzuimloket.rapportages.rapporten.vorm import Ontvanger, Rapport, Regels
from verzuimloket.rapportages.rules.kalender import Productie

KOLOMMEN = (
    *("#ONTVANGER_TYPE", "ONTVANGER_CODE", "ONTVANGER_NAAM", "SCHOOLJAAR", "SOORT_VERZUIM"),
    *("AUG", "SEP", "OKT", "NOV", "DEC", "JAN", "FEB", "MRT", "APR", "MEI", "JUN", "JUL"),
    *("TOTAAL", "WAARVAN_INGETROKKEN"),
)


def lines(productie: Productie) -> Regels:
    """One line per kind of which the recipient has meldingen this school year, up to the reporting month."""
    begin = meldingen.schooljaar(productie)
    for soort_ontvanger, code, naam, soort, *aantallen in meldingen.per_maand(productie):
        ontvanger = Ontvanger(soort_ontvanger, code)
        jaar, label = f"{begin}-{begin + 1}", codelijst("soort").label(soort)
        yield ontvanger, (ontvanger.soort, ontvanger.bestandscode, naam, jaar, label, *map(str, aantallen))


RAPPORT = Rapport("R02", "Aantal meldingen per maand", KOLOMMEN, lines, getallen=frozenset(KOLOMMEN[5:]))
