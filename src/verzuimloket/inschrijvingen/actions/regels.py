"""Enrolments by the file: the same rules and rows as one enrolment on the screen."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Rejected
from verzuimloket.core.rules import blocking
from verzuimloket.inschrijvingen import codes, queries, rules
from verzuimloket.inschrijvingen.actions.vastleggen import enrol
from verzuimloket.inschrijvingen.inputs import Inschrijfregel, Regeluitkomst


@transaction.atomic
def enrol_lines(regels: Sequence[Inschrijfregel], *, by: Actor, on: date, proef: bool = False) -> list[Regeluitkomst]:
    """Enrol what can be enrolled, and say of each line what came of it; in their order.

    proef: only say it, and store nothing. Of a line with a blocking violation nothing is stored.
    """
    by.demand(Rol.INSCHRIJVER)
    return [_enrol_line(regel, by=by, on=on, proef=proef) for regel in regels]


def _enrol_line(regel: Inschrijfregel, *, by: Actor, on: date, proef: bool) -> Regeluitkomst:
    if proef:
        broken = rules.INSCHRIJVING.broken(regel.given, queries.find_candidate(regel.given, by=by, on=on).facts, on=on)
        return Regeluitkomst(regel.regel, codes.FOUT if blocking(broken) else codes.NIEUW, tuple(broken))
    try:
        stored = enrol(regel.given, by=by, on=on)
    except Rejected as rejected:
        return Regeluitkomst(regel.regel, codes.FOUT, rejected.violations)
    return Regeluitkomst(regel.regel, codes.NIEUW, stored.signalen, stored.inschrijving.pk)
