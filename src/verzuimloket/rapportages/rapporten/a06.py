"""A06, overzicht voortijdig schoolverlaters: per niveau how many of the start set are on the list, beside the norm."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.rapportages.queries import tellingen
from verzuimloket.rapportages.rapporten import stroom
from verzuimloket.rapportages.rapporten.vorm import Ontvanger, Rapport, Regel, Regels
from verzuimloket.rapportages.rules.definitie import norm
from verzuimloket.rapportages.rules.kalender import Productie

_GETALLEN = ("STARTSET", "UITSCHRIJVINGEN", "PERCENTAGE", "NORM_PERCENTAGE")
KOLOMMEN = ("#ONTVANGER_TYPE", "ONTVANGER_CODE", "ONTVANGER_NAAM", "RAPPORTAGEMAAND", "NIVEAU", *_GETALLEN)
TOTAAL = "TOTAAL"
_CENT = Decimal("0.01")


def lines(productie: Productie) -> Regels:
    """Per recipient a line of each niveau of the list, and of all together."""
    for peiling in stroom.of_running_year(productie):
        found = tellingen.per_niveau(peiling)
        for (soort, code, naam), rows in groupby(found, lambda row: (row.soort, row.code, row.naam)):
            ontvanger = Ontvanger(soort, code)
            wie = (ontvanger.soort, ontvanger.bestandscode, naam, productie.rapportagemaand)
            counts = {row.niveau: (row.startset, row.lijst) for row in rows}
            yield from ((ontvanger, (*wie, *regel)) for regel in _per_niveau(counts, peiling.rapportjaar))


def _per_niveau(counts: dict[str, tuple[int, int]], rapportjaar: int) -> Iterator[Regel]:
    for niveau in codelijst("vsv_niveau"):
        startset, lijst = counts.get(niveau.code, (0, 0))
        yield _regel(niveau.naam, startset, lijst, norm(rapportjaar, niveau.code))
    startset, lijst = (sum(column) for column in zip((0, 0), *counts.values(), strict=True))
    yield _regel(TOTAAL, startset, lijst, None)


def _regel(niveau: str, startset: int, lijst: int, hoogstens: Decimal | None) -> Regel:
    percentage = Decimal(100 * lijst) / startset if startset else None
    return niveau, str(startset), str(lijst), procent(percentage), procent(hoogstens)


def procent(value: Decimal | None) -> str:
    """Two decimals after a comma, rounded as at school (RVSV12 art. 30); empty when there is nothing to tell."""
    return "" if value is None else f"{value.quantize(_CENT, ROUND_HALF_UP)}".replace(".", ",")


def gemaakt(productie: Productie) -> bool:
    return bool(stroom.of_running_year(productie))


RAPPORT = Rapport(
    "A06", "Overzicht voortijdig schoolverlaters", KOLOMMEN, lines, getallen=frozenset(_GETALLEN), gemaakt=gemaakt
)
