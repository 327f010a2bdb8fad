"""Storing a loaded table with its history: the one mechanism that every app's load uses.

Works on the staging table of the load and on a table with versions. Runs as the owner.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Lading:
    """How staging lines become rows and versions.

    staging: table with the lines; ``geregistreerd_tot`` empty = the state of now.
    key:     columns by which lines are states of the same row.
    columns: target column → SQL expression over ``s`` (the line), ``p`` (its person: id, new) and
             ``k`` (its key: id, kenmerk, aantal).
    """

    tabel: str
    staging: str
    key: tuple[str, ...]
    columns: Mapping[str, str]


def store(cursor: Any, lading: Lading) -> None:
    """Insert the rows of now (the trigger makes their version), and the earlier states as closed versions."""
    keys = f"{lading.staging}_sleutel"
    key, same_key = ", ".join(lading.key), " AND ".join(f"k.{name} = s.{name}" for name in lading.key)
    sequence = f"pg_get_serial_sequence('{lading.tabel}', 'id')"
    cursor.execute(
        f"CREATE TEMP TABLE {keys} ON COMMIT DROP AS SELECT {key}, nextval({sequence}) AS id,"
        f" gen_random_uuid() AS kenmerk, aantal FROM (SELECT {key}, count(*) AS aantal FROM {lading.staging}"
        f" GROUP BY {key} ORDER BY {key}) t"
    )
    cursor.execute(f"ANALYZE {keys}")
    names, values = ", ".join(lading.columns), ", ".join(lading.columns.values())
    source = (
        f"FROM {lading.staging} s JOIN {keys} k ON {same_key} JOIN laad_personen_sleutel p ON p.persoon = s.persoon"
    )
    cursor.execute(
        f"INSERT INTO {lading.tabel}_versie (geregistreerd, actor, organisatie_naam, kanaal, aanleiding,"
        f" transactie, id, {names}) SELECT tstzrange(s.geregistreerd_van, s.geregistreerd_tot), 'Register',"
        f" 'Verzuimloket', 'bestand', 'laad', pg_current_xact_id(), k.id, {values} {source}"
        " WHERE s.geregistreerd_tot IS NOT NULL ORDER BY k.id, s.geregistreerd_van"
    )
    cursor.execute(
        f"INSERT INTO {lading.tabel} (id, {names}) SELECT k.id, {values} {source}"
        " WHERE s.geregistreerd_tot IS NULL ORDER BY k.id"
    )
    cursor.execute(
        f"UPDATE {lading.tabel}_versie v SET geregistreerd = tstzrange(s.geregistreerd_van, NULL)"
        f" FROM {lading.staging} s JOIN {keys} k ON {same_key}"
        " WHERE v.id = k.id AND upper_inf(v.geregistreerd) AND s.geregistreerd_tot IS NULL"
        " AND s.geregistreerd_van IS NOT NULL"
    )
