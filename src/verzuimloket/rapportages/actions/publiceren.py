"""Putting the reports ready as files, once, each for who gets it; and telling so (MND-03, MND-22, BST-20, BST-21).

All files of a month, or of a week, come in one transaction: a worker that dies half-way leaves nothing, and the next
one makes them all. A month that was published is left alone, and so is one of which the day of removal has come.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import connection, transaction

from verzuimloket.access import queries as access
from verzuimloket.bestanden import actions as bestanden
from verzuimloket.bestanden import queries as bestanden_queries
from verzuimloket.bestanden.inputs import GedeeldInput, KlaarInput
from verzuimloket.core import audit, jobs
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.rapportages import queries
from verzuimloket.rapportages.rapporten import RAPPORTEN, WEKELIJKS
from verzuimloket.rapportages.rapporten.schrijven import CSV, Gevuld, Voortgang, content_of, filled
from verzuimloket.rapportages.rapporten.vorm import Moment, Rapport
from verzuimloket.rapportages.rules.kalender import Productie, Week

SOORT, MIME = "SRVRAPP", "text/csv; charset=utf-8"
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(3, 1)"


def publish_files(productie: Productie, *, by: Actor, at: datetime, voortgang: Voortgang | None = None) -> int:
    """All files of a production month of which the runs were made; how many. A second time there are none."""
    if not queries.of_month(productie.t2):
        return 0
    return _publish(productie, list(RAPPORTEN.values()), productie.rapportagemaand, by, at, voortgang)


def publish_week(week: Week, *, by: Actor, at: datetime, voortgang: Voortgang | None = None) -> int:
    """The files of a week (R08), as those of a month; without a mail, since there is one every week."""
    return _publish(week, list(WEKELIJKS.values()), "", by, at, voortgang)


@transaction.atomic
def _publish(
    moment: Moment,
    rapporten: Sequence[Rapport[Moment]],
    maand: str,
    by: Actor,
    at: datetime,
    voortgang: Voortgang | None,
) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
    today = at.astimezone(AMSTERDAM).date()
    if today >= moment.verwijderen_op:
        return 0
    todo = [rapport for rapport in rapporten if rapport.gemaakt(moment) and not _is_ready(rapport, moment)]
    count = bestanden.publish_all(_files(moment, todo, voortgang), by=by, at=at)
    if count:
        audit.record("rapportage:publiceren", f"rapportages {moment.bestandsdeel}", by=by, aantal=count)
        if maand:
            _tell(moment, maand, at)
    return count


def _is_ready(rapport: Rapport[Moment], moment: Moment) -> bool:
    """All files of a report came at once."""
    return bestanden_queries.any_named(SOORT, rapport.naambegin(moment))


def _files(moment: Moment, rapporten: Sequence[Rapport[Moment]], voortgang: Voortgang | None) -> Iterator[KlaarInput]:
    count = 0
    for rapport in rapporten:
        for gevuld in filled(rapport, moment):
            count += 1
            yield _file(moment, rapport, gevuld)
        if voortgang:
            voortgang(count)


def _file(moment: Moment, rapport: Rapport[Moment], gevuld: Gevuld) -> KlaarInput:
    school = gevuld.ontvanger.soort == "I"
    given = GedeeldInput(
        soort_kenmerk="instelling" if school else "instantie",
        soort=SOORT,
        naam=gevuld.naam,
        mime=MIME,
        instelling=gevuld.ontvanger.code if school else "",
        verwijderen_op=moment.verwijderen_op,
    )
    inhoud = content_of(rapport, gevuld.regels, CSV)
    return KlaarInput(given, gevuld.ontvanger.organisatie, inhoud, len(gevuld.regels))


def _tell(moment: Productie | Week, maand: str, at: datetime) -> None:
    """A mail to the mailbox of each body with readers of reports, and to such readers at schools."""
    what = {"deel": moment.bestandsdeel, "maand": maand, "tot": moment.verwijderen_op.isoformat()}
    instanties, lezers = access.readers_of(Rol.RAPPORTAGES, on=at.astimezone(AMSTERDAM).date())
    for instantie in instanties:
        jobs.defer("rapportages_klaar", instantie=instantie, **what)
    for gebruiker_id in lezers:
        jobs.defer("rapportages_klaar_school", gebruiker_id=gebruiker_id, **what)
