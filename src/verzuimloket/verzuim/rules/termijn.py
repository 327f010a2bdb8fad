"""When a melding is on time, and when the next one may follow: the days to count with. Domain rules §6.2, §19, §20."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from verzuimloket.core.parameters import param
from verzuimloket.verzuim.codes import Soort
from verzuimloket.verzuim.inputs import AndereMelding, MeldingInput
from verzuimloket.verzuim.rules.keten import keten, sluit_aan

_ZATERDAG = 5
ZESTIEN_UUR = frozenset({Soort.ZESTIEN_UUR, Soort.ZESTIEN_UUR_18})


def laatste_meldag(bereikt: date) -> date:
    """The last day on which a melding is on time: so many working days after the threshold was reached.

    Holidays are not taken off: the inspectorate counts working days, not school days.
    """
    day, left = bereikt, param("meldtermijn_werkdagen", on=bereikt)
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _ZATERDAG
    return day


def bereikt_op(given: MeldingInput) -> date | None:
    """The day on which the law first asked for this melding; None when it does not, or that is not known."""
    if given.begindatum is None:
        return None
    if given.soort == Soort.ZESTIEN_UUR:
        return given.einddatum
    if given.soort == Soort.RMC:
        return given.begindatum + timedelta(days=param("lrv_min_dagen", on=given.begindatum) - 1)
    return given.begindatum if given.soort == Soort.LANGDURIG else None


def vorige_week(instelling: str, meldingen: Iterable[AndereMelding], dag: date) -> AndereMelding | None:
    """The melding of 16 hours of this school that the absence from that day continues without a break."""
    own = (each for each in meldingen if each.instelling == instelling)
    return max(keten(own, dag, ZESTIEN_UUR).meldingen, key=_eind, default=None)


def herhalen_vanaf(vorig_einde: date) -> date:
    """The first day on which unbroken absence may be reported again, after a melding up to that day (D1, S4).

    The hour counter prepares its drafts by this day (lesverzuim/rules/tellen.py).
    """
    return vorig_einde + timedelta(days=param("herhaal_min_dagen", on=vorig_einde))


def te_vroeg_na(given: MeldingInput, meldingen: Iterable[AndereMelding], *, op: date) -> AndereMelding | None:
    """The melding after which this one, reported on the day ``op``, is a repeat within the week; None when it is not.

    A week is counted from day of reporting to day of reporting, or from first day to first day: either will do.
    """
    if given.begindatum is None:
        return None
    vorige = vorige_week(given.instelling, meldingen, given.begindatum)
    if vorige is None or not _doorlopend(given, _eind(vorige)):
        return None
    week = timedelta(days=param("herhaal_min_dagen", on=given.begindatum))
    later = given.begindatum >= vorige.periode.begin + week
    return None if later or op >= herhalen_vanaf(_eind(vorige)) else vorige


def _doorlopend(given: MeldingInput, vorig_einde: date) -> bool:
    """Whether no school day lies between the days that are known: the counter looks at absence in the same way."""
    if given.alle_lessen_gemist:
        return True
    told = (given.begindatum, given.einddatum, *(each.datum for each in given.verzuimdagen))
    known = sorted({vorig_einde, *(dag for dag in told if dag)})
    return all(sluit_aan(eerder, later) for eerder, later in pairwise(known))


def _eind(melding: AndereMelding) -> date:
    return melding.periode.eind or date.max
