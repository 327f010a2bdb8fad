"""The load itself: read, check, store, or refuse it all and say why."""

import csv
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from verzuimloket.channels.upload.laden.bestanden import BESTANDEN
from verzuimloket.channels.upload.laden.lezen import Fout, Voortgang, stage
from verzuimloket.channels.upload.laden.verbanden import check
from verzuimloket.inschrijvingen import actions as inschrijvingen
from verzuimloket.instellingen import actions as instellingen
from verzuimloket.personen import actions as personen
from verzuimloket.routering import actions as routering
from verzuimloket.verzuim import actions as verzuim
from verzuimloket.vrijstellingen import actions as vrijstellingen

OWNER = "eigenaar"
WERKGEHEUGEN = "128MB"  # of the database, per step: sorting and joining in memory


MET_VERSIES = (
    "personen_persoon",
    "personen_adres",
    "inschrijvingen_inschrijving",
    "inschrijvingen_diploma",
    "vrijstellingen_vrijstelling",
    "verzuim_melding",
)
TABELLEN = ("instellingen_instelling", "routering_postcodegebied", *MET_VERSIES)


@dataclass(frozen=True)
class Resultaat:
    """What came of a load: lines per file, or the mistakes for which nothing was stored."""

    regels: dict[str, int]
    fouten: list[Fout]

    @property
    def gelukt(self) -> bool:
        return not self.fouten


class _Refused(Exception):
    """Ends the transaction so that nothing of the load stays."""


def laad(folder: Path, voortgang: Voortgang = lambda naam, regels: None) -> Resultaat:
    """Load a folder, all or nothing. Mistakes also come in ``fouten.csv`` in that folder."""
    fouten: list[Fout] = []
    regels: dict[str, int] = {}
    (folder / "fouten.csv").unlink(missing_ok=True)
    try:
        with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
            _act_as_register(cursor)
            for bestand in BESTANDEN:
                fouten += stage(cursor, bestand, folder / f"{bestand.naam}.csv", voortgang)
                regels[bestand.naam] = _count(cursor, bestand.tabel)
            fouten += check(cursor)
            if fouten:
                raise _Refused
            _store(cursor, voortgang)
    except _Refused:
        write_mistakes(folder / "fouten.csv", fouten)
    else:
        _analyze()
    return Resultaat(regels, fouten)


def _store(cursor: Any, voortgang: Voortgang) -> None:
    for naam, store in (
        ("instellingen", instellingen.load),
        ("personen", personen.load),
        ("postcodes", routering.load_postcodes),
        ("adressen", personen.load_adressen),
        ("inschrijvingen", inschrijvingen.load),
        ("diplomas", inschrijvingen.load_diplomas),
        ("vrijstellingen", vrijstellingen.load),
        ("meldingen", verzuim.load),
    ):
        voortgang(f"{naam} opslaan", 0)
        store(cursor)


def _act_as_register(cursor: Any) -> None:
    cursor.execute(
        "SELECT set_config('vl.actor', 'Register', true), set_config('vl.organisatie', 'Verzuimloket', true),"
        " set_config('vl.kanaal', 'bestand', true), set_config('vl.aanleiding', 'laad', true),"
        " set_config('vl.register', 'ja', true), set_config('TimeZone', 'Europe/Amsterdam', true),"
        " set_config('work_mem', %s, true)",
        [WERKGEHEUGEN],
    )


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")
    return int(cursor.fetchone()[0])


def _analyze() -> None:
    """The planner must know at once that the tables are full."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(TABELLEN)}, {', '.join(f'{tabel}_versie' for tabel in MET_VERSIES)}")


def write_mistakes(path: Path, fouten: Sequence[Fout]) -> None:
    """The file with what is wrong, one line per value."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([field.name for field in fields(Fout)])
        writer.writerows(astuple(fout) for fout in fouten)
