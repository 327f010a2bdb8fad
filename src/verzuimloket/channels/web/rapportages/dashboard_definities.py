"""What each figure of the dashboards counts, in one sentence or two: beside the chart and on every export."""

from typing import NamedTuple


class Definitie(NamedTuple):
    kop: str
    tekst: str


DEFINITIES = {
    "kern": Definitie(
        "In het kort",
        "Startset: wie op 1 oktober ingeschreven stond en bij uitval als voortijdig schoolverlater telt (A05). Op de "
        "lijst: wie uit de startset op de peildag geen geldige inschrijving en geen startkwalificatie heeft (A04). "
        "Nieuw (A01) en eraf (A02): ten opzichte van de maand ervoor.",
    ),
    "verloop": Definitie(
        "Van vorige maand naar nu",
        "Wie vorige maand op de lijst stond, plus wie erbij kwam (A01), min wie eraf ging (A02), is wie er nu op staat "
        "(A04). Bij meer scholen telt een overstap tussen die scholen als eraf en als erbij.",
    ),
    "verloop_afgesloten": Definitie(
        "Het vorige rapportjaar",
        "De lijst van het rapportjaar dat op 30 september eindigde (A14). Mutaties en diploma's tot en met 31 december "
        "tellen daarin nog mee.",
    ),
    "reden": Definitie(
        "Op de lijst naar reden",
        "Elke persoon op de lijst (A04) heeft één reden. Een inschrijving die niet is aangemeld voor bekostiging kan "
        "de school herstellen; die reden gaat voor, daarna examendeelnemer, daarna geen inschrijving.",
    ),
    "tijd": Definitie(
        "Hoe lang op de lijst",
        "De rapportagemaand waarin iemand zonder onderbreking op uw lijst kwam (VANAF_WANNEER).",
    ),
    "trend": Definitie(
        "Op de lijst door het jaar",
        "Aantal personen op de lijst per rapportagemaand: twaalf maanden (A04), daarna drie keer het afgesloten jaar "
        "(A14).",
    ),
    "niveau": Definitie(
        "Percentage per niveau",
        "Personen op de lijst (A04) gedeeld door de startset (A05) van hetzelfde niveau, zoals in A06. Het niveau is "
        "dat van de inschrijving op 1 oktober.",
    ),
    "leerweg": Definitie(
        "Percentage per leerweg",
        "Personen op de lijst (A04) gedeeld door de startset (A05) met dezelfde leerweg op 1 oktober. In het "
        "voortgezet onderwijs is er geen leerweg.",
    ),
    "locatie": Definitie(
        "Per vestiging",
        "Personen op de lijst (A04), van de startset (A05) van dezelfde vestiging op 1 oktober.",
    ),
    "examen": Definitie(
        "Examendeelnemers",
        "Personen op de lijst die op de peildag alleen als examendeelnemer staan ingeschreven. Zij gaan van de lijst "
        "als zij hun diploma halen.",
    ),
    "vooraf": Definitie(
        "Verzuim vóór de uitval",
        "Of over een persoon op de lijst dit schooljaar verzuim is gemeld. Wettelijk: een soort die de school moet "
        "melden. Ingetrokken meldingen tellen niet.",
    ),
    "soorten": Definitie(
        "Verzuim per soort",
        "Meldingen van dit schooljaar tot en met de rapportagemaand, naar de dag van melden, zoals in R02. Ingetrokken "
        "meldingen tellen niet. Wie meer keer is gemeld, telt bij personen één keer.",
    ),
    "maanden": Definitie(
        "Verzuim per maand",
        "Meldingen (of personen) van dit schooljaar per maand en per soort, naar de dag van melden, zoals in R02.",
    ),
    "reactie": Definitie(
        "Eerste reactie van de gemeente",
        "Het aantal dagen tussen de melding en de eerste keer dat de gemeente haar in behandeling nam, afsloot of ter "
        "kennisgeving aannam, zoals bekend op het peilmoment.",
    ),
    "termijn": Definitie(
        "Van verzuim naar melding",
        "Het aantal dagen tussen de eerste dag van het verzuim en de dag van melden. Bij 16 uren verzuim hoort daar de "
        "tijd bij waarin de uren zich opbouwden.",
    ),
    "gebied": Definitie(
        "Per onderdeel",
        "Personen op de lijst (A04), van de startset (A05). De school is die van de inschrijving op 1 oktober, "
        "de gemeente die van het adres op de peildag.",
    ),
}
