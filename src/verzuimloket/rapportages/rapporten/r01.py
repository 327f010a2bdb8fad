"""R01, meldingen per status (MND-07). Days are those of what still waits: registered or being handled."""

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.rapportages.queries import meldingen
from verzuimloket.rapportages.rapporten.vorm import Ontvanger, Rapport, Regels
from verzuimloket.rapportages.rules.kalender import Productie

KOLOMMEN = (
    *("#ONTVANGER_TYPE", "ONTVANGER_CODE", "ONTVANGER_NAAM", "RAPPORTAGEMAAND", "SOORT_VERZUIM", "WET"),
    *("GEREGISTREERD", "IN_BEHANDELING", "AFGESLOTEN", "TER_KENNISGEVING_AANGENOMEN", "INGETROKKEN"),
    *("OVERGEDRAGEN_AAN_DERDEN", "TOTAAL", "GEM_DAGEN_STATUS", "OUDSTE_DAGEN_STATUS"),
)


def lines(productie: Productie) -> Regels:
    """One line per kind and law of which the recipient has meldingen."""
    for soort_ontvanger, code, naam, soort, wet, *aantallen, gemiddeld, oudste in meldingen.per_status(productie):
        ontvanger = Ontvanger(soort_ontvanger, code)
        dagen = ("" if value is None else str(int(value)) for value in (gemiddeld, oudste))
        yield (
            ontvanger,
            (
                *(ontvanger.soort, ontvanger.bestandscode, naam, productie.rapportagemaand),
                *(codelijst("soort").label(soort), codelijst("wet").label(wet), *map(str, aantallen), *dagen),
            ),
        )


RAPPORT = Rapport("R01", "Meldingen per status", KOLOMMEN, lines, getallen=frozenset(KOLOMMEN[6:]))
