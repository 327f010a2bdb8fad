"""Who else visits the enrolment pages."""

from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.test import Client

from tests import factories
from tests.channels.web.inschrijvingen.invullen import NUMMER
from tests.personas import LogIn
from verzuimloket.core.actor import Rol
from verzuimloket.personen.models import Persoon


@pytest.fixture
def raadpleger(log_in: LogIn) -> Client:
    """May look at the pupils of 28AX, and change nothing."""
    factories.instelling("28AX")
    return log_in("Rob de Raadpleger", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")


@pytest.fixture
def lotte(anna: Client) -> Persoon:
    """Known to the register with NUMMER, enrolled nowhere."""
    return factories.persoon(nummer=NUMMER, achternaam="Berg", voorvoegsel="van den")


@pytest.fixture
def silent() -> Callable[..., None]:
    """In place of something that asks the database: the connection is gone."""

    def raise_it(*args: object, **kwargs: object) -> None:
        raise OperationalError("the connection is lost") from TimeoutError("db")

    return raise_it
