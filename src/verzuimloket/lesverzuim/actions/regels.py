"""Recording lines, taking one back, and removing what is too old."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.rules import blocking
from verzuimloket.inschrijvingen import queries as inschrijvingen
from verzuimloket.lesverzuim import queries, rules
from verzuimloket.lesverzuim.actions.signalen import refresh
from verzuimloket.lesverzuim.inputs import Lesregel, LesregelFacts
from verzuimloket.lesverzuim.models import Lesverzuim, Lesverzuimlijst

Leerlingregel = tuple[int, Lesregel]  # row number of the pupil, and the line
LIJST_BLIJFT = timedelta(days=1)  # so long a checked list waits for its owner

_INSERT = """
INSERT INTO lesverzuim_lesverzuim
  (kenmerk, instelling_id, persoon_id, datum, lesuur, minuten, soort, gebruiker_id, vastgelegd_at)
SELECT gen_random_uuid(), %s, regel.*, %s, %s
FROM unnest(%s::bigint[], %s::date[], %s::smallint[], %s::smallint[], %s::text[]) AS regel
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def record_lines(instelling: str, regels: Sequence[Leerlingregel], *, by: Actor, at: datetime) -> int:
    """Keep these lines; how many were new. Afterwards the signals and drafts of the pupils are as they should be.

    Raises Rejected when a line breaks a blocking rule; then nothing is stored.
    """
    by.demand(Rol.MELDER, instelling=instelling)
    on = at.astimezone(AMSTERDAM).date()
    pupils = {persoon_id for persoon_id, _ in regels}
    broken = _broken(instelling, regels, pupils, on=on)
    if broken:
        raise Rejected(broken)
    new = _insert(instelling, regels, by=by, at=at)
    audit.record("lesverzuim:vastleggen", f"instelling {instelling}", by=by, nieuw=new, leerlingen=len(pupils))
    refresh(instelling, pupils, by=by, at=at)
    return new


def _broken(instelling: str, regels: Sequence[Leerlingregel], pupils: set[int], *, on: date) -> list[Violation]:
    periods = inschrijvingen.periods_per_person(instelling, pupils)
    facts = {pk: LesregelFacts(nummer_klopt=True, inschrijvingen=periods.get(pk, ()), vandaag=on) for pk in pupils}
    found: list[Violation] = []
    for persoon_id, regel in regels:
        found += blocking(rules.judge(regel, facts[persoon_id], on=on))
    return list(dict.fromkeys(found))


def _insert(instelling: str, regels: Sequence[Leerlingregel], *, by: Actor, at: datetime) -> int:
    """One statement, however many lines; a line that is there already stays as it was."""
    columns: list[list[Any]] = [
        [persoon_id for persoon_id, _ in regels],
        [regel.datum for _, regel in regels],
        [regel.lesuur for _, regel in regels],
        [regel.minuten for _, regel in regels],
        [regel.soort for _, regel in regels],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [instelling, by.gebruiker_id, at, *columns])
        return int(cursor.rowcount)


@transaction.atomic
def withdraw_line(regel: Lesverzuim, *, by: Actor, at: datetime) -> None:
    """Take back a line that should not be there."""
    by.demand(Rol.MELDER, instelling=regel.instelling_id)
    instelling, persoon_id = regel.instelling_id, regel.persoon_id
    if queries.visible_to(by).filter(pk=regel.pk).order_by().delete()[0]:
        audit.record("lesverzuim:intrekken", regel, by=by)
        refresh(instelling, {persoon_id}, by=by, at=at)


def remove_old(*, at: datetime) -> int:
    """Remove lines of before the last school year, and lists that nobody confirmed; how many lines."""
    Lesverzuimlijst.objects.filter(gemaakt_at__lt=at - LIJST_BLIJFT).delete()
    before = rules.bewaren_vanaf(at.astimezone(AMSTERDAM).date())
    return Lesverzuim.objects.filter(datum__lt=before).delete()[0]
