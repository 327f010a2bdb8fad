"""The school's own reference (WNS-04)."""

from typing import Any

import pytest

from tests.rules.conftest import Judge

Row = dict[str, Any]
pytestmark = pytest.mark.req("WNS-04")


def table(*rows: tuple[str, bool]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("given", "facts", "holds"), [({"eigen_kenmerk": k}, {}, holds) for k, holds in rows]
    )


@table(
    ("", True),
    ("1234567", True),
    ("2026/HV-3.b 12", True),
    ("Çelik-7", True),
    ("a" * 40, True),
    ("a" * 41, False),
    ("-12", False),
    ("=1+1", False),
    ("12_3", False),
    ("12\n3", False),
    ("<b>", False),
    ("a@b.nl", False),
)
def test_BV_S_eigen_kenmerk(melding: Judge, wijziging: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_eigen_kenmerk", given, facts) is holds
    assert wijziging("BV_S_eigen_kenmerk", given, facts) is holds


@table(
    ("", True),
    ("123456789", True),
    ("99999999", True),
    ("A999999990", True),
    ("999999990", False),
    ("9999.99.990", False),
    ("999 999 990", False),
    ("999/999-990", False),
    ("100000009", False),
)
def test_BV_S_eigen_kenmerk_is_pgn(melding: Judge, given: Row, facts: Row, holds: bool) -> None:
    assert melding("BV_S_eigen_kenmerk_is_pgn", given, facts) is holds
