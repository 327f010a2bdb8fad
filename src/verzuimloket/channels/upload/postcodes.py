"""``verzuimloket postcodes``: the table of the CBS that says in which municipality each house stands.

The file (``pc6hnr20230801_gwb.csv`` and its successors) has a line for each of nine million addresses. It
flows in blocks into a staging table by COPY, so that memory stays flat; set statements judge it and reduce
it to one row per postal code, plus the house numbers that lie in another municipality.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import IO, Any

from django.db import connection, transaction
from psycopg import errors

from verzuimloket.channels.upload.laden.lezen import Fout
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor
from verzuimloket.routering import actions, queries
from verzuimloket.routering.inputs import Herkomst

Voortgang = Callable[[int], None]
MEESTE_FOUTEN = 10_000
_BLOK = 1 << 20
_NAAM = "postcodes"
_KOLOMMEN = {
    "postcode": re.compile(r"(pc6|postcode|postcode6)"),
    "huisnummer": re.compile(r"(huisnummer|huisnr|hnr)"),
    "gemeente": re.compile(r"(gemeente|gem)(code)?(20[0-9]{2})?"),
}
_KOP = "Zet in de eerste regel de kolommen PC6, Huisnummer en Gemeente, met een puntkomma of komma ertussen."
_AANDEEL = 2  # a table with less than half of the postal codes of now is probably a part of a file


@dataclass(frozen=True)
class Resultaat:
    """What came of it; with ``fouten`` nothing was stored. tegenstrijdig: addresses in two municipalities at once."""

    regels: int = 0
    postcodes: int = 0
    uitzonderingen: int = 0
    tegenstrijdig: int = 0
    gewijzigd: int = 0
    fouten: tuple[Fout, ...] = ()


class _Refused(Exception):
    """Ends the transaction so that nothing stays; carries the mistakes."""

    def __init__(self, *fouten: Fout) -> None:
        self.fouten = fouten


def laad_postcodes(
    file: IO[bytes],
    herkomst: Herkomst,
    *,
    by: Actor,
    kleiner: bool = False,
    voortgang: Voortgang = lambda gelezen: None,
) -> Resultaat:
    """Replace the table, all or nothing. kleiner: also when it has far fewer postal codes than the present one.

    Call within :func:`core.scope.acting_as`.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            regels = _stage(cursor, file, voortgang)
            _reduce(cursor)
            _check(cursor)
            _check_size(cursor, kleiner)
            gewijzigd = actions.replace_postcodes(herkomst, regels, by=by, at=clock.now())
            stand, dubbel = queries.postcodestand(), _scalar(cursor, "SELECT count(*) FROM laad_tegenstrijdig")
            return Resultaat(regels, stand.postcodes, stand.uitzonderingen, dubbel, gewijzigd)
    except _Refused as refused:
        return Resultaat(fouten=refused.fouten)


def _stage(cursor: Any, file: IO[bytes], voortgang: Voortgang) -> int:
    first = file.readline(_BLOK)
    kolommen, teken = _columns(first)
    _drop(cursor)
    fields = ", ".join(f"{naam} text" for naam in kolommen)
    cursor.execute(
        "CREATE TEMP TABLE laad_regels (regel bigint GENERATED ALWAYS AS IDENTITY (START 2 CACHE 10000),"
        f" {fields}) ON COMMIT DROP"
    )
    copy = f"COPY laad_regels ({', '.join(kolommen)}) FROM STDIN (FORMAT csv, DELIMITER '{teken}', ENCODING 'UTF8')"
    try:
        with transaction.atomic(), cursor.copy(copy) as target:
            for block in _blocks(file, voortgang):
                target.write(block)
    except (errors.DataError, errors.CharacterNotInRepertoire) as refused:
        raise _Refused(_unreadable(refused)) from None
    return _scalar(cursor, "SELECT count(*) FROM laad_regels")


def _blocks(file: IO[bytes], voortgang: Voortgang) -> Iterator[bytes]:
    gelezen = 0
    while block := file.read(_BLOK):
        gelezen += len(block)
        voortgang(gelezen)
        yield block


def _drop(cursor: Any) -> None:
    """A second load within one transaction begins anew."""
    tables = ("laad_regels", "laad_groep", "laad_postcode", "laad_huisnummer", "laad_tegenstrijdig")
    cursor.execute(f"DROP TABLE IF EXISTS {', '.join(tables)}, laad_uitzondering")


def _columns(first: bytes) -> tuple[list[str], str]:
    """Names for the columns of the file, the three that count by their own name; and the separator."""
    kop = first.decode("utf-8-sig", "replace").strip()
    teken = max(";,\t", key=kop.count)
    cells = [re.sub(r"[^a-z0-9]", "", cell.lower()) for cell in kop.split(teken)]
    found = {
        naam: [place for place, cell in enumerate(cells) if vorm.fullmatch(cell)] for naam, vorm in _KOLOMMEN.items()
    }
    if any(len(places) != 1 for places in found.values()):
        raise _Refused(Fout(_NAAM, 1, "", kop[:200], "PC_kop", _KOP))
    names = {places[0]: naam for naam, places in found.items()}
    return [names.get(place, f"over_{place}") for place in range(len(cells))], teken


def _unreadable(refused: errors.Error) -> Fout:
    """PostgreSQL names the line of what it could not read; lines of the data begin below the header."""
    line = re.search(r"line (\d+)", refused.diag.context or "")
    tekst = (
        "Deze regel heeft niet dezelfde kolommen als de eerste, of tekens die niet te lezen zijn. Download het opnieuw."
    )
    return Fout(_NAAM, int(line[1]) + 1 if line else 0, "", "", "PC_regel", tekst)


