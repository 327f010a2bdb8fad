"""The weekly list of who may be absent for long (R08): measured once, and kept for the count of weeks."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction

from verzuimloket.core import audit
from verzuimloket.core.actor import Actor
from verzuimloket.rapportages.models import Lrvregel, Weekpeiling
from verzuimloket.rapportages.queries import lrv
from verzuimloket.rapportages.queries.lrv import Gevonden, Wie
from verzuimloket.rapportages.rules.kalender import BEWAAR_MAANDEN, Week, add_months

_Eerder = dict[tuple[str, int], list[Lrvregel]]
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(3, 2)"


@transaction.atomic
def measure_week(week: Week, *, by: Actor, at: datetime) -> Weekpeiling:
    """The run of this week; a week that was measured stays as it is."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
    found = lrv.measured(week)
    return found or _measure(week, by=by, at=at)


def _measure(week: Week, *, by: Actor, at: datetime) -> Weekpeiling:
    peiling = Weekpeiling.objects.create(peildatum=week.peildatum, cutoff=week.cutoff, gepeild_at=at)
    found = list(lrv.candidates(week))
    personen = {each.persoon_id for each in found}
    wie, eerder = lrv.who(week, personen), _per_pupil(lrv.earlier(week, personen))
    rows = [_regel(peiling, each, wie[each.persoon_id], _weken(each, eerder)) for each in found]
    Lrvregel.objects.bulk_create(rows, batch_size=1_000)
    audit.record("rapportage:lrv-peilen", peiling, by=by, aantal=len(rows))
    return peiling


def _regel(peiling: Weekpeiling, gevonden: Gevonden, wie: Wie, weken: int) -> Lrvregel:
    rij = gevonden.rij
    return Lrvregel(
        weekpeiling=peiling,
        persoon_id=gevonden.persoon_id,
        persoon_versie=wie.versie,
        instelling_id=gevonden.instelling,
        gemeente=wie.gemeente,
        regio=wie.regio,
        periode_van=rij.begin,
        periode_tm=rij.eind,
        delen=rij.delen,
        aantal_meldingen=len(rij.meldingen),
        laatste_nummer=rij.meldingen[-1].nummer,
        lrv_gemeld=rij.lrv_gemeld,
        weken=weken,
    )


def _per_pupil(regels: Iterable[Lrvregel]) -> _Eerder:
    found: _Eerder = {}
    for each in regels:
        found.setdefault((each.instelling_id, each.persoon_id), []).append(each)
    return found


def _weken(gevonden: Gevonden, eerder: _Eerder) -> int:
    """In how many runs this row stood on the list, with this one. A row is the same while it shares a day."""
    rij, own = gevonden.rij, eerder.get((gevonden.instelling, gevonden.persoon_id), ())
    weken = (each.weken for each in own if each.periode_van <= rij.eind and rij.begin <= each.periode_tm)
    return 1 + max(weken, default=0)


def forget_weeks(*, on: date) -> int:
    """Take away who stood on lists of which the files are gone; that they were measured stays known. How many lines."""
    old = Lrvregel.objects.filter(weekpeiling__peildatum__lte=add_months(on, -BEWAAR_MAANDEN))
    return old.delete()[0]
