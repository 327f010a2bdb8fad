"""Writing exemptions."""

from typing import Any

from verzuimloket.core import laden
from verzuimloket.core.verhuizen import Relatie

VERHUIST = (
    Relatie(
        "vrijstellingen_vrijstelling",
        gelijk="(d.grond, d.begindatum, d.einddatum) IS NOT DISTINCT FROM (b.grond, b.begindatum, b.einddatum)",
    ),
)


def load(cursor: Any) -> None:
    """Exemptions from the load, with their history."""
    columns = {name: f"s.{name}" for name in ("grond", "begindatum", "einddatum")}
    lading = laden.Lading(
        "vrijstellingen_vrijstelling",
        "laad_vrijstellingen",
        ("vrijstelling",),
        {**columns, "persoon_id": "p.id"},
    )
    laden.store(cursor, lading)
