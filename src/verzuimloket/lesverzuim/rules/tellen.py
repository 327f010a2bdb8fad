"""Counting 16 hours in four school weeks. LPW art. 21a; domain rules §6.2.

Hours are counted in sixtieths of the unit, so that nothing is rounded: a minute is one part, a lesson
hour is 60 parts where lesson hours count, and as many parts as it has minutes where clock hours count.
Minutes (late, or gone early) add up as parts of a clock hour, whatever the unit.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from verzuimloket.core.parameters import param
from verzuimloket.lesverzuim.codes import KEUZE_SECTOREN, LESUUR_SECTOREN, UUR, Eenheid
from verzuimloket.lesverzuim.inputs import Bereikt, Rekenwijze, Telling, Venster, Verzuimuren
from verzuimloket.lesverzuim.rules.kalender import Kalender
from verzuimloket.verzuim.rules.termijn import herhalen_vanaf

Gewogen = tuple[date, int]  # a day, and the parts of an hour that count on it


def eenheid(sector: str, lesuur_minuten: int, *, telt_lesuren: bool, on: date) -> Eenheid:
    """The unit of an institution (S4 L62-75; RGL-05 to RGL-10). B3 and B4 schools follow their sector.

    Vavo is given under the same act as mbo (WEB), so it counts as mbo does (own reading of LPW 21a lid 2).
    A sector that the law does not name counts clock hours.
    """
    short = lesuur_minuten <= param("lesuur_max_minuten", on=on)
    if sector in LESUUR_SECTOREN:
        return Eenheid.LESUREN if short else Eenheid.KLOKUREN
    return Eenheid.LESUREN if sector in KEUZE_SECTOREN and telt_lesuren else Eenheid.KLOKUREN


def tel(
    dagen: Iterable[Verzuimuren],
    wijze: Rekenwijze,
    *,
    vandaag: date,
    hervat_na: date | None = None,
    kalender: Kalender | None = None,
) -> Telling:
    """Count one pupil. ``hervat_na``: the last day of the newest melding of 16 hours; counting goes on after it."""
    kalender = kalender or Kalender(wijze.vakanties)
    days = _weighed(dagen, wijze, kalender, after=hervat_na or date.min)
    found: list[Bereikt] = []
    venster, start, previous = None, 0, hervat_na
    while start < len(days):
        last = _reached(days, start, kalender)
        if last is None:
            venster = venster or _open_window(days, start, kalender, vandaag)
            start += 1
            continue
        period, after = _period(days, start, last, previous, kalender)
        if period.gereed_op > vandaag:
            venster = _open_window(days, start, kalender, vandaag)
            break
        found.append(period)
        start, previous = after, period.eind
    return Telling(tuple(found), venster)


def _weighed(dagen: Iterable[Verzuimuren], wijze: Rekenwijze, kalender: Kalender, *, after: date) -> list[Gewogen]:
    per_lesuur = UUR if wijze.eenheid is Eenheid.LESUREN else wijze.lesuur_minuten
    return sorted(
        (dag.datum, dag.lesuren * per_lesuur + dag.minuten)
        for dag in dagen
        if dag.datum > after and not kalender.is_vrij(dag.datum)
    )


def _reached(days: Sequence[Gewogen], start: int, kalender: Kalender) -> int | None:
    """The place of the day on which the limit is reached in the window from ``start``."""
    begin, total = days[start][0], 0
    eind, limit = kalender.venster_eind(begin), param("drempel_uren", on=begin) * UUR
    for place in range(start, len(days)):
        dag, parts = days[place]
        if dag > eind:
            return None
        total += parts
        if total >= limit:
            return place
    return None


def _period(
    days: Sequence[Gewogen], start: int, last: int, previous: date | None, kalender: Kalender
) -> tuple[Bereikt, int]:
    """The period to report, and the place where counting goes on.

    Absence that goes on unbroken after the melding before it may be reported once in 7 days (D1, S4):
    then the period takes in what is missed until that day.
    """
    ready = days[last][0]
    chain = [previous, *(dag for dag, _ in days[start : last + 1])]
    if previous and _unbroken(chain, kalender):
        ready = max(ready, herhalen_vanaf(previous))
        while (
            last + 1 < len(days) and days[last + 1][0] <= ready and kalender.sluit_aan(days[last][0], days[last + 1][0])
        ):
            last += 1
    total = sum(parts for _, parts in days[start : last + 1])
    return Bereikt(days[start][0], days[last][0], total, ready), last + 1


def _unbroken(chain: Sequence[date | None], kalender: Kalender) -> bool:
    pairs = pairwise(chain)
    return all(one and other and kalender.sluit_aan(one, other) for one, other in pairs)


def _open_window(days: Sequence[Gewogen], start: int, kalender: Kalender, vandaag: date) -> Venster | None:
    """The window from this day, when today still lies in it; with the day on which the signal was reached."""
    begin = days[start][0]
    eind, limit = kalender.venster_eind(begin), param("signaal_uren", on=begin) * UUR
    if eind < vandaag:
        return None
    total, reached = 0, None
    for dag, parts in days[start:]:
        if dag > eind:
            break
        total += parts
        if reached is None and total >= limit:
            reached = dag
    return Venster(begin, eind, total, reached)
