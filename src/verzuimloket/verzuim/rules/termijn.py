"""When a melding is on time, and when the next one may follow: the days to count with. Domain rules §6.2, §19, §20."""

from collections.abc import Iterable
from datetime import date, timedelta

from verzuimloket.core.parameters import param
from verzuimloket.verzuim.codes import Soort
from verzuimloket.verzuim.inputs import AndereMelding, MeldingInput
from verzuimloket.verzuim.rules.keten import keten

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
    chain = keten(own, dag, ZESTIEN_UUR).meldingen
    return chain[-1] if chain else None


def herhalen_vanaf(instelling: str, meldingen: Iterable[AndereMelding], dag: date) -> date | None:
    """The first day for the next melding of unbroken absence; None when nothing goes before."""
    vorige = vorige_week(instelling, meldingen, dag)
    if vorige is None:
        return None
    return vorige.periode.begin + timedelta(days=param("herhaal_min_dagen", on=dag))
