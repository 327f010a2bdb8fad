"""The next melding of the same absence: which period and kind to propose. Domain rules §6.2, §6.3."""

from dataclasses import dataclass
from datetime import date, timedelta

from verzuimloket.core.parameters import param
from verzuimloket.verzuim.codes import Soort, Status
from verzuimloket.verzuim.inputs import MeldingFacts, Periode
from verzuimloket.verzuim.rules.keten import eerste_werkdag_na, keten

# the kinds after which the absence may go on; luxe verzuim goes on as 16 hours
_VERVOLGBAAR = frozenset({Soort.ZESTIEN_UUR, Soort.ZESTIEN_UUR_18, Soort.LUXE, Soort.OVERIG})


@dataclass(frozen=True)
class Voorstel:
    """What the next melding would say; ``dagen``: unbroken days that were reported before it begins."""

    periode: Periode
    soort: str
    dagen: int


def vervolg(nummer: int, facts: MeldingFacts) -> Voorstel | None:
    """After the melding with this number: the period that follows on the next working day, a week at most and not
    after today (D1: one melding per 7 days). The weekend before it counts for the 28 days, as in the signal.

    None when nothing can follow yet: withdrawn, of a kind that has no next one, without an end, or still the weekend.
    """
    vorige = next(each for each in facts.andere_meldingen if each.nummer == nummer)
    eind = vorige.periode.eind
    if not kan_vervolg(vorige.soort, vorige.status, eind, vandaag=facts.vandaag):
        return None
    assert eind
    begin = eerste_werkdag_na(eind)
    own = [each for each in facts.andere_meldingen if each.instelling == vorige.instelling]
    dagen = keten(own, begin).dagen
    soort = _soort(vorige.soort, begin, facts, dagen)
    week = begin + timedelta(days=param("herhaal_min_dagen", on=begin) - 1)
    until = None if soort == Soort.LANGDURIG else min(week, facts.vandaag)
    return Voorstel(Periode(begin, until), soort, dagen)


def kan_vervolg(soort: str, status: str, eind: date | None, *, vandaag: date) -> bool:
    """Whether another melding can follow on one of this kind, with this status and this last day."""
    if soort not in _VERVOLGBAAR or status == Status.INGETROKKEN or eind is None:
        return False
    return eerste_werkdag_na(eind) <= vandaag


def _soort(vorige: str, begin: date, facts: MeldingFacts, dagen: int) -> str:
    """16 hours of the age on the first day, overig after overig; long-term after 28 unbroken days, under 18."""
    assert facts.geboortedatum
    adult = facts.geboortedatum.leeftijd_op(begin) >= param("leeftijd_meerderjarig", on=begin)
    if not adult and dagen >= param("lrv_min_dagen", on=begin):
        return Soort.LANGDURIG
    if vorige == Soort.OVERIG:
        return Soort.OVERIG
    return Soort.ZESTIEN_UUR_18 if adult else Soort.ZESTIEN_UUR
