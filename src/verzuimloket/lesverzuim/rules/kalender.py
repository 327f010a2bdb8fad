"""School weeks: which days count, and where a window of four of them ends. LPW art. 21a lid 1; domain rules §6.2.

A *holiday week* is a week from Monday to Sunday whose five working days are all free. Such weeks are
taken out of the calendar as a whole; what is left runs on. A week that is free in part stays a school
week, because the law counts weeks, not days. The window begins on any day of the week and holds four
times seven of the days that are left.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from verzuimloket.core.parameters import param
from verzuimloket.inschrijvingen.inputs import Periode

_DAG = timedelta(days=1)
_WERKDAGEN, _WEEK = 5, 7


class Kalender:
    """The days of one institution, its holidays left out."""

    def __init__(self, vakanties: Iterable[Periode]) -> None:
        self._vrij = {dag for vakantie in vakanties for dag in _days(vakantie)}
        mondays = {dag - dag.weekday() * _DAG for dag in self._vrij}
        self._vakantieweken = {maandag for maandag in mondays if all(dag in self._vrij for dag in _workdays(maandag))}
        self._einden: dict[date, date] = {}

    def is_vrij(self, dag: date) -> bool:
        """Whether the day lies in a holiday: absence on such a day does not count."""
        return dag in self._vrij or self._in_vakantieweek(dag)

    def is_schooldag(self, dag: date) -> bool:
        """A day from Monday to Friday that is not free."""
        return dag.weekday() < _WERKDAGEN and not self.is_vrij(dag)

    def venster_eind(self, begin: date) -> date:
        """The last day of the four school weeks that begin on this day."""
        if begin not in self._einden:
            left, dag = param("venster_lesweken", on=begin) * _WEEK, begin
            while left := left - (not self._in_vakantieweek(dag)):
                dag += _DAG
            self._einden[begin] = dag
        return self._einden[begin]

    def sluit_aan(self, eerder: date, later: date) -> bool:
        """Whether no school day lies between the two."""
        dag = eerder + _DAG
        while dag < later and not self.is_schooldag(dag):
            dag += _DAG
        return dag >= later

    def _in_vakantieweek(self, dag: date) -> bool:
        return dag - dag.weekday() * _DAG in self._vakantieweken


def _days(periode: Periode) -> Iterator[date]:
    dag, last = periode.begin, periode.eind or periode.begin
    while dag <= last:
        yield dag
        dag += _DAG


def _workdays(maandag: date) -> Iterator[date]:
    return (maandag + nummer * _DAG for nummer in range(_WERKDAGEN))
