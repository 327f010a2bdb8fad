"""The conversation between school and municipality, and forwarding inside one side. Domain rules §13.1; WNS-02."""

from collections.abc import Mapping
from datetime import date, timedelta

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param
from verzuimloket.personen.rules import voluit
from verzuimloket.verzuim.codes import BIJZONDER, BerichtSoort, Status
from verzuimloket.verzuim.inputs import BerichtFacts, BerichtInput, OverdrachtFacts, OverdrachtInput, Vraag
from verzuimloket.verzuim.rules.boeken import GESPREK, OVERDRACHT
from verzuimloket.verzuim.rules.privacywacht import bijzondere_gegevens

MAX_TEKENS = 4000
_ZATERDAG = 5
_GESPREK = "issue 3, 6; ontwerp/vergelijking §4, 11"
_DOORSTUREN = "S0 L66-67 (WNS-02)"


def reactiedag(vandaag: date) -> date:
    """The day on which an answer to a question of today is expected at the latest, if nothing else was agreed."""
    day, left = vandaag, param("reactie_werkdagen", on=vandaag)
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < _ZATERDAG
    return day


@GESPREK.rule("BV_C_melding_ingetrokken", "S2 L1226 (INT-05); domain rules §9.2")
def niet_ingetrokken(given: BerichtInput, facts: BerichtFacts) -> bool:
    """Deze melding is ingetrokken. U kunt er geen berichten meer bij plaatsen."""
    return facts.status != Status.INGETROKKEN


@GESPREK.rule("BV_C_soort_onbekend", _GESPREK, field="soort")
def soort_in_lijst(given: BerichtInput, facts: BerichtFacts) -> bool:
    """Deze soort bericht bestaat niet. Kies een soort uit de lijst."""
    return codelijst("bericht_soort").geldig(given.soort, on=facts.vandaag)


@GESPREK.rule("BV_C_intern_niet_mogelijk", _GESPREK, field="intern")
def vraag_is_voor_de_ander(given: BerichtInput, facts: BerichtFacts) -> bool:
    """Een vraag of een antwoord is altijd voor de andere kant. Kies een opmerking als alleen uw eigen
    organisatie de tekst mag lezen."""
    return not given.intern or given.soort not in (BerichtSoort.VRAAG, BerichtSoort.ANTWOORD)


@GESPREK.rule("BV_C_tekst_nodig", _GESPREK, field="tekst")
def tekst_ingevuld(given: BerichtInput, facts: BerichtFacts) -> bool:
    """Vul de tekst van het bericht in."""
    return given.tekst != "" or given.soort == BerichtSoort.DOORGESTUURD


def _tells_lengte(given: BerichtInput, facts: BerichtFacts) -> Mapping[str, object]:
    return {"max": f"{MAX_TEKENS:,}".replace(",", "."), "over": len(given.tekst) - MAX_TEKENS}


@GESPREK.rule("BV_C_tekst_te_lang", _GESPREK, field="tekst", tells=_tells_lengte)
def tekst_past(given: BerichtInput, facts: BerichtFacts) -> bool:
    """Maak de tekst korter. U kunt {max} tekens gebruiken en u gebruikt er {over} te veel."""
    return len(given.tekst) <= MAX_TEKENS


def _tells_bijzonder(given: BerichtInput, facts: BerichtFacts) -> Mapping[str, object]:
    first = bijzondere_gegevens(given.tekst)[0]
    return {"woord": first.woord, "onderwerp": BIJZONDER[first.onderwerp].naam}


@GESPREK.rule(
    "BV_C_bijzondere_gegevens",
    "LPW art. 21a lid 12; S2 L671-677 (MEL-25)",
    field="tekst",
    blocks=False,
    tells=_tells_bijzonder,
)
def zonder_bijzondere_gegevens(given: BerichtInput, facts: BerichtFacts) -> bool:
    """In het bericht staat '{woord}'. Gegevens over {onderwerp} mag u niet vastleggen. Haal ze uit de tekst."""
    return not bijzondere_gegevens(given.tekst)


def _vraag(given: BerichtInput, facts: BerichtFacts) -> Vraag | None:
    """The question of the other side that is answered, if it exists."""
    asked = (vraag for vraag in facts.vragen if vraag.kenmerk == given.antwoord_op)
    return next((vraag for vraag in asked if vraag.kant != facts.kant), None)


@GESPREK.rule("BV_C_antwoord_zonder_vraag", _GESPREK, field="antwoord_op")
def antwoord_bij_vraag(given: BerichtInput, facts: BerichtFacts) -> bool:
    """U kunt alleen antwoorden op een vraag van de andere kant. Kies de vraag bij deze melding."""
    return given.soort != BerichtSoort.ANTWOORD or _vraag(given, facts) is not None


@GESPREK.rule("BV_C_vraag_beantwoord", _GESPREK, field="antwoord_op")
def vraag_nog_open(given: BerichtInput, facts: BerichtFacts) -> bool:
    """Deze vraag is al beantwoord. Lees het antwoord, en plaats zo nodig een opmerking."""
    vraag = _vraag(given, facts)
    return vraag is None or not vraag.beantwoord


def _tells_vandaag(given: BerichtInput, facts: BerichtFacts) -> Mapping[str, object]:
    return {"vandaag": voluit(facts.vandaag)}


@GESPREK.rule("BV_C_reactiedatum_voorbij", _GESPREK, field="reactie_voor", tells=_tells_vandaag)
def reactiedatum_komt_nog(given: BerichtInput, facts: BerichtFacts) -> bool:
    """De dag waarop u een antwoord verwacht, is voorbij. Vul een dag in op of na {vandaag}."""
    return given.reactie_voor is None or given.soort != BerichtSoort.VRAAG or given.reactie_voor >= facts.vandaag


@GESPREK.rule("BV_C_collega_onbekend", _DOORSTUREN, field="aan")
def collega_mag_de_melding_zien(given: BerichtInput, facts: BerichtFacts) -> bool:
    """Kies een collega van uw eigen organisatie die deze melding mag bekijken."""
    return given.soort != BerichtSoort.DOORGESTUURD or given.aan in facts.collegas


@OVERDRACHT.rule("BV_C_collega_geen_melder", "issue 3, 4; domain rules §12.1", field="aan")
def collega_mag_melden(given: OverdrachtInput, facts: OverdrachtFacts) -> bool:
    """Kies een collega die voor deze instelling verzuim mag melden."""
    return given.aan in facts.collegas
