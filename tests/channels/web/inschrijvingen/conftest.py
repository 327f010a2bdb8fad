"""Who else visits the enrolment pages."""

import sys
import types
from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from tests import factories
from tests.channels.web.inschrijvingen.invullen import NUMMER
from tests.personas import LogIn
from verzuimloket.core.actor import Rol
from verzuimloket.personen.models import Persoon

m = types.ModuleType("stand_in_urls")
m.urlpatterns = [path("", include("verzuimloket.channels.web.urls"))] + [
    path(f"{n}-x/", lambda r: HttpResponse(""), name=n) for n in ("verzuim", "werklijst")
]
sys.modules["stand_in_urls"] = m


@pytest.fixture(autouse=True)
def stand_in(settings):
    settings.ROOT_URLCONF = "stand_in_urls"


@pytest.fixture
def raadpleger(log_in: LogIn) -> Client:
    """May look at the pupils of 28AX, and change nothing."""
    factories.instelling("28AX")
    return log_in("Rob de Raadpleger", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")


@pytest.fixture
def lotte(anna: Client) -> Persoon:
    return factories.persoon(nummer=NUMMER, achternaam="Berg", voorvoegsel="van den")


@pytest.fixture
def silent() -> Callable[..., None]:
    def raise_it(*args: object, **kwargs: object) -> None:
        raise OperationalError("the connection is lost") from TimeoutError("db")

    return raise_it
