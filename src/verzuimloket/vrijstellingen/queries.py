"""Reading exemptions and substitute compulsory education."""

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


def _vervangend(grond: str) -> bool:
    gronden = codelijst("grond_vrijstelling")
    return grond in gronden and gronden[grond].extra["soort"] == _VERVANGEND
