"""Writing persons and addresses."""

import uuid
from datetime import date
from typing import Any

from django.db import connection

from verzuimloket.core import audit, laden
from verzuimloket.core.actor import Actor
from verzuimloket.personen import queries, sleutels
from verzuimloket.personen.inputs import AdresInput, Geboortedatum
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.personen.rules import maak_onderwijsnummer, normaal_postcode


def register_persoon(
    *,
    achternaam: str,
    voorvoegsel: str,
    voornamen: str,
    geslacht: str,
    geboren: Geboortedatum,
    by: Actor,
) -> Persoon:
    """A person without a number gets an onderwijsnummer from the register (ADR 0022; domain rules §3.1)."""
    kenmerk = uuid.uuid4()
    verzegeld = sleutels.seal(_next_onderwijsnummer(), kenmerk)
    persoon = Persoon.objects.create(
        kenmerk=kenmerk,
        onderwijsnummer=verzegeld.tekst,
        onderwijsnummer_index=verzegeld.index,
        achternaam=achternaam,
        voorvoegsel=voorvoegsel,
        voornamen=voornamen,
        zoeknaam=queries.zoeknaam(achternaam),
        geslacht=geslacht,
        geboortedatum=geboren.rekendatum(),
        geboorte_precisie="D" if geboren.dag else "M" if geboren.maand else "J",
    )
    audit.record("persoon:opnemen", persoon, by=by)
    return persoon


def record_adres(persoon: Persoon, given: AdresInput, *, gemeentecode: str, vanaf: date, by: Actor) -> Adres:
    """Where a person lives from this day on, as a school delivered it; the shape made uniform."""
    adres = Adres.objects.create(
        persoon=persoon,
        begindatum=vanaf,
        gemeentecode=gemeentecode,
        landcode=given.land,
        postcode=normaal_postcode(given.postcode),
        huisnummer=given.huisnummer,
        huisletter=given.huisletter,
        toevoeging=given.toevoeging,
        aanduiding=given.aanduiding.lower(),
        locatie=given.locatie,
        straat=given.straat,
        plaats=given.plaats,
        regel1=given.regel1,
        regel2=given.regel2,
        regel3=given.regel3,
    )
    audit.record("adres:vastleggen", persoon, by=by)
    return adres


def _next_onderwijsnummer() -> str:
    """The next number that passes its check and is not in use, also not by a loaded person."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('personen_onderwijsnummer')")
            nummer = maak_onderwijsnummer(cursor.fetchone()[0])
        if nummer and not Persoon.objects.filter(onderwijsnummer_index=sleutels.index(nummer)).exists():
            return nummer


def load(cursor: Any) -> None:
    """Persons from the load: matched on bsn, then on onderwijsnummer; the others are new.

    Makes ``laad_personen_sleutel`` (persoon, id, is_new), which the other tables of the load use.
    """
    cursor.execute(
        """
        CREATE TEMP TABLE laad_personen_sleutel ON COMMIT DROP AS
        SELECT s.persoon, coalesce(b.id, o.id, nextval(pg_get_serial_sequence('personen_persoon', 'id'))) AS id,
               b.id IS NULL AND o.id IS NULL AS is_new
        FROM (SELECT * FROM laad_personen ORDER BY regel) s
        LEFT JOIN personen_persoon b ON b.bsn_index = s.bsn_index
        LEFT JOIN personen_persoon o ON o.onderwijsnummer_index = s.onderwijsnummer_index
        """
    )
    cursor.execute("CREATE UNIQUE INDEX ON laad_personen_sleutel (persoon); ANALYZE laad_personen_sleutel")
    cursor.execute(_INSERT_PERSONEN)
    cursor.execute(_UPDATE_PERSONEN)


_INSERT_PERSONEN = """
INSERT INTO personen_persoon (id, kenmerk, bsn, bsn_index, onderwijsnummer, onderwijsnummer_index, achternaam,
  voorvoegsel, voornamen, zoeknaam, geslacht, geboortedatum, geboorte_precisie, overlijdensdatum,
  overlijden_geregistreerd)
SELECT k.id, s.kenmerk, s.bsn_tekst, s.bsn_index, s.onderwijsnummer_tekst, s.onderwijsnummer_index, s.achternaam,
  s.voorvoegsel, s.voornamen, s.zoeknaam, coalesce(nullif(s.geslacht, ''), 'O'), s.geboren, s.precisie,
  s.overlijdensdatum, s.overlijden_geregistreerd
FROM laad_personen s JOIN laad_personen_sleutel k USING (persoon) WHERE k.is_new ORDER BY k.id
"""

_UPDATE_PERSONEN = """
UPDATE personen_persoon p SET achternaam = s.achternaam, voorvoegsel = s.voorvoegsel, voornamen = s.voornamen,
  zoeknaam = s.zoeknaam, overlijdensdatum = s.overlijdensdatum,
  overlijden_geregistreerd = s.overlijden_geregistreerd
FROM laad_personen s JOIN laad_personen_sleutel k USING (persoon)
WHERE p.id = k.id AND NOT k.is_new AND (p.achternaam, p.voorvoegsel, p.voornamen, p.overlijdensdatum)
  IS DISTINCT FROM (s.achternaam, s.voorvoegsel, s.voornamen, s.overlijdensdatum)
"""


def load_adressen(cursor: Any) -> None:
    """Addresses from the load, with their history. No land code means the Netherlands."""
    same = (
        "begindatum",
        "einddatum",
        "gemeentecode",
        "postcode",
        "huisnummer",
        "huisletter",
        "toevoeging",
        "straat",
    )
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
