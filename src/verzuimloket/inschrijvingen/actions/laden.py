"""Enrolments and diplomas of an existing register (``laad``)."""

from typing import Any

from verzuimloket.core import laden


def load(cursor: Any) -> None:
    """Enrolments from the load, with their history."""
    same = (
        "vestiging",
        "volgnummer",
        "sector",
        "soort",
        "niveau",
        "leertraject",
        "opleidingscode",
        "bekostigd",
    )
    columns = {name: f"s.{name}" for name in (*same, "begindatum", "einddatum")}
    columns |= {"kenmerk": "k.kenmerk", "persoon_id": "p.id", "instelling_id": "s.instellingscode"}
    laden.store(
        cursor,
        laden.Lading("inschrijvingen_inschrijving", "laad_inschrijvingen", ("inschrijving",), columns),
    )


def load_diplomas(cursor: Any) -> None:
    """Diplomas from the load, with their history."""
    columns = {name: f"s.{name}" for name in ("soort", "niveau", "datum")} | {"persoon_id": "p.id"}
    laden.store(cursor, laden.Lading("inschrijvingen_diploma", "laad_diplomas", ("diploma",), columns))
