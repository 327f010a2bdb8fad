"""Anna reports absence for a school, Bram handles it for the municipality, Cor belongs elsewhere.

Each persona is a logged-in test client; ``<naam>_actor`` is the same person for the actions.
"""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import factories
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol

LogIn = Callable[..., Client]


@pytest.fixture
def log_in(db: None) -> LogIn:
    """Make an account with these roles for one organisation and log it in, past the log-in page."""

    def make(naam: str, *rollen: Rol, soort: str, kenmerk: str) -> Client:
        gebruiker = Gebruiker.objects.create(gebruikersnaam=naam.lower().replace(" ", "."), naam=naam)
        for rol in rollen:
            Machtiging.objects.create(
                gebruiker=gebruiker, rol=rol, soort_kenmerk=soort, kenmerk=kenmerk, begindatum=clock.today()
            )
        client = Client()
        session = client.session
        session["gebruiker"] = gebruiker.pk
        session.save()
        return client

    return make


@pytest.fixture
def anna(log_in: LogIn) -> Client:
    """School administrator of 28AX: reports and enrols."""
    factories.instelling("28AX")
    factories.postcode()
    return log_in("Anna de Melder", Rol.MELDER, Rol.INSCHRIJVER, soort="instelling", kenmerk="28AX")


@pytest.fixture
def bram(log_in: LogIn) -> Client:
    """Attendance officer of Utrecht."""
    return log_in("Bram Behandelaar", Rol.BEHANDELAAR, soort="instantie", kenmerk="G0344")


@pytest.fixture
def cor(log_in: LogIn) -> Client:
    """School administrator of another school of another board."""
    factories.instelling("11AA", bestuur="200B001", naam="Andere School")
    return log_in("Cor van Elders", Rol.MELDER, Rol.INSCHRIJVER, soort="instelling", kenmerk="11AA")


@pytest.fixture
def anna_actor(db: None) -> Actor:
    factories.instelling("28AX")
    factories.postcode()
    return factories.melder("28AX", naam="Anna de Melder")


@pytest.fixture
def bram_actor(db: None) -> Actor:
    return factories.behandelaar()
