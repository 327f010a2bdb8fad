"""R08, who may be absent for long (weekly): 16 hours missed in an unbroken period of 28 days."""

from verzuimloket.lesverzuim.inputs import uren
from verzuimloket.rapportages.queries import lrv
from verzuimloket.rapportages.rapporten import wie
from verzuimloket.rapportages.rapporten.vorm import Ontvanger, Rapport, Regel, Regels, dag, regio
from verzuimloket.rapportages.rules.kalender import Week

KOLOMMEN = (
    *("#BRIN_NR", "NAAM_INST", "PEILDATUM", "PERSOONSGEBONDENNUMMER", "ACHTERNAAM", "VOORVOEGSEL", "ALLE_VOORNAMEN"),
    *("GEBOORTEDATUM", "GEMEENTECODE", "RMC_REGIO", "PERIODE_VAN", "PERIODE_TM", "AANTAL_DAGEN", "AANTAL_UREN"),
    *("AANTAL_MELDINGEN", "LAATSTE_MELDINGNUMMER", "LRV_GEMELD", "AANTAL_WKN_GEMELD"),
)


def lines(week: Week) -> Regels:
    """One line per pupil of the stored list, by institution and number; nothing when the week was not measured."""
    for regel in lrv.listed(week):
        yield Ontvanger(regel.ontvanger, regel.code), _regel(week, regel)


def _regel(week: Week, regel: lrv.Lijstregel) -> Regel:
    dagen = (regel.periode_tm - regel.periode_van).days + 1
    return (
        *(regel.instelling, regel.naam, dag(week.peildatum), *wie.cells(regel)),
        *(wie.gemeentecode(regel.gemeente), regio(regel.regio), dag(regel.periode_van), dag(regel.periode_tm)),
        *(str(dagen), uren(regel.delen), str(regel.aantal_meldingen), str(regel.laatste_nummer)),
        *("J" if regel.lrv_gemeld else "N", str(regel.weken)),
    )


RAPPORT = Rapport(
    "R08",
    "Potentiële LRV'ers",
    KOLOMMEN,
    lines,
    getallen=frozenset({"AANTAL_DAGEN", "AANTAL_MELDINGEN", "LAATSTE_MELDINGNUMMER", "AANTAL_WKN_GEMELD"}),
    gemaakt=lrv.is_measured,
)
