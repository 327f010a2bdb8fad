"""A worker that dies at any moment loses nothing and doubles nothing. The large size: ``tests.bench.doden``."""

import os

import pytest

from tests.bench.doden import prove


@pytest.mark.slow
@pytest.mark.req("BST-02")
@pytest.mark.usefixtures("committed_db")
def test_killed_workers() -> None:
    """VERZUIMLOKET_DODEN: how many files; three are enough to see that it works."""
    uitslag = prove(int(os.environ.get("VERZUIMLOKET_DODEN", "3")), 80, zaad=4, chunk=20, langst=0.6)
    assert uitslag.mis == []
    assert uitslag.gedood >= 2
