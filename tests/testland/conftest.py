"""Countries that the tests read back: a small one and the one of the demo, each written once."""

from datetime import date

import pytest

from tests.testland.lezen import Gelezen
from verzuimloket.testland import schrijf

VANDAAG = date(2026, 11, 22)


def _write(tmp_path_factory: pytest.TempPathFactory, leerlingen: int) -> Gelezen:
    map = tmp_path_factory.mktemp(f"land{leerlingen}")
    return Gelezen(schrijf(map, leerlingen, 7, VANDAAG), VANDAAG)


@pytest.fixture(scope="session")
def klein(tmp_path_factory: pytest.TempPathFactory) -> Gelezen:
    return _write(tmp_path_factory, 300)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Gelezen:
    return _write(tmp_path_factory, 3000)


@pytest.fixture(params=["klein", "demo"])
def land(request: pytest.FixtureRequest) -> Gelezen:
    """Every rule holds in every country."""
    return request.getfixturevalue(request.param)
