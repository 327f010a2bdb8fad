"""The pupil of the tests about absence on the screen."""

import pytest
from django.test import Client

from tests import factories
from verzuimloket.personen.models import Persoon


@pytest.fixture
def lotte(anna: Client) -> Persoon:
    """A pupil of Anna's school, with a known number."""
    return factories.leerling(nummer="123456782")
