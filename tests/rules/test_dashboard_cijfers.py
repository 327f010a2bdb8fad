"""How figures of the dashboards are computed from counts."""

from decimal import Decimal

import pytest

from verzuimloket.rapportages.rules.dashboard import REACTIE, mediaan, norm_of, per_klasse, percentage


@pytest.mark.req("MND-06")
@pytest.mark.parametrize(
    ("deel", "geheel", "uit"), [(1, 3, "33.33"), (2, 3, "66.67"), (1, 800, "0.13"), (0, 7, "0.00"), (7, 7, "100.00")]
)
def test_percentage_as_in_a06(deel: int, geheel: int, uit: str) -> None:
    assert percentage(deel, geheel) == Decimal(uit)


def test_there_is_no_percentage_of_nothing() -> None:
    assert percentage(0, 0) is None


@pytest.mark.parametrize(
    ("dagen", "uit"), [({}, None), ({4: 1}, 4), ({1: 1, 9: 1}, 1), ({1: 1, 5: 1, 9: 1}, 5), ({0: 1, 3: 5, 90: 2}, 3)]
)
def test_mediaan(dagen: dict[int, int], uit: int | None) -> None:
    assert mediaan(dagen) == uit


def test_per_klasse_at_the_edges() -> None:
    counts = per_klasse({-1: 1, 0: 1, 1: 1, 7: 1, 8: 1, 14: 1, 15: 1, 28: 1, 29: 1, 400: 1}, REACTIE)
    assert [aantal for _, aantal in counts] == [2, 2, 2, 2, 2]


@pytest.mark.parametrize(
    ("jaar", "niveau", "uit"),
    [
        (2024, "MBO1", (2024, Decimal("22.0"))),
        (2026, "MBO4", (2024, Decimal("3.0"))),
        (2026, "VMBO", None),
        (2040, "MBO1", None),
    ],
)
def test_norm_of_the_year_or_the_last_known(jaar: int, niveau: str, uit: tuple[int, Decimal] | None) -> None:
    assert norm_of(jaar, niveau) == uit
