"""All months of a report year in one file: A04 of every month, then A14, as published (rapportages.md §6)."""

from collections.abc import Sequence

from verzuimloket.core.scope import widened
from verzuimloket.rapportages import queries
from verzuimloket.rapportages.rapporten import RAPPORTEN
from verzuimloket.rapportages.rapporten.schrijven import content_of
from verzuimloket.rapportages.rapporten.vorm import Ontvanger
from verzuimloket.rapportages.rules.kalender import Productie


def of_year(rapportjaar: int, alleen: Sequence[Ontvanger], vorm: str) -> tuple[bytes, int]:
    """The file for these recipients, and how many lines it has; RAPPORTAGEMAAND tells the months apart."""
    regels: list[str] = []
    with widened("the lists of this recipient, as its monthly files told them"):
        for peiling in queries.of_year(rapportjaar):
            t2 = peiling.t2.replace(year=int(peiling.productiemaand[:4]), month=int(peiling.productiemaand[4:]))
            for _, some in RAPPORTEN[peiling.soort].blokken(Productie(t2), alleen):
                regels += some
    return content_of(RAPPORTEN["A04"], regels, vorm), len(regels)
