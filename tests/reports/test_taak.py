"""The job that makes the months that are due, in a register that knows nothing yet."""

import pytest

from verzuimloket.bestanden.models import Bestand
from verzuimloket.config import taken
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.rapportages.models import Peiling, Weekpeiling

pytestmark = pytest.mark.usefixtures("committed_db")


def test_a_new_register_tells_nobody() -> None:
    taken.make_monthly_reports(0)
    taken.measure_long_absence(0)
    with acting_as(SYSTEEM):
        assert not Peiling.objects.exists()
        assert not Weekpeiling.objects.exists()
        assert not Bestand.objects.exists()
