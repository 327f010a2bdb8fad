"""A run: the sets of one production month, made once and never again (ADR 0042)."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from verzuimloket.core import audit
from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.rules import blocking
from verzuimloket.core.scope import whole_register
from verzuimloket.rapportages import queries
from verzuimloket.rapportages.actions import mutaties, vastleggen, verzamelen
from verzuimloket.rapportages.inputs import PeilingFacts, PeilingInput
from verzuimloket.rapportages.models import MAANDELIJKS, Peiling
from verzuimloket.rapportages.rules import kalender
from verzuimloket.rapportages.rules.definitie import definitie
from verzuimloket.rapportages.rules.kalender import Run
from verzuimloket.rapportages.rules.peilen import PEILING

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(3, 0)"
# Nothing else waits for a run, but the register goes on: it gets one process besides its own.
_ROOM = """
SET LOCAL work_mem = '256MB'; SET LOCAL max_parallel_workers_per_gather = 1; SET LOCAL enable_nestloop = on
"""
# Of sets that were just filled the planner knows no counts: a row at a time would take minutes.
_JUST_FILLED = "SET LOCAL enable_nestloop = off"


@transaction.atomic
def publish_month(t2: date, *, by: Actor, at: datetime) -> list[Violation]:
    """Make and publish the runs of the production month that begins on t2; warnings, if any.

    A run that was published stays as it is. The closed year is left out when its earlier runs were never made.
    Raises Rejected, and publishes nothing, when a rule of PEILING is broken.
    """
    given, warnings = PeilingInput(t2), list[Violation]()
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
        for run in _wanted(t2):
            if queries.peiling_of(run) is None:
                warnings = _judged(given, run, at)
                _make(cursor, given, run, by=by, at=at)
    return warnings or _judged(given, None, at)


def _wanted(t2: date) -> list[Run]:
    """The runs of the month; the closed year only when its earlier runs are there."""
    if t2.day != 1:
        return []
    monthly = [run for run in kalender.runs(t2) if run.soort == "A04" or queries.previous_of(run)]
    figures = kalender.yearly(t2)
    return [*monthly, figures] if figures else monthly


def _judged(given: PeilingInput, run: Run | None, at: datetime, gebroken: tuple[str, ...] = ()) -> list[Violation]:
    missing = queries.first_missing(run) if run else None
    facts = PeilingFacts(at, settings.OMGEVING != "productie", missing, gebroken)
    found = PEILING.broken(given, facts, on=at.date())
    if blocking(found):
        raise Rejected(found)
    return found


def _make(cursor: Any, given: PeilingInput, run: Run, *, by: Actor, at: datetime) -> None:
    peiling, vorige = _peiling(run, at), queries.previous_of(run)
    peiling.save()
    with whole_register():
        gebroken = _sets(cursor, peiling, vorige)
    _judged(given, run, at, gebroken)
    audit.record("rapportage:peilen", peiling, by=by, **queries.counted(peiling))


def _sets(cursor: Any, peiling: Peiling, vorige: Peiling | None) -> tuple[str, ...]:
    """Fill the sets of a new run; the invariants that they break."""
    cursor.execute(_ROOM)
    verzamelen.collect(cursor, peiling, vorige)
    cursor.execute(_JUST_FILLED)
    if peiling.soort in MAANDELIJKS:
        mutaties.compare(cursor, peiling, vorige)
    vastleggen.keep(cursor, peiling, vorige)
    return tuple(queries.broken(peiling, vorige))


def _peiling(run: Run, at: datetime) -> Peiling:
    return Peiling(
        soort=run.soort,
        rapportjaar=run.rapportjaar,
        t1=run.t1,
        t2=run.t2,
        cutoff=run.productie.cutoff,
        sk_tot=run.sk_tot,
        rapportagemaand=run.productie.rapportagemaand,
        productiemaand=run.productie.maand,
        definitie=definitie(run.rapportjaar).as_dict(),
        gepeild_at=at,
    )
