"""Moving all rows of one person to another, and back: the one mechanism for every app (ADR 0035).

Each app declares its ``Relatie``s beside its actions. What was done is noted as plain values, so that it can be
kept sealed and undone exactly. Runs in the transaction of who merges; the version triggers see every change.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Wijziging:
    """A column that must change before rows may move. SQL over ``b``, the row that moves; ``%(van)s``,
    ``%(naar)s`` and ``%(op)s`` (the day) may be used.

    type:  of the column, to put the old value back.
    terug: when the old value may come back; always, when empty.
    """

    kolom: str
    type: str
    waarde: str
    waar: str
    terug: str = ""


@dataclass(frozen=True)
class Relatie:
    """How the rows of one table follow their person.

    gelijk:     when a row that moves (``b``) says what a row of the surviving person (``d``) says already: it is
                left out, and comes back when the merge is undone. Empty: every row moves.
    wijziging:  what changes first.
    verplaatst: false for a table that names persons otherwise than in ``persoon_id``.
    na_terug:   SQL for rows that came later and belong to rows that went back.
    """

    tabel: str
    gelijk: str = ""
    wijziging: Wijziging | None = None
    sleutel: str = "id"
    verplaatst: bool = True
    na_terug: str = ""


@dataclass
class Verhuisd:
    """What happened to one table: rows left out, values before and after, and keys of rows that moved."""

    tabel: str
    weg: list[Any] = field(default_factory=list)
    gewijzigd: list[list[str | None]] = field(default_factory=list)
    verplaatst: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def aantal(self) -> int:
        return len(self.weg) + len(self.verplaatst)


def move(relatie: Relatie, known: Mapping[str, Any]) -> Verhuisd:
    """Rows of ``van`` become rows of ``naar``, as from the day ``op``."""
    done, tabel = Verhuisd(relatie.tabel), relatie.tabel
    if relatie.gelijk:
        twice = _rows(
            f"SELECT b.id FROM {tabel} b WHERE b.persoon_id = %(van)s AND EXISTS (SELECT FROM {tabel} d"
            f" WHERE d.persoon_id = %(naar)s AND {relatie.gelijk}) ORDER BY b.id",
            known,
        )
        done.weg = [take_out(tabel, row[0]) for row in twice]
    if relatie.wijziging:
        done.gewijzigd = _change(relatie, relatie.wijziging, known)
    if relatie.verplaatst:
        moved = _rows(
            f"UPDATE {tabel} b SET persoon_id = %(naar)s WHERE b.persoon_id = %(van)s"
            f" RETURNING b.{relatie.sleutel}::text",
            known,
        )
        done.verplaatst = sorted(row[0] for row in moved)
    return done


def _change(relatie: Relatie, change: Wijziging, known: Mapping[str, Any]) -> list[list[str | None]]:
    key, column = relatie.sleutel, change.kolom
    before = dict(_rows(f"SELECT b.{key}::text, b.{column}::text FROM {relatie.tabel} b WHERE {_of(relatie)}", known))
    after = _rows(
        f"UPDATE {relatie.tabel} b SET {column} = {change.waarde} WHERE {_of(relatie)}"
        f" RETURNING b.{key}::text, b.{column}::text",
        known,
    )
    return [[pk, before[pk], value] for pk, value in after]


def _of(relatie: Relatie) -> str:
    assert relatie.wijziging
    own = "b.persoon_id = %(van)s AND " if relatie.verplaatst else ""
    return f"{own}({relatie.wijziging.waar})"


def move_back(relatie: Relatie, done: Mapping[str, Any], known: Mapping[str, Any]) -> int:
    """Undo :func:`move`: what is still with the surviving person goes back. How many rows.

    A value that was changed since stays; a row that was removed since stays away.
    """
    tabel, key = relatie.tabel, relatie.sleutel
    back = _rows(
        f"UPDATE {tabel} b SET persoon_id = %(van)s WHERE b.persoon_id = %(naar)s AND b.{key}::text = ANY(%(rijen)s)"
        " RETURNING 1"
        if relatie.verplaatst
        else "SELECT 1 WHERE false",
        {**known, "rijen": done["verplaatst"]},
    )
    if relatie.wijziging:
        _change_back(relatie, relatie.wijziging, done["gewijzigd"], known)
    for row in done["weg"]:
        restore(tabel, row)
    if relatie.na_terug:
        _rows(f"{relatie.na_terug} RETURNING 1", known)
    return len(back) + len(done["weg"])


def _change_back(
    relatie: Relatie, change: Wijziging, changed: list[list[str | None]], known: Mapping[str, Any]
) -> None:
    allowed = f" AND ({change.terug})" if change.terug else ""
    for pk, before, after in changed:
        _rows(
            f"UPDATE {relatie.tabel} b SET {change.kolom} = %(voor)s::{change.type} WHERE b.{relatie.sleutel}::text"
            f" = %(rij)s AND b.{change.kolom} IS NOT DISTINCT FROM %(na)s::{change.type}{allowed} RETURNING 1",
            {**known, "rij": pk, "voor": before, "na": after},
        )


def take_out(tabel: str, pk: int) -> Any:
    """Remove a row, with the rights of core/sql/wegnemen.sql; its content, to put it back."""
    return json.loads(_rows("SELECT vl_neem_weg(%(tabel)s, %(pk)s)::text", {"tabel": tabel, "pk": pk})[0][0])


def restore(tabel: str, row: Mapping[str, Any]) -> None:
    """Put a row back that :func:`take_out` or :func:`move` removed."""
    _rows(
        f"INSERT INTO {tabel} SELECT * FROM jsonb_populate_record(NULL::{tabel}, %(rij)s::jsonb) RETURNING 1",
        {"rij": json.dumps(row)},
    )


def _rows(statement: str, known: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, dict(known))
        return list(cursor.fetchall())
