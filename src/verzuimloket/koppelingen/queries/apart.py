"""Pairs of which was found out that they are two pupils."""

from django.db.models import QuerySet

from verzuimloket.koppelingen.models import TweePersonen
from verzuimloket.koppelingen.queries.personen import Paar, compare_all
from verzuimloket.personen.models import Persoon

MOST = 200  # pairs on the page; the newest first


def apart(een: Persoon, ander: Persoon) -> QuerySet[TweePersonen]:
    """The row of this pair, if there is one."""
    first, second = sorted((een.kenmerk, ander.kenmerk))
    return TweePersonen.objects.filter(een=first, ander=second)


def all_apart() -> list[tuple[TweePersonen, Paar]]:
    """Every pair of which both are still registered, the newest first."""
    rows = list(TweePersonen.objects.order_by("-beoordeeld_at", "-pk")[:MOST])
    kenmerken = {kenmerk for row in rows for kenmerk in (row.een, row.ander)}
    people = {each.kenmerk: each for each in Persoon.objects.filter(kenmerk__in=kenmerken)}
    both = [row for row in rows if row.een in people and row.ander in people]
    return list(zip(both, compare_all([(people[row.een], people[row.ander]) for row in both]), strict=True))
