"""The load itself: read, check, store, or refuse it all and say why."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from verzuimloket.channels.upload.laden.laden import write_mistakes
from verzuimloket.channels.upload.laden.lezen import Fout, Voortgang, stage
from verzuimloket.channels.upload.laden.verbanden import check
from verzuimloket.channels.upload.rio.bestanden import BESTANDEN, VERBANDEN
from verzuimloket.core.actor import Actor
from verzuimloket.instellingen import actions


@dataclass(frozen=True)
class Resultaat:
    """Lines per file and how many rows they changed, or the mistakes for which nothing was stored."""

    regels: dict[str, int]
    gewijzigd: int
    fouten: list[Fout]

    @property
    def gelukt(self) -> bool:
        return not self.fouten


class _Refused(Exception):
    """Ends the transaction so that nothing of the load stays."""


def laad_rio(folder: Path, *, by: Actor, voortgang: Voortgang = lambda naam, regels: None) -> Resultaat:
    """Load a folder, all or nothing; a file that is not there changes nothing. Mistakes also come in ``fouten.csv``.

    Call within :func:`core.scope.acting_as`.
    """
    fouten: list[Fout] = []
    regels: dict[str, int] = {}
    (folder / "fouten.csv").unlink(missing_ok=True)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for bestand in BESTANDEN:
                cursor.execute(f"DROP TABLE IF EXISTS {bestand.tabel}")
                fouten += stage(cursor, bestand, folder / f"{bestand.naam}.csv", voortgang)
                regels[bestand.naam] = _count(cursor, bestand.tabel)
            fouten += check(cursor, VERBANDEN)
            fouten += _nothing(folder)
            if fouten:
                raise _Refused
            return Resultaat(regels, actions.load_rio(einde_gegeven=_has_end(folder), by=by), [])
    except _Refused:
        write_mistakes(folder / "fouten.csv", fouten)
        return Resultaat(regels, 0, fouten)


def _nothing(folder: Path) -> list[Fout]:
    if any((folder / f"{bestand.naam}.csv").exists() for bestand in BESTANDEN):
        return []
    namen = ", ".join(f"{bestand.naam}.csv" for bestand in BESTANDEN)
    return [Fout("", 0, "", "", "LD_geen_bestand", f"Zet in de map minstens een van deze bestanden: {namen}.")]


def _has_end(folder: Path) -> bool:
    """Whether the file of institutions says something about closing: without that column nothing is reopened."""
    path = folder / "instellingen.csv"
    if not path.exists():
        return False
    with path.open(encoding="utf-8-sig") as file:
        return "opheffingsdatum" in file.readline()


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")
    return int(cursor.fetchone()[0])
