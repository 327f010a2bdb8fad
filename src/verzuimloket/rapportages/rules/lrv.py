"""Who may be absent for long: an unbroken row of meldingen of 28 days with 16 hours missed (R08, LPW art. 21a).

Pure. What joins a row is decided in verzuim/rules/keten.py, how an institution counts in lesverzuim/rules. Source:
domain rules §6.3, rapportages.md §4.2 (L1…L7).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from verzuimloket.core.parameters import param
from verzuimloket.lesverzuim.codes import UUR, Eenheid
from verzuimloket.lesverzuim.inputs import Rekenwijze
from verzuimloket.lesverzuim.rules.kalender import Kalender
from verzuimloket.verzuim.codes import KETEN_SOORTEN, Soort, Status
from verzuimloket.verzuim.inputs import AndereMelding, Periode, Verzuimdag
from verzuimloket.verzuim.rules.keten import eerste_werkdag_na, keten
from verzuimloket.verzuim.rules.termijn import ZESTIEN_UUR

_DAG = timedelta(days=1)
LANGDURIG = frozenset({Soort.LANGDURIG, Soort.RMC})


@dataclass(frozen=True)
class Gemist:
    """A melding with the days and lesson hours that it tells; without days, all lessons of the period were missed."""

    melding: AndereMelding
    dagen: tuple[Verzuimdag, ...] = ()


@dataclass(frozen=True)
class Rij:
    """An unbroken row that belongs on the list. delen: sixtieths of an hour."""

    begin: date
    eind: date
    delen: int
    meldingen: tuple[AndereMelding, ...]
    lrv_gemeld: bool

    @property
    def dagen(self) -> int:
        return (self.eind - self.begin).days + 1


def potentieel(gemist: Collection[Gemist], wijze: Rekenwijze, kalender: Kalender, *, peildatum: date) -> Rij | None:
    """The last row that is long enough and not too old; give what one pupil missed at one institution.

    Only days before ``peildatum`` count: absence without an end goes on until then.
    """
    told = {each.melding.nummer: each for each in gemist}
    left = [_until(each.melding, peildatum - _DAG) for each in gemist if _joins(each.melding, peildatum)]
    oldest = peildatum - timedelta(days=param("lrv_lijst_dagen", on=peildatum))
    while left:
        eind = max(each.periode.eind or date.min for each in left)
        if eind < oldest:
            return None
        chain = keten(left, eerste_werkdag_na(eind)).meldingen
        delen = sum(_parts(each, told[each.nummer].dagen, wijze, kalender) for each in chain)
        row = Rij(min(each.periode.begin for each in chain), eind, delen, chain, lrv_gemeld=False)
        if _long_enough(row):
            return replace(row, lrv_gemeld=any(_tells_lrv(each.melding, row.begin) for each in gemist))
        left = [each for each in left if each not in chain]
    return None


def _joins(melding: AndereMelding, peildatum: date) -> bool:
    return melding.soort in KETEN_SOORTEN and melding.status != Status.INGETROKKEN and melding.periode.begin < peildatum


def _until(melding: AndereMelding, last: date) -> AndereMelding:
    return replace(melding, periode=Periode(melding.periode.begin, min(melding.periode.eind or last, last)))


def _long_enough(row: Rij) -> bool:
    enough = param("drempel_uren", on=row.begin) * UUR
    return row.dagen >= param("lrv_min_dagen", on=row.begin) and row.delen >= enough


def _tells_lrv(melding: AndereMelding, begin: date) -> bool:
    return melding.soort in LANGDURIG and melding.status != Status.INGETROKKEN and melding.periode.begin >= begin


def _parts(melding: AndereMelding, dagen: Collection[Verzuimdag], wijze: Rekenwijze, kalender: Kalender) -> int:
    """What was missed in this melding. Whoever reports 16 hours has counted them, whatever the days add up to."""
    per_lesuur = UUR if wijze.eenheid is Eenheid.LESUREN else wijze.lesuur_minuten
    per_dag = param("schooldag_minuten", on=melding.periode.begin)
    if dagen:
        within = [each for each in dagen if each.datum and melding.periode.bevat(each.datum)]
        counted = [each for each in within if each.datum and not kalender.is_vrij(each.datum)]
        total = sum(per_dag if each.hele_dag else len(set(each.lesuren)) * per_lesuur for each in counted)
    else:
        total = per_dag * sum(kalender.is_schooldag(dag) for dag in _days(melding.periode))
    return max(total, param("drempel_uren", on=melding.periode.begin) * UUR if melding.soort in ZESTIEN_UUR else 0)


def _days(periode: Periode) -> list[date]:
    last = periode.eind or periode.begin
    return [periode.begin + nummer * _DAG for nummer in range((last - periode.begin).days + 1)]