_REDUCE = (
    # Few groups out of many lines: what follows, regular expressions too, costs little.
    """
    CREATE TEMP TABLE laad_groep ON COMMIT DROP AS
    SELECT ruw_postcode, ruw_gemeente, replace(upper(coalesce(ruw_postcode, '')), ' ', '') AS postcode,
      CASE WHEN nummer ~ '^[0-9]{1,4}$' THEN lpad(nummer, 4, '0') ELSE nummer END AS gemeente, aantal, regel
    FROM (SELECT postcode AS ruw_postcode, gemeente AS ruw_gemeente, count(*) AS aantal, min(regel) AS regel
          FROM laad_regels GROUP BY postcode, gemeente) t
    CROSS JOIN LATERAL (SELECT regexp_replace(upper(trim(coalesce(ruw_gemeente, ''))), '^GM', '') AS nummer) n
    """,
    """
    CREATE TEMP TABLE laad_postcode ON COMMIT DROP AS
    SELECT DISTINCT ON (postcode) postcode, gemeente
    FROM (SELECT postcode, gemeente, sum(aantal) AS aantal FROM laad_groep GROUP BY 1, 2) t
    ORDER BY postcode, aantal DESC, gemeente
    """,
    """
    CREATE TEMP TABLE laad_huisnummer ON COMMIT DROP AS
    SELECT g.postcode, ltrim(s.huisnummer, '0') AS huisnummer, g.gemeente, count(*) AS aantal
    FROM laad_groep g JOIN laad_regels s ON s.postcode = g.ruw_postcode AND s.gemeente = g.ruw_gemeente
    WHERE g.postcode IN (SELECT postcode FROM laad_groep GROUP BY postcode HAVING count(DISTINCT gemeente) > 1)
    GROUP BY 1, 2, 3
    """,
    """
    CREATE TEMP TABLE laad_tegenstrijdig ON COMMIT DROP AS
    SELECT postcode, huisnummer FROM laad_huisnummer GROUP BY 1, 2 HAVING count(*) > 1
    """,
    """
    CREATE TEMP TABLE laad_uitzondering ON COMMIT DROP AS
    SELECT t.postcode, t.huisnummer, t.gemeente
    FROM (SELECT DISTINCT ON (postcode, huisnummer) * FROM laad_huisnummer
          ORDER BY postcode, huisnummer, aantal DESC, gemeente) t
    JOIN laad_postcode p ON p.postcode = t.postcode WHERE p.gemeente <> t.gemeente
    """,
)


def _reduce(cursor: Any) -> None:
    for statement in _REDUCE:
        cursor.execute(statement)


# (column, code, remedy, statement that answers line and value)
_CHECKS = (
    (
        "PC6",
        "PC_postcode",
        "Schrijf de postcode als 1234AB.",
        "SELECT regel, coalesce(ruw_postcode, '') FROM laad_groep WHERE postcode !~ '^[1-9][0-9]{3}[A-Z]{2}$'",
    ),
    (
        "Gemeente",
        "PC_gemeente",
        "Deze gemeente staat niet in de codelijst gemeente. Werk de codelijst bij, of kies het bestand van dit jaar.",
        "SELECT min(regel), gemeente FROM laad_groep g WHERE NOT EXISTS"
        " (SELECT FROM routering_gemeente r WHERE r.code = g.gemeente) GROUP BY gemeente",
    ),
    (
        "Huisnummer",
        "PC_huisnummer",
        "Schrijf het huisnummer met hoogstens 5 cijfers, zonder letter of toevoeging.",
        "SELECT regel, coalesce(huisnummer, '') FROM laad_regels WHERE coalesce(huisnummer, '') !~ '^ *[0-9]{1,5} *$'",
    ),
)


def _check(cursor: Any) -> None:
    fouten = list(chain.from_iterable(_broken(cursor, *check) for check in _CHECKS))
    if _scalar(cursor, "SELECT count(*) FROM laad_postcode") == 0:
        fouten.append(Fout(_NAAM, 2, "", "", "PC_leeg", "Dit bestand heeft geen regels. Download het opnieuw."))
    if fouten:
        raise _Refused(*sorted(fouten, key=lambda fout: fout.regel)[:MEESTE_FOUTEN])


def _broken(cursor: Any, kolom: str, code: str, oplossing: str, sql: str) -> Iterator[Fout]:
    cursor.execute(f"{sql} ORDER BY 1 LIMIT {MEESTE_FOUTEN}")
    for regel, waarde in cursor.fetchall():
        yield Fout(_NAAM, regel, kolom, waarde[:200], code, oplossing)


def _check_size(cursor: Any, kleiner: bool) -> None:
    """Guards against a file that was cut off, or a part of the country."""
    now, coming = queries.tabel(), _scalar(cursor, "SELECT count(*) FROM laad_postcode")
    if kleiner or now is None or coming * _AANDEEL >= now.postcodes:
        return
    tekst = (
        f"Dit bestand heeft {coming} postcodes en de tabel van nu {now.postcodes}. Is het bestand heel?"
        " Klopt het toch, geef dan de opdracht met --kleiner."
    )
    raise _Refused(Fout(_NAAM, 0, "", "", "PC_kleiner", tekst))


def _scalar(cursor: Any, sql: str) -> int:
    cursor.execute(sql)
    return int(cursor.fetchone()[0])


def herkomst(peildatum: date, bestandsnaam: str) -> Herkomst:
    """Of a file with this name; folders and what does not fit stay out."""
    return Herkomst(peildatum, bestandsnaam[-100:])
