"""Reading exemptions and substitute compulsory education."""

from collections.abc import Collection

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.inschrijvingen.inputs import Periode
from verzuimloket.leerplicht import inputs
from verzuimloket.personen.models import Persoon
from verzuimloket.vrijstellingen.models import Vrijstelling

_VERVANGEND = "VERVANGEND"  # column ``soort`` of grond_vrijstelling.csv


def of_person(persoon: Persoon) -> tuple[inputs.Vrijstelling, ...]:
    """All that was ever recorded for a person, the oldest first."""
    rows = Vrijstelling.objects.filter(persoon=persoon).order_by("begindatum", "pk")
    return tuple(
        inputs.Vrijstelling(row.grond, Periode(row.begindatum, row.einddatum), vervangend=_vervangend(row.grond))
        for row in rows
    )


def of_persons(persoon_ids: Collection[int]) -> dict[int, tuple[inputs.Vrijstelling, ...]]:
    """As :func:`of_person` for many persons at once; who has none is left out."""
    found: dict[int, tuple[inputs.Vrijstelling, ...]] = {}
    for row in Vrijstelling.objects.filter(persoon_id__in=persoon_ids).order_by("begindatum", "pk"):
        one = inputs.Vrijstelling(row.grond, Periode(row.begindatum, row.einddatum), vervangend=_vervangend(row.grond))
        found[row.persoon_id] = (*found.get(row.persoon_id, ()), one)
    return found


def _vervangend(grond: str) -> bool:
    gronden = codelijst("grond_vrijstelling")
    return grond in gronden and gronden[grond].extra["soort"] == _VERVANGEND
