"""R06, who had a melding in the past month: names, person number and municipality (MND-09)."""

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.rapportages.queries import meldingen
from verzuimloket.rapportages.rapporten import wie
from verzuimloket.rapportages.rapporten.vorm import Ontvanger, Rapport, Regel, Regels, dag, regio
from verzuimloket.rapportages.rules.kalender import Productie

KOLOMMEN = (
    *("#BRIN_NR", "NAAM_INST", "RAPPORTAGEMAAND", "PERSOONSGEBONDENNUMMER", "ACHTERNAAM", "VOORVOEGSEL"),
    *("ALLE_VOORNAMEN", "GEBOORTEDATUM", "GEMEENTECODE", "WOONGEMEENTE", "RMC_REGIO", "MELDINGNUMMER", "MELDDATUM"),
    *("SOORT_VERZUIM", "VERZUIM_VAN", "VERZUIM_TM", "STATUS", "ONDERWIJSLOCATIECODE"),
)


def lines(productie: Productie) -> Regels:
    """One line per melding, by institution and number. A melding that was withdrawn is left out."""
    for gemeld in meldingen.van_de_maand(productie):
        yield Ontvanger(gemeld.ontvanger, gemeld.code), _regel(productie.rapportagemaand, gemeld)


def _regel(maand: str, gemeld: meldingen.Gemeld) -> Regel:
    return (
        *(gemeld.instelling, gemeld.naam, maand, *wie.cells(gemeld)),
        *(wie.gemeentecode(gemeld.gemeente), gemeld.woongemeente or "", regio(gemeld.regio or "")),
        *(str(gemeld.nummer), dag(gemeld.melddag), codelijst("soort").label(gemeld.soort)),
        *(dag(gemeld.begindatum), dag(gemeld.einddatum), codelijst("status").label(gemeld.status)),
        gemeld.locatie or "",
    )


RAPPORT = Rapport(
    "R06", "Leerlingen met een melding in de afgelopen maand", KOLOMMEN, lines, getallen=frozenset({"MELDINGNUMMER"})
)
