"""What someone wants to have as a file: which meldingen, in which order, with which columns."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from verzuimloket.verzuim.queries import Zoekvraag

XLSX, CSV = "xlsx", "csv"
MIME = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}


@dataclass(frozen=True)
class Opdracht:
    """volgorde: as in an address, ``-`` for down. omschrijving: the filter, in the words of the screen."""

    vraag: Zoekvraag
    volgorde: str
    kolommen: tuple[str, ...]
    formaat: str
    groep: str = ""
    omschrijving: tuple[tuple[str, str], ...] = ()
    organisatie_naam: str = ""

    @property
    def soort(self) -> str:
        """Its code in bestandssoort.csv."""
        return f"MELDINGEN_{self.formaat.upper()}"

    def naam(self, on: date) -> str:
        """What the file is called: what and when, never who."""
        return f"verzuimmeldingen-{on.isoformat()}.{self.formaat}"

    def as_text(self) -> str:
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_text(cls, text: str) -> "Opdracht":
        given = json.loads(text)
        vraag = {naam: _READ.get(naam, _same)(value) for naam, value in given.pop("vraag").items() if value}
        pairs = tuple((label, value) for label, value in given.pop("omschrijving"))
        kolommen = tuple(given.pop("kolommen"))
        return cls(vraag=Zoekvraag(**vraag), kolommen=kolommen, omschrijving=pairs, **given)


def _same(value: Any) -> Any:
    return value


def _uuids(values: list[str]) -> tuple[UUID, ...]:
    return tuple(UUID(value) for value in values)


# how a criterion that is no text, number or yes comes back from JSON
_READ: dict[str, Callable[[Any], Any]] = {
    "statussen": tuple,
    "leerling": UUID,
    "kenmerken": _uuids,
    "wacht_sinds": datetime.fromisoformat,
    "gemeld_van": date.fromisoformat,
    "gemeld_tot": date.fromisoformat,
    "verzuim_van": date.fromisoformat,
    "verzuim_tot": date.fromisoformat,
}
