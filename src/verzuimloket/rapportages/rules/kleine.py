"""Small numbers: what is hidden from who may not see names, so that no figure points at a person.

A number of fewer than ``kleine_aantallen`` persons is hidden (domain rapportages.md §6 h). What is left must not
tell it after all: when the hidden numbers follow from the total and the shown ones, more of them are hidden
(secondary suppression). A zero points at nobody and stays. Pure.
"""

from collections.abc import Collection, Sequence

Rijen = Sequence[tuple[int, ...]]


def small(aantal: int, drempel: int) -> bool:
    """Whether this number points at so few persons that it must be hidden."""
    return 0 < aantal < drempel


def hidden(rijen: Rijen, drempel: int) -> frozenset[int] | None:
    """Which rows are hidden of a table whose totals are shown; None when nothing of the table may be shown.

    A row has one number per column, and is hidden as a whole. Every column must be safe on its own.
    """
    gone = {place for place, rij in enumerate(rijen) if any(small(aantal, drempel) for aantal in rij)}
    while gone:
        column = _unsafe_column(rijen, gone, drempel)
        if column is None:
            break
        others = [place for place, rij in enumerate(rijen) if place not in gone and rij[column]]
        if not others:
            return None
        least = min(rijen[place][column] for place in others)
        gone |= {place for place in others if rijen[place][column] == least}  # one of equals would tell by its place
    return frozenset(gone)


def _unsafe_column(rijen: Rijen, gone: Collection[int], drempel: int) -> int | None:
    """The first column whose hidden numbers can be computed or are few together.

    One hidden number is the total less the rest. Hidden numbers that add up to as many as there are, are ones; small
    ones that add up to the most that they can be, are that.
    """
    for column in range(len(rijen[0])):
        numbers = [rijen[place][column] for place in gone]
        total, most = sum(numbers), len(numbers) * (drempel - 1)
        known = total <= len(numbers) or (total >= most and max(numbers) < drempel)
        if total and (len(numbers) < 2 or total < drempel or known):
            return column
    return None
