"""One enrolment, as a screen or a machine link brings it: the file with one line."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError

from verzuimloket.core.actor import Actor
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.inschrijvingen import codes
from verzuimloket.inschrijvingen.actions.regels import enrol_lines
from verzuimloket.inschrijvingen.inputs import Inschrijfregel, InschrijvingInput
from verzuimloket.inschrijvingen.models import Inschrijving


@dataclass(frozen=True)
class Uitkomst:
    """What was stored, and what the school should look at."""

    inschrijving: Inschrijving
    signalen: tuple[Violation, ...]


def enrol(given: InschrijvingInput, *, by: Actor, on: date) -> Uitkomst:
    """A school enrols a pupil. Raises Rejected when a blocking rule is broken; then nothing is stored.

    The same enrolment a second time is harmless: the first one is the answer. Raises IntegrityError when the pupil
    is merged at the same moment; who tries again finds who remained.
    """
    [found] = enrol_lines([Inschrijfregel(1, given)], by=by, on=on)
    if found.uitkomst == codes.FOUT:
        raise Rejected(found.bevindingen)
    assert found.inschrijving_id
    stored = Inschrijving.objects.select_related("persoon", "instelling").filter(pk=found.inschrijving_id).first()
    if stored is None:
        raise IntegrityError("the pupil was merged with another one meanwhile")  # as the database says at the commit
    return Uitkomst(stored, found.bevindingen)
