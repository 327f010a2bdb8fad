"""A small register with one pupil per point of the check; 'now' is Sunday 22 November 2026."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from tests import factories
from verzuimloket.core.actor import SYSTEEM, Actor
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.personen import sleutels
from verzuimloket.personen.models import Persoon

ON = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 10, 0, tzinfo=AMSTERDAM)


def enrolled(
    *, code: str = "28AX", begin: date = date(2024, 8, 1), eind: date | None = None, **given: Any
) -> Inschrijving:
    """A new pupil with this enrolment; ``at`` and ``aanleiding`` as in :func:`enrol`."""
    moment = {name: given.pop(name) for name in ("at", "aanleiding") if name in given}
    return enrol(factories.persoon(**given), code, begin, eind, **moment)


def enrol(
    persoon: Persoon,
    code: str = "28AX",
    begin: date = date(2024, 8, 1),
    eind: date | None = None,
    at: datetime | None = None,
    aanleiding: str = "",
) -> Inschrijving:
    """This enrolment of a pupil, which came into the register in time unless ``at`` says otherwise."""
    school = factories.instelling(code)
    last = min(day for day in (begin, eind) if day)
    with (
        at_moment(at or datetime(last.year, last.month, last.day, 9, tzinfo=AMSTERDAM)),
        acting_as(SYSTEEM, aanleiding),
    ):
        return Inschrijving.objects.create(
            persoon=persoon, instelling=school, sector="VO", begindatum=begin, einddatum=eind
        )


@contextmanager
def at_moment(at: datetime) -> Iterator[None]:
    """The clock of the register at another moment."""
    before = os.environ["VERZUIMLOKET_NU"]
    os.environ["VERZUIMLOKET_NU"] = at.astimezone(AMSTERDAM).replace(tzinfo=None).isoformat()
    try:
        yield
    finally:
        os.environ["VERZUIMLOKET_NU"] = before


def with_onderwijsnummer(made: Inschrijving, nummer: str = "100310303") -> Inschrijving:
    """The pupil has no bsn."""
    sealed = sleutels.seal(nummer, made.persoon.kenmerk)
    with acting_as(SYSTEEM):
        Persoon.objects.filter(pk=made.persoon_id).update(
            bsn=None, bsn_index=None, onderwijsnummer=sealed.tekst, onderwijsnummer_index=sealed.index
        )
    return made


def inschrijver(*codes: str) -> Actor:
    return factories.melder(*codes)
