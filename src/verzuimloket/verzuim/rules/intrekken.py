"""When a melding may be taken back. Domain rules §9.5."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param
from verzuimloket.leerplicht.rules import schooljaar_begin
from verzuimloket.personen.rules import voluit
from verzuimloket.verzuim.codes import Kant, RedenIntrekken
from verzuimloket.verzuim.inputs import IntrekkingFacts, IntrekkingInput
from verzuimloket.verzuim.rules.boeken import INTREKKING


def intrekgrens(reden: str, vandaag: date) -> date:
    """The oldest first day of absence that may be withdrawn today for this reason."""
    if reden == RedenIntrekken.GEEN_INSCHRIJVING:
        return schooljaar_begin(vandaag)
    return _months_back(vandaag, param("intrek_maanden", on=vandaag))


def _months_back(dag: date, months: int) -> date:
    """The same day that many months earlier; the last day of a month that is too short."""
    year, month = divmod(dag.year * 12 + dag.month - 1 - months, 12)
    return date(year, month + 1, min(dag.day, monthrange(year, month + 1)[1]))


@INTREKKING.rule("BV_S_reden_intrekken_verplicht", "S2 L1222-1231 (INT-04)", field="reden")
def reden_gekozen(given: IntrekkingInput, facts: IntrekkingFacts) -> bool:
    """Kies de reden van intrekken."""
    return given.reden != ""


@INTREKKING.rule("BV_S_reden_intrekken_onbekend", "S2 L1240-1241 (INT-06)", field="reden")
def reden_in_lijst(given: IntrekkingInput, facts: IntrekkingFacts) -> bool:
    """Deze reden van intrekken kunt u niet gebruiken. Kies een reden uit de lijst."""
    redenen = codelijst("reden_intrekken")
    if given.reden == "":
        return True
    return redenen.geldig(given.reden, on=facts.vandaag) and redenen[given.reden].extra["door"] == facts.kant


def _tells(given: IntrekkingInput, facts: IntrekkingFacts) -> Mapping[str, object]:
    return {"grens": voluit(intrekgrens(given.reden, facts.vandaag))}


@INTREKKING.rule("BV_S_intrekken_termijn", "S2 L1240-1241 (INT-07, INT-08)", field="reden", tells=_tells)
def binnen_termijn(given: IntrekkingInput, facts: IntrekkingFacts) -> bool:
    """Met deze reden kunt u alleen meldingen intrekken die beginnen op of na {grens}. Neem voor deze melding
    contact op met de gemeente."""
    if facts.kant == Kant.SYSTEEM or not codelijst("reden_intrekken").geldig(given.reden, on=facts.vandaag):
        return True
    return facts.begindatum >= intrekgrens(given.reden, facts.vandaag)


@INTREKKING.rule("BV_S_intrekken_toelichting", "domain rules §7.7, §9.5", field="toelichting")
def anders_toegelicht(given: IntrekkingInput, facts: IntrekkingFacts) -> bool:
    """Leg uit waarom u de melding intrekt."""
    return given.reden != RedenIntrekken.ANDERS or given.toelichting != ""
