"""Small numbers stay hidden, also for who adds and subtracts."""

from collections import defaultdict
from itertools import product

import pytest

from verzuimloket.rapportages.rules.kleine import hidden, small

CASES = [
    ("nothing small", [(5,), (12,), (0,)], set()),
    ("one small takes the smallest other along", [(3,), (9,), (7,)], {0, 2}),
    ("two small that are five together", [(2,), (3,), (9,)], {0, 1}),
    ("two small that are four together need another", [(2,), (2,), (9,), (6,)], {0, 1, 3}),
    ("as many ones as there are rows need another", [(1,), (1,), (1,), (1,), (1,), (8,)], {0, 1, 2, 3, 4, 5}),
    ("as much as small ones can be need another", [(4,), (4,), (9,), (12,)], {0, 1, 2}),
    ("equals go together", [(3,), (7,), (7,), (9,)], {0, 1, 2}),
    ("a zero tells nothing and hides nothing", [(3,), (0,), (9,)], {0, 2}),
    ("only small ones: nothing of the table", [(1,), (0,)], None),
    ("hidden for one column, hidden for all", [(100, 2), (90, 3), (80, 9)], {0, 1}),
    ("each column must be safe", [(3, 0), (90, 9), (80, 12)], {0, 2}),
    ("no rows", [], set()),
]


@pytest.mark.parametrize(("rijen", "weg"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_which_rows_are_hidden(rijen: list[tuple[int, ...]], weg: set[int] | None) -> None:
    assert hidden(rijen, 5) == (None if weg is None else frozenset(weg))


@pytest.mark.parametrize(("aantal", "klein"), [(0, False), (1, True), (4, True), (5, False)])
def test_small(aantal: int, klein: bool) -> None:
    assert small(aantal, 5) is klein


Getoond = tuple[tuple[int | None, ...] | None, int]


def published(parts: tuple[int, ...], drempel: int) -> Getoond:
    """What a reader gets: the parts, nothing in place of the hidden ones, and the total."""
    gone = hidden([(part,) for part in parts], drempel)
    return (
        None if gone is None else tuple(None if place in gone else part for place, part in enumerate(parts)),
        sum(parts),
    )


@pytest.mark.parametrize(("drempel", "rijen"), [(3, 1), (3, 2), (3, 3), (3, 4), (5, 1), (5, 2), (5, 3)])
def test_no_hidden_number_can_be_computed(drempel: int, rijen: int) -> None:
    """The reader knows the rule, the total and what is shown, and tries every table: each hidden part stays open."""
    most = 3 * drempel
    seen: dict[Getoond, list[tuple[int, ...]]] = defaultdict(list)
    for parts in product(range(most + 1), repeat=rijen):
        seen[published(parts, drempel)].append(parts)
    for (shown, total), tables in seen.items():
        visible = [part for part in shown or () if part is not None]
        assert not [part for part in visible if small(part, drempel)]
        if shown is None or total - sum(visible) > most:
            continue  # nothing is shown; or the reader would try larger tables too
        for place, part in enumerate(shown):
            assert part is not None or len({table[place] for table in tables}) > 1, (shown, total)
