"""Day 21 and day 28 of an unbroken row of meldingen: long-term absence comes near. Domain rules §6.3."""

from collections.abc import Collection
from datetime import date, timedelta

from verzuimloket.core.parameters import param
from verzuimloket.lesverzuim.codes import SoortSignaal
from verzuimloket.lesverzuim.inputs import Doorlopend
from verzuimloket.verzuim.codes import KETEN_SOORTEN, Soort, Status
from verzuimloket.verzuim.inputs import AndereMelding
from verzuimloket.verzuim.rules.keten import eerste_werkdag_na, keten

_LANGDURIG = (Soort.LANGDURIG, Soort.RMC)


def doorlopend(meldingen: Collection[AndereMelding], *, vandaag: date) -> Doorlopend | None:
    """The signal about the row of meldingen that ended last; give those of one pupil at one institution.

    None when the row is short, when it ended so long ago that the pupil must be back, or when the
    school reported long-term absence already.
    """
    valid = [each for each in meldingen if each.status != Status.INGETROKKEN]
    ends = [each.periode.eind for each in valid if each.soort in KETEN_SOORTEN and each.periode.eind]
    last = max(ends, default=None)
    if last is None or last + timedelta(days=param("signaal_keten_dagen", on=vandaag)) < vandaag:
        return None
    row = keten(valid, eerste_werkdag_na(last))
    soort = _kind(row.dagen, vandaag)
    if soort is None:
        return None
    begin = row.meldingen[0].periode.begin
    if any(each.soort in _LANGDURIG and each.periode.begin >= begin for each in valid):
        return None
    limit = "lrv_min_dagen" if soort is SoortSignaal.DAGEN_28 else "signaal_dagen"
    return Doorlopend(soort, begin, last, row.dagen, begin + timedelta(days=param(limit, on=vandaag) - 1))


def _kind(dagen: int, vandaag: date) -> SoortSignaal | None:
    if dagen >= param("lrv_min_dagen", on=vandaag):
        return SoortSignaal.DAGEN_28
    return SoortSignaal.DAGEN_21 if dagen >= param("signaal_dagen", on=vandaag) else None
