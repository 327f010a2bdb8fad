"""Persons and addresses of an existing register (``laad``)."""

from collections.abc import Sequence
from typing import Any

from verzuimloket.core import laden
from verzuimloket.personen import sleutels

_BLOK = 10_000  # persons who get a number together


def load(cursor: Any) -> None:
    """Persons from the load: matched on bsn, then on onderwijsnummer, also a former one; the others are new.

    Makes ``laad_personen_sleutel`` (persoon, id, is_new), which the other tables of the load use.
    """
    cursor.execute(_MATCH)
    cursor.execute("ANALYZE laad_personen_sleutel")
    laden.insert(cursor, "personen_persoon", _NEW, _KNOWN_DURING, _NEW_STATES)
    cursor.execute(_UPDATE_PERSONEN)
    for soort in ("bsn", "onderwijsnummer"):
        _add_numbers(cursor, soort)


_MATCH = """
CREATE TEMP TABLE laad_personen_sleutel ON COMMIT DROP AS
SELECT s.persoon,
       coalesce(b.id, o.id, a.persoon_id, nextval(pg_get_serial_sequence('personen_persoon', 'id'))) AS id,
       b.id IS NULL AND o.id IS NULL AND a.id IS NULL AS is_new
FROM (SELECT * FROM laad_personen ORDER BY regel) s
LEFT JOIN personen_persoon b ON b.bsn_index = s.bsn_index
LEFT JOIN personen_persoon o ON o.onderwijsnummer_index = s.onderwijsnummer_index
LEFT JOIN personen_nummeralias a ON a.nummer_index = s.onderwijsnummer_index AND o.id IS NULL
"""

# Since when a person is known is not delivered, so: since always. Of a death it is: before, there is another state.
_NEW_STATES = """
(SELECT *, true AS nu, CASE WHEN overlijdensdatum IS NOT NULL THEN overlijden_geregistreerd END AS dood
 FROM laad_personen UNION ALL SELECT *, false, overlijden_geregistreerd FROM laad_personen
 WHERE overlijdensdatum IS NOT NULL AND overlijden_geregistreerd IS NOT NULL) s
JOIN laad_personen_sleutel p ON p.persoon = s.persoon AND p.is_new
"""
_KNOWN_DURING = "CASE WHEN s.nu THEN tstzrange(s.dood, NULL) ELSE tstzrange(NULL, s.dood) END"
_NEW = {
    "id": "p.id",
    **{name: f"s.{name}" for name in ("kenmerk", "achternaam", "voorvoegsel", "voornamen", "zoeknaam")},
    "bsn": "s.bsn_tekst",
    "bsn_index": "s.bsn_index",
    "onderwijsnummer": "s.onderwijsnummer_tekst",
    "onderwijsnummer_index": "s.onderwijsnummer_index",
    "geslacht": "coalesce(nullif(s.geslacht, ''), 'O')",
    "geboortedatum": "s.geboren",
    "geboorte_precisie": "s.precisie",
    "overlijdensdatum": "CASE WHEN s.nu THEN s.overlijdensdatum END",
    "overlijden_geregistreerd": "CASE WHEN s.nu THEN s.overlijden_geregistreerd END",
}

# Empty means unknown: it takes nothing away from what the register knows.
_UPDATE_PERSONEN = """
UPDATE personen_persoon p SET (achternaam, voorvoegsel, zoeknaam, voornamen, overlijdensdatum,
  overlijden_geregistreerd) = (n.achternaam, n.voorvoegsel, n.zoeknaam, n.voornamen, n.overlijdensdatum, n.bekend)
FROM (
  SELECT k.id,
    CASE WHEN s.achternaam = '' THEN q.achternaam ELSE s.achternaam END AS achternaam,
    CASE WHEN s.achternaam = '' THEN q.voorvoegsel ELSE s.voorvoegsel END AS voorvoegsel,
    CASE WHEN s.achternaam = '' THEN q.zoeknaam ELSE s.zoeknaam END AS zoeknaam,
    CASE WHEN s.voornamen = '' THEN q.voornamen ELSE s.voornamen END AS voornamen,
    coalesce(s.overlijdensdatum, q.overlijdensdatum) AS overlijdensdatum,
    CASE WHEN s.overlijdensdatum IS NULL THEN q.overlijden_geregistreerd ELSE s.overlijden_geregistreerd END AS bekend
  FROM laad_personen s JOIN laad_personen_sleutel k USING (persoon) JOIN personen_persoon q ON q.id = k.id
  WHERE NOT k.is_new
) n
WHERE p.id = n.id AND (p.achternaam, p.voorvoegsel, p.voornamen, p.overlijdensdatum)
  IS DISTINCT FROM (n.achternaam, n.voorvoegsel, n.voornamen, n.overlijdensdatum)
"""


def _add_numbers(cursor: Any, soort: str) -> None:
    """Who was known without this number gets it, sealed anew: a seal only opens at the person it is made for."""
    cursor.execute(
        f"DECLARE laad_nummers CURSOR FOR SELECT q.id, q.kenmerk, s.kenmerk, s.{soort}_tekst"
        " FROM laad_personen s JOIN laad_personen_sleutel k USING (persoon) JOIN personen_persoon q ON q.id = k.id"
        f" WHERE NOT k.is_new AND q.{soort}_index IS NULL AND s.{soort}_index IS NOT NULL"
    )
    while rows := _fetched(cursor):
        made = [sleutels.seal(sleutels.unseal(bytes(tekst), van), naar) for _, naar, van, tekst in rows]
        cursor.execute(
            f"UPDATE personen_persoon p SET {soort} = n.tekst, {soort}_index = n.nummer"
            " FROM unnest(%s::bigint[], %s::bytea[], %s::bytea[]) AS n(id, tekst, nummer) WHERE p.id = n.id",
            [[row[0] for row in rows], [each.tekst for each in made], [each.index for each in made]],
        )
    cursor.execute("CLOSE laad_nummers")


def _fetched(cursor: Any) -> Sequence[Any]:
    cursor.execute(f"FETCH {_BLOK} FROM laad_nummers")
    found: Sequence[Any] = cursor.fetchall()
    return found


def load_adressen(cursor: Any) -> None:
    """Addresses from the load, with their history. No land code means the Netherlands."""
    same = ("begindatum", "einddatum", "gemeentecode", "postcode", "huisnummer", "huisletter", "toevoeging", "straat")
    columns = (
        {name: f"s.{name}" for name in same}
        | {
            "landcode": "coalesce(nullif(s.landcode, ''), '6030')",
            "plaats": "s.woonplaats",
            "regel1": "CASE WHEN s.landcode NOT IN ('', '6030')"
            " THEN left(concat_ws(' ', s.straat, s.huisnummer || s.huisletter), 35) ELSE '' END",
            "regel2": "CASE WHEN s.landcode NOT IN ('', '6030') THEN left(s.woonplaats, 35) ELSE '' END",
            "persoon_id": "p.id",
        }
        | {name: "''" for name in ("aanduiding", "locatie", "regel3")}
    )
    laden.store(cursor, laden.Lading("personen_adres", "laad_adressen", ("persoon", "begindatum"), columns))
