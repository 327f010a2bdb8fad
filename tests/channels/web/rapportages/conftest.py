"""Who reads reports: a school, a municipality, a region, and somebody of elsewhere."""

import pytest
from django.test import Client

from tests.personas import LogIn
from tests.reports.verhaal import Verhaal, tell
from verzuimloket.core.actor import Rol


@pytest.fixture
def verhaal(db: None) -> Verhaal:
    return tell()


@pytest.fixture
def school(log_in: LogIn) -> Client:
    return log_in("Rik School", Rol.RAPPORTAGES, soort="instelling", kenmerk="99AA")


@pytest.fixture
def gemeente(log_in: LogIn) -> Client:
    return log_in("Gea Gemeente", Rol.RAPPORTAGES, soort="instantie", kenmerk="G0344")


@pytest.fixture
def regio(log_in: LogIn) -> Client:
    return log_in("Rosa Regio", Rol.RAPPORTAGES, soort="instantie", kenmerk="R0019")


@pytest.fixture
def vreemde(log_in: LogIn) -> Client:
    return log_in("Vera Vreemd", Rol.RAPPORTAGES, soort="instantie", kenmerk="G0599")
