"""Storing what a load brings with its history: the one mechanism that every app's load uses.

Works on the staging table of the load and on a table with versions. Runs as the owner.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_ZOUT = 32  # bytes


@dataclass(frozen=True)
class Lading:
    """How staging lines become rows and versions.

    staging: table with the lines; ``geregistreerd_tot`` empty = the state of now.
    key:     columns by which lines are states of the same row; :func:`number` made the table ``<staging>_sleutel``.
    columns: target column → SQL expression over ``s`` (the line), ``p`` (its person: id) and ``k`` (its key:
             id, kenmerk, aantal).
    """

    tabel: str
    staging: str
    key: tuple[str, ...]
    columns: Mapping[str, str]


def number(cursor: Any, lading: Lading) -> None:
    """Give each key its row number and kenmerk, in the order of the file.

    The kenmerk is as hard to guess as the salt, and seven times as quick to make as a random one.
    """
    key = ", ".join(lading.key)
    kenmerk = "encode(substr(sha256(%s::bytea || int8send(id)), 1, 16), 'hex')::uuid"
    cursor.execute(
        f"CREATE TEMP TABLE {lading.staging}_sleutel ON COMMIT DROP AS SELECT *, {kenmerk} AS kenmerk FROM"
        f" (SELECT {key}, aantal, nextval(pg_get_serial_sequence('{lading.tabel}', 'id')) AS id FROM"
        f" (SELECT {key}, count(*) AS aantal FROM {lading.staging} GROUP BY {key} ORDER BY min(regel)) t) u",
        [os.urandom(_ZOUT)],
    )
    cursor.execute(f"ANALYZE {lading.staging}_sleutel")


def store(cursor: Any, lading: Lading) -> None:
    """Number the keys; then a version for every line, and a row for every line that holds now."""
    number(cursor, lading)
    same_key = " AND ".join(f"k.{name} = s.{name}" for name in lading.key)
    insert(
        cursor,
        lading.tabel,
        {"id": "k.id", **lading.columns},
        "tstzrange(s.geregistreerd_van, s.geregistreerd_tot)",
        f"{lading.staging} s JOIN {lading.staging}_sleutel k ON {same_key}"
        " JOIN laad_personen_sleutel p ON p.persoon = s.persoon",
    )


def insert(cursor: Any, tabel: str, columns: Mapping[str, str], geregistreerd: str, source: str) -> None:
    """Versions that were known during ``geregistreerd``, and the rows of those that still are, in one statement.

    Versions come from the file, not from the trigger: it would write each row again with the moment of loading,
    to be replaced after. It sleeps within this transaction only, and no other writer comes in between.
    """
    names, values = ", ".join(columns), ", ".join(columns.values())
    cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE {tabel} DISABLE TRIGGER vl_versie_erbij")
    cursor.execute(
        f"WITH versie AS (INSERT INTO {tabel}_versie (geregistreerd, actor, organisatie_naam, kanaal, aanleiding,"
        f" transactie, {names}) SELECT {geregistreerd}, 'Register', 'Verzuimloket', 'bestand', 'laad',"
        f" pg_current_xact_id(), {values} FROM {source} ORDER BY {columns['id']}, {geregistreerd}"
        f" RETURNING geregistreerd, {names})"
        f" INSERT INTO {tabel} ({names}) SELECT {names} FROM versie WHERE upper_inf(geregistreerd)"
    )
    cursor.execute(f"ALTER TABLE {tabel} ENABLE TRIGGER vl_versie_erbij")
