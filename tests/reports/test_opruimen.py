"""The stored lists go after their term, a report year at once; what was published later stays."""

from datetime import date

import pytest
from django.db.models import Model

from tests.reports.verhaal import DEC, publish, tell
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.rapportages import actions
from verzuimloket.rapportages.models import Lijstregel, Mutatie, Peiling, Startregel

pytestmark = pytest.mark.django_db
TABLES: tuple[type[Model], ...] = (Peiling, Startregel, Lijstregel, Mutatie)
# The last list of report year 2026-2027 is the A14 that is published on Monday 3 January 2028.
LAST = date(2028, 1, 3)


def counts() -> list[int]:
    with acting_as(SYSTEEM):
        return [table._default_manager.count() for table in TABLES]


@pytest.mark.req("MND-22")
@pytest.mark.parametrize(("on", "gone"), [(date(2030, 1, 2), False), (date(2030, 1, 3), True)])
def test_a_report_year_goes_two_years_after_its_last_list(on: date, gone: bool) -> None:
    tell()
    publish(DEC)
    before = counts()
    with acting_as(SYSTEEM):
        removed = actions.remove_old(on=on)
    assert removed == (2 if gone else 0)
    assert counts() == ([0] * len(TABLES) if gone else before)
    assert min(before) > 0


def test_with_nothing_there_is_nothing_to_remove() -> None:
    with acting_as(SYSTEEM):
        assert actions.remove_old(on=LAST) == 0
