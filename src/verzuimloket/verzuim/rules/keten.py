"""The unbroken row of meldingen that must come before long-term absence. Domain rules §6.3."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from verzuimloket.verzuim.codes import KETEN_SOORTEN, Status
from verzuimloket.verzuim.inputs import AndereMelding

_DAG = timedelta(days=1)
_ZATERDAG = 5


@dataclass(frozen=True)
class Schakel:
    """One melding of a chain. dagen: its own days; vrij: days of a weekend that lie after it."""

    melding: AndereMelding
    dagen: int
    vrij: int


@dataclass(frozen=True)
class Keten:
    """Meldingen that join without a school day in between, the oldest first.

    dagen: calendar days from the first day of absence up to ``tot_dag``, that day not included.
    """

    meldingen: tuple[AndereMelding, ...]
    dagen: int

    @property
    def schakels(self) -> list[Schakel]:
        """Each melding with its days, so that a screen can show how the sum is made."""
        begins = [each.periode.begin for each in self.meldingen]
        found: list[Schakel] = []
        for melding, begin in zip(self.meldingen, begins, strict=True):
            after = _eind(melding) + _DAG
            later = min((each for each in begins if each > begin), default=begins[0] + timedelta(days=self.dagen))
            found.append(Schakel(melding, (after - begin).days, (later - after).days))
        return found


def keten(meldingen: Iterable[AndereMelding], tot_dag: date, soorten: Collection[str] = KETEN_SOORTEN) -> Keten:
    """The chain that ends directly before ``tot_dag``; empty when nothing joins. Give the meldingen of
    one pupil at one institution. ``soorten``: the kinds that may form it.

    A weekend between two meldingen, or before ``tot_dag``, breaks nothing and counts along.
    """
    chain: list[AndereMelding] = []
    begin = tot_dag
    for melding in sorted(_countable(meldingen, tot_dag, soorten), key=_eind, reverse=True):
        if not sluit_aan(_eind(melding), begin):
            break
        chain.append(melding)
        begin = min(begin, melding.periode.begin)
    chain.sort(key=lambda melding: melding.periode.begin)
    return Keten(tuple(chain), (tot_dag - begin).days)


def _countable(meldingen: Iterable[AndereMelding], tot_dag: date, soorten: Collection[str]) -> list[AndereMelding]:
    return [
        melding
        for melding in meldingen
        if melding.soort in soorten and melding.status != Status.INGETROKKEN and _eind(melding) < tot_dag
    ]


def _eind(melding: AndereMelding) -> date:
    return melding.periode.eind or date.max


def eerste_werkdag_na(dag: date) -> date:
    """Where absence that goes on is missed next: no lesson falls in a weekend."""
    dag += _DAG
    while dag.weekday() >= _ZATERDAG:
        dag += _DAG
    return dag


def sluit_aan(eind: date, begin: date) -> bool:
    """Whether no day, or only Saturday and Sunday, lies between."""
    return eerste_werkdag_na(eind) >= begin
