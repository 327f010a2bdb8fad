"""The duties of one person through time. Domain rules §5.

``plicht_op`` judges one day. ``tijdlijn`` cuts the life at every day on which the answer can change,
so that the period around a day and the answer for that day can never differ.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from verzuimloket.core.parameters import DATED
from verzuimloket.leerplicht.codes import GROND_ANDER_ONDERWIJS, ONDER_LEERPLICHTWET, Plicht, Reden
from verzuimloket.leerplicht.inputs import PlichtFacts, Vrijstelling
from verzuimloket.leerplicht.rules import grenzen
from verzuimloket.personen.inputs import Geboortedatum, verjaardag

_DAG = timedelta(days=1)


@dataclass(frozen=True)
class Oordeel:
    """The duty on one day, why, and the exemption that changes it."""

    plicht: Plicht
    reden: Reden
    vrijstelling: Vrijstelling | None = None

    @property
    def vrijgesteld(self) -> bool:
        """No duty because of an exemption; substitute compulsory education is still a duty."""
        return self.vrijstelling is not None and not self.vrijstelling.vervangend


@dataclass(frozen=True)
class Tijdvak:
    """An unbroken period with one judgement, both days included; the last one has no end."""

    oordeel: Oordeel
    begin: date
    eind: date | None

    def bevat(self, dag: date) -> bool:
        return self.begin <= dag and (self.eind is None or dag <= self.eind)


@dataclass(frozen=True)
class Status:
    """The answer for one day.

    volgend: the period that comes after; it tells why this one ends.
    zeker:   false when an unknown day or month of birth could make the duty another one.
    """

    dag: date
    tijdvak: Tijdvak
    volgend: Tijdvak | None
    zeker: bool

    @property
    def plicht(self) -> Plicht:
        return self.tijdvak.oordeel.plicht

    @property
    def vrijgesteld(self) -> bool:
        return self.tijdvak.oordeel.vrijgesteld

    @property
    def onder_leerplichtwet(self) -> bool:
        """Whether the duty of the Leerplichtwet rests on this person, without an exemption."""
        return self.plicht in ONDER_LEERPLICHTWET and not self.vrijgesteld


def status(facts: PlichtFacts, dag: date) -> Status:
    """Which duty holds on that day, since when, and until when."""
    line = tijdlijn(facts)
    place = next((n for n, each in enumerate(line) if each.eind is None or dag <= each.eind), 0)
    volgend = line[place + 1] if place + 1 < len(line) else None
    return Status(dag, line[place], volgend, _zeker(facts, dag))


def tijdlijn(facts: PlichtFacts) -> tuple[Tijdvak, ...]:
    """All periods from birth on, without gaps."""
    found: list[Tijdvak] = []
    for begin, eind in [*pairwise(_knippen(facts)), (_knippen(facts)[-1], None)]:
        oordeel, last = plicht_op(facts, begin), eind - _DAG if eind else None
        if found and found[-1].oordeel == oordeel:
            found[-1] = replace(found[-1], eind=last)
        else:
            found.append(Tijdvak(oordeel, begin, last))
    return tuple(found)


def _knippen(facts: PlichtFacts) -> list[date]:
    """Every day on which the judgement can become another one, birth first."""
    geboren = facts.geboren.rekendatum()
    days = {
        grenzen.vierde_verjaardag(facts),
        grenzen.leerplicht_begin(facts),
        grenzen.leerplicht_eind(facts) + _DAG,
        grenzen.achttiende_verjaardag(facts),
    }
    for row in DATED["rmc_max_leeftijd"]:
        days |= {row.since, verjaardag(geboren, row.value)}
    for each in facts.vrijstellingen:
        days |= {each.periode.begin, _day_after(each.periode.eind)}
    days |= {day for day in (facts.startkwalificatie_op, facts.vrij_van_kwalificatieplicht_op) if day}
    days.add(_day_after(facts.overleden_op))
    return [geboren, *sorted(day for day in days if geboren < day < date.max)]


def _day_after(dag: date | None) -> date:
    return date.max if dag is None or dag == date.max else dag + _DAG


def plicht_op(facts: PlichtFacts, dag: date) -> Oordeel:
    """The judgement of one day."""
    plicht, reden = _plicht(facts, dag)
    return Oordeel(plicht, reden, _vrijstelling(facts, plicht, dag))


def _plicht(facts: PlichtFacts, dag: date) -> tuple[Plicht, Reden]:
    if facts.overleden_op is not None and dag > facts.overleden_op:
        return Plicht.BUITEN, Reden.OVERLEDEN
    if dag < grenzen.vierde_verjaardag(facts):
        return Plicht.GEEN, Reden.JONGER_DAN_4
    if dag < grenzen.leerplicht_begin(facts):
        return Plicht.GEEN, Reden.NOG_NIET
    if dag <= grenzen.leerplicht_eind(facts):
        return Plicht.LEERPLICHTIG, Reden.LEERPLICHT
    return _na_de_leerplicht(facts, dag)


def _na_de_leerplicht(facts: PlichtFacts, dag: date) -> tuple[Plicht, Reden]:
    if _since(facts.startkwalificatie_op, dag):
        return Plicht.BUITEN, Reden.STARTKWALIFICATIE
    exempt = _since(facts.vrij_van_kwalificatieplicht_op, dag)
    if dag < grenzen.achttiende_verjaardag(facts) and not exempt:
        return Plicht.KWALIFICATIEPLICHTIG, Reden.KWALIFICATIEPLICHT
    if dag < grenzen.rmc_grens(facts, dag):
        return Plicht.RMC, Reden.ZONDER_STARTKWALIFICATIE
    return Plicht.BUITEN, Reden.TE_OUD


def _since(event: date | None, dag: date) -> bool:
    return event is not None and event <= dag


def _vrijstelling(facts: PlichtFacts, plicht: Plicht, dag: date) -> Vrijstelling | None:
    """What was recorded for that day, a full exemption before substitute compulsory education."""
    if plicht not in ONDER_LEERPLICHTWET:
        return None
    here = [each for each in facts.vrijstellingen if each.periode.bevat(dag) and _applies(each, plicht)]
    return min(here, key=lambda each: (each.vervangend, each.periode.begin, each.grond), default=None)


def _applies(vrijstelling: Vrijstelling, plicht: Plicht) -> bool:
    return vrijstelling.grond != GROND_ANDER_ONDERWIJS or plicht == Plicht.KWALIFICATIEPLICHTIG


def _zeker(facts: PlichtFacts, dag: date) -> bool:
    """Whether the duty is the same for every birth date that is possible."""
    ends = (facts.geboren.vroegst(), facts.geboren.laatst())
    possible = {_plicht(replace(facts, geboren=_geboren(each)), dag)[0] for each in ends}
    return len(possible) == 1


def _geboren(dag: date) -> Geboortedatum:
    return Geboortedatum(dag.year, dag.month, dag.day)
