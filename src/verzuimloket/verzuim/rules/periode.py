"""The period of absence. Domain rules §7.3, §8."""

from collections.abc import Mapping
from datetime import timedelta

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param
from verzuimloket.personen.rules import voluit
from verzuimloket.verzuim.codes import Status
from verzuimloket.verzuim.inputs import AndereMelding, MeldingFacts, MeldingInput, Periode
from verzuimloket.verzuim.rules.boeken import MELDING, RELEASE_2017, in_both, same_period


@MELDING.rule("BV_S_begindatum_verplicht", "S2 L625 (MEL-20)", field="begindatum")
def begindatum_ingevuld(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Vul de eerste dag van het verzuim in."""
    return given.begindatum is not None


@MELDING.rule("BV_S_datum_in_toekomst", "domain rules §8", field="begindatum")
def begint_niet_in_toekomst(given: MeldingInput, facts: MeldingFacts) -> bool:
    """De eerste dag van het verzuim ligt in de toekomst. Vul een dag in op of voor vandaag."""
    return given.begindatum is None or given.begindatum <= facts.vandaag


def _tells_inschrijving(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    """The enrolment that comes nearest: the last one that begins before the absence ends."""
    if not facts.inschrijvingen:
        return {"inschrijving": ""}
    last = given.einddatum or facts.vandaag
    ordered = sorted(facts.inschrijvingen, key=lambda each: each.begin)
    nearest = ([each for each in ordered if each.begin <= last] or ordered[:1])[-1]
    eind = f" tot en met {voluit(nearest.eind)}" if nearest.eind else ""
    return {"inschrijving": f"vanaf {voluit(nearest.begin)}{eind}"}


@in_both(
    "BV_S_periode_buiten_inschrijving",
    "S2 L516 (RGL-22); domain rules §8",
    field="begindatum",
    tells=_tells_inschrijving,
)
def periode_binnen_inschrijving(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Deze leerling staat bij uw instelling ingeschreven {inschrijving}. Kies een periode die daarbinnen
    valt."""
    period = given.periode
    if period is None or not facts.inschrijvingen or same_period(given, facts):
        return True
    return _enrolled(period, facts)


def _enrolled(period: Periode, facts: MeldingFacts) -> bool:
    """Whether the pupil is enrolled here on every day of the period, if open until today."""
    rest: Periode | None = Periode(period.begin, period.eind or max(period.begin, facts.vandaag))
    for enrolment in sorted(facts.inschrijvingen, key=lambda each: each.begin):
        if rest is not None and enrolment.bevat(rest.begin):
            rest = None if enrolment.omvat(rest) else _after(enrolment, rest)
    return rest is None


def _after(enrolment: Periode, period: Periode) -> Periode:
    """The part of the period after the end of the enrolment."""
    last_day = enrolment.eind or period.begin
    return Periode(last_day + timedelta(days=1), period.eind)


def _overlapping(given: MeldingInput, facts: MeldingFacts) -> AndereMelding | None:
    """The first melding that counts and shares a day; an open end is endless.

    Of a melding of another institution nothing is told for days on which the pupil is not enrolled here.
    """
    period = given.periode
    if period is None:
        return None
    others = (other for other in facts.andere_meldingen if other.status != Status.INGETROKKEN)
    overlapping = [other for other in others if other.periode.overlapt(period)]
    if not _enrolled(period, facts):
        overlapping = [other for other in overlapping if other.instelling == given.instelling]
    return overlapping[0] if overlapping else None


def _tells_overlap(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    other = _overlapping(given, facts)
    own = other is not None and other.instelling == given.instelling
    return {"melding": f"melding {other.nummer}" if other and own else "een melding van een andere instelling"}


@in_both("BV_S_overlap_melding", "S2 L649 (RGL-21)", field="begindatum", tells=_tells_overlap)
def geen_overlap(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Voor deze periode staat al {melding}. Pas de periode aan."""
    return same_period(given, facts) or _overlapping(given, facts) is None


def _einddatum_nodig(soort: str) -> bool:
    """The kinds of 16 hours end on the day on which the 16th hour is reached."""
    soorten = codelijst("soort")
    return soort in soorten and soorten[soort].extra["einddatum_verplicht"] == "J"


@in_both("BV_S_einddatum_verplicht", "S4 L51 (RGL-15); domain rules §9.3", field="einddatum", since=RELEASE_2017)
def einddatum_bij_16_uur(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Vul de laatste dag van het verzuim in. Die is nodig bij 16 uren per 4 weken."""
    return given.einddatum is not None or not _einddatum_nodig(given.soort)


def _tells_begin(given: MeldingInput, facts: MeldingFacts) -> Mapping[str, object]:
    return {"begin": voluit(given.begindatum) if given.begindatum else ""}


@in_both("BV_S_einddatum_voor_begindatum", "domain rules §8", field="einddatum", tells=_tells_begin)
def eindigt_niet_voor_begin(given: MeldingInput, facts: MeldingFacts) -> bool:
    """De laatste dag van het verzuim moet op of na {begin} liggen."""
    if given.begindatum is None or given.einddatum is None:
        return True
    return given.einddatum >= given.begindatum


@in_both("BV_S_einddatum_in_toekomst", "domain rules §8", field="einddatum")
def eindigt_niet_in_toekomst(given: MeldingInput, facts: MeldingFacts) -> bool:
    """De laatste dag van het verzuim ligt in de toekomst. Vul een dag in op of voor vandaag."""
    return given.einddatum is None or given.einddatum <= facts.vandaag or same_period(given, facts)


@in_both("BV_S_periode_te_lang_16uur", "domain rules §6.2, §8; LPW art. 21a", field="einddatum", blocks=False)
def niet_langer_dan_4_weken(given: MeldingInput, facts: MeldingFacts) -> bool:
    """De periode is langer dan 4 weken. Dat kan bij 16 uren per 4 weken alleen als er een vakantie in valt.
    Controleer de datums."""
    period = given.periode
    if period is None or period.eind is None or not _einddatum_nodig(given.soort):
        return True
    return (period.eind - period.begin).days < 7 * param("venster_lesweken", on=period.begin)
