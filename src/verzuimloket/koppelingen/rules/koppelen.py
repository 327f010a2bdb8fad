"""When two registrations may be merged, when that may be undone, and what a question must hold. Domain rules §13.6."""

from collections.abc import Mapping

from verzuimloket.koppelingen.inputs import (
    AntwoordInput,
    KoppelFacts,
    TerugFacts,
    TerugInput,
    VraagFacts,
    VraagInput,
)
from verzuimloket.koppelingen.rules.boeken import KOPPELANTWOORD, KOPPELEN, KOPPELVRAAG, TERUGDRAAIEN
from verzuimloket.personen.rules import voluit

_BRON = "duo.nl koppelen bsn en onderwijsnummer, domain rules §13.6"
_KEUZE = "own choice, ADR 0035"


@KOPPELEN.rule("BV_K_bsn_onbekend", _BRON, field="bsn")
def bsn_bekend(given: VraagInput, facts: KoppelFacts) -> bool:
    """U hebt geen melding van een leerling met dit bsn. Controleer het bsn of stel een vraag aan het register."""
    return facts.bsn_bekend


@KOPPELEN.rule("BV_K_onderwijsnummer_onbekend", _BRON, field="onderwijsnummer")
def onderwijsnummer_bekend(given: VraagInput, facts: KoppelFacts) -> bool:
    """U hebt geen melding van een leerling met dit onderwijsnummer. Controleer het nummer of stel een vraag aan
    het register."""
    return facts.onderwijsnummer_bekend


@KOPPELEN.rule("BV_K_al_gekoppeld", _BRON)
def twee_registraties(given: VraagInput, facts: KoppelFacts) -> bool:
    """Deze twee nummers horen al bij dezelfde leerling. U hoeft niets te doen."""
    return not facts.dezelfde


@KOPPELEN.rule("BV_K_twee_bsn", _KEUZE)
def hoogstens_een_bsn(given: VraagInput, facts: KoppelFacts) -> bool:
    """Beide leerlingen hebben een bsn. Dat zijn voor de bevolkingsregistratie 2 personen. Laat eerst daar nagaan welk
    bsn klopt."""
    return not facts.beide_bsn


def _punten(given: VraagInput, facts: KoppelFacts) -> Mapping[str, object]:
    return {"punten": facts.punten, "drempel": facts.drempel}


@KOPPELEN.rule("BV_K_niet_zeker", _KEUZE, tells=_punten)
def lijken_genoeg(given: VraagInput, facts: KoppelFacts) -> bool:
    """De gegevens van de 2 leerlingen lijken te weinig op elkaar: {punten} van de {drempel} punten die nodig zijn.
    Stel een vraag aan het register."""
    known = facts.bsn_bekend and facts.onderwijsnummer_bekend and not facts.dezelfde and not facts.apart
    return facts.register or not known or facts.punten >= facts.drempel


@KOPPELEN.rule("BV_K_twee_personen", _KEUZE)
def niet_beoordeeld_als_twee(given: VraagInput, facts: KoppelFacts) -> bool:
    """De registerbeheerder heeft vastgesteld dat dit 2 leerlingen zijn. Klopt dat volgens u niet? Stel een vraag aan
    het register."""
    return not facts.apart


@TERUGDRAAIEN.rule("BV_K_al_teruggedraaid", _KEUZE)
def nog_gekoppeld(given: TerugInput, facts: TerugFacts) -> bool:
    """Deze koppeling is al teruggedraaid. U hoeft niets te doen."""
    return not facts.teruggedraaid


def _tot(given: TerugInput, facts: TerugFacts) -> Mapping[str, object]:
    return {"tot": voluit(facts.tot)}


@TERUGDRAAIEN.rule("BV_K_termijn_voorbij", _KEUZE, tells=_tot)
def binnen_de_termijn(given: TerugInput, facts: TerugFacts) -> bool:
    """U kon deze koppeling terugdraaien tot en met {tot}. Laat de scholen de gegevens nu zelf herstellen."""
    return facts.vandaag <= facts.tot


@TERUGDRAAIEN.rule("BV_K_later_gekoppeld", _KEUZE)
def de_laatste(given: TerugInput, facts: TerugFacts) -> bool:
    """Deze leerling is daarna nog een keer gekoppeld. Draai eerst de laatste koppeling terug."""
    return facts.later == 0


@KOPPELVRAAG.rule("BV_K_nummer_nodig", _BRON, field="bsn")
def een_nummer(given: VraagInput, facts: VraagFacts) -> bool:
    """Vul een bsn of een onderwijsnummer in, zodat het register weet over welke leerling uw vraag gaat."""
    return given.bsn != "" or given.onderwijsnummer != ""


@KOPPELVRAAG.rule("BV_K_bsn_cijfers", "domain rules §3.1", field="bsn")
def bsn_kan(given: VraagInput, facts: VraagFacts) -> bool:
    """Dit nummer kan geen bsn zijn. Controleer de 9 cijfers."""
    return given.bsn == "" or facts.bsn_klopt


@KOPPELVRAAG.rule("BV_K_onderwijsnummer_cijfers", "domain rules §3.1", field="onderwijsnummer")
def onderwijsnummer_kan(given: VraagInput, facts: VraagFacts) -> bool:
    """Dit nummer kan geen onderwijsnummer zijn. Controleer de 9 cijfers."""
    return given.onderwijsnummer == "" or facts.onderwijsnummer_klopt


@KOPPELVRAAG.rule("BV_K_vraag_leeg", _BRON, field="opmerking")
def iets_gevraagd(given: VraagInput, facts: VraagFacts) -> bool:
    """Schrijf uw vraag op."""
    both = given.bsn != "" and given.onderwijsnummer != ""
    return given.opmerking != "" or both


@KOPPELANTWOORD.rule("BV_K_antwoord_leeg", _BRON, field="antwoord")
def iets_geantwoord(given: AntwoordInput, facts: VraagFacts) -> bool:
    """Schrijf een antwoord op. De gemeente krijgt deze tekst."""
    return given.antwoord != ""


@KOPPELANTWOORD.rule("BV_K_al_beantwoord", _BRON)
def nog_open(given: AntwoordInput, facts: VraagFacts) -> bool:
    """Deze vraag is al beantwoord. U hoeft niets te doen."""
    return not facts.beantwoord
