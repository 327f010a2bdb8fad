"""Writing persons and addresses."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from verzuimloket.core import audit, rijen
from verzuimloket.core.actor import Actor
from verzuimloket.core.verhuizen import Relatie, Wijziging
from verzuimloket.personen import queries, sleutels
from verzuimloket.personen.actions.laden import load, load_adressen
from verzuimloket.personen.inputs import AdresInput, PersoonInput
from verzuimloket.personen.models import Adres, Nummeralias, Persoon
from verzuimloket.personen.rules import maak_onderwijsnummer, normaal_postcode

__all__ = [
    "VERHUIST",
    "AdresVanaf",
    "give_back_number",
    "load",
    "load_adressen",
    "move",
    "move_aliases",
    "move_aliases_back",
    "record_adressen",
    "register_personen",
    "same_adres",
    "take_over_number",
]
MOST_ASKED = 2_000_000  # numbers in the row, twice
_LONGEST_STEP = 10_000
_PERSOON = {
    "id": "bigint",
    "kenmerk": "uuid",
    "onderwijsnummer": "bytea",
    "onderwijsnummer_index": "bytea",
    "achternaam": "text",
    "voorvoegsel": "text",
    "voornamen": "text",
    "zoeknaam": "text",
    "geslacht": "text",
    "geboortedatum": "date",
    "geboorte_precisie": "text",
}


def register_personen(nieuwen: Sequence[PersoonInput], *, by: Actor) -> list[int]:
    """Persons without a number get an onderwijsnummer from the register (ADR 0022; domain rules §3.1).

    Their row numbers, in the same order. Their addresses are for :func:`record_adressen`.
    """
    ids = rijen.next_ids("personen_persoon", len(nieuwen))
    nummers = _next_onderwijsnummers(len(nieuwen))
    rows = [_row(pk, nummer, nieuw) for pk, nummer, nieuw in zip(ids, nummers, nieuwen, strict=True)]
    rijen.insert("personen_persoon", _PERSOON, rows)
    audit.record_all("persoon:opnemen", "persoon", ids, by=by)
    return ids


def _row(pk: int, nummer: str, nieuw: PersoonInput) -> tuple[object, ...]:
    kenmerk = uuid.uuid4()
    verzegeld = sleutels.seal(nummer, kenmerk)
    names = (nieuw.achternaam, nieuw.voorvoegsel, nieuw.voornamen, queries.zoeknaam(nieuw.achternaam))
    born = (nieuw.geslacht, nieuw.geboren.rekendatum(), nieuw.geboren.precisie)
    return (pk, kenmerk, verzegeld.tekst, verzegeld.index, *names, *born)


@dataclass(frozen=True)
class AdresVanaf:
    """An address as a school delivered it, whose it is, and from which day."""

    persoon_id: int
    adres: AdresInput
    gemeentecode: str
    vanaf: date


_ADRES_TEKST = ("huisnummer", "huisletter", "toevoeging", "locatie", "straat", "plaats", "regel1", "regel2", "regel3")
_ADRES = {"persoon_id": "bigint", "begindatum": "date"} | dict.fromkeys(
    ("gemeentecode", "landcode", "postcode", "aanduiding", *_ADRES_TEKST), "text"
)


def record_adressen(adressen: Sequence[AdresVanaf], *, by: Actor) -> None:
    """Where persons live from a day on, as a school delivered it; the shape made uniform."""
    rijen.insert("personen_adres", _ADRES, [_adres_row(each) for each in adressen])
    audit.record_all("adres:vastleggen", "persoon", [each.persoon_id for each in adressen], by=by)


def _adres_row(each: AdresVanaf) -> tuple[object, ...]:
    given = each.adres
    uniform = (normaal_postcode(given.postcode), given.aanduiding.lower())
    texts = (getattr(given, name) for name in _ADRES_TEKST)
    return (each.persoon_id, each.vanaf, each.gemeentecode, given.land, *uniform, *texts)


def same_adres(given: AdresInput, known: Adres) -> bool:
    """Whether this is how the register would store the given address."""
    _, _, _, land, postcode, aanduiding, *texts = _adres_row(AdresVanaf(0, given, "", date.min))
    stored = (known.landcode, known.postcode, known.aanduiding, *(getattr(known, name) for name in _ADRES_TEKST))
    return (land, postcode, aanduiding, *texts) == stored


def move(adressen: Sequence[AdresVanaf], *, by: Actor) -> None:
    """Persons who live elsewhere from that day on: their address ends the day before.

    Who has an address that begins that day or later never lived there: that one becomes the given one.
    """
    if not adressen:
        return
    columns = [list(column) for column in zip(*map(_adres_row, adressen), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_CORRECT_ADRES, columns)
        corrected = {row[0] for row in cursor.fetchall()}
        cursor.execute(_END_ADRES, [[each.persoon_id for each in adressen], [each.vanaf for each in adressen]])
    audit.record_all("adres:wijzigen", "persoon", sorted(corrected), by=by)
    record_adressen([each for each in adressen if each.persoon_id not in corrected], by=by)


_NEW_ADRES = f"unnest({', '.join(f'%s::{soort}[]' for soort in _ADRES.values())}) AS n({', '.join(_ADRES)})"
_CORRECT_ADRES = f"""
UPDATE personen_adres a SET {", ".join(f"{name} = n.{name}" for name in _ADRES if name != "persoon_id")}
FROM {_NEW_ADRES}
WHERE a.persoon_id = n.persoon_id AND a.einddatum IS NULL AND a.begindatum >= n.begindatum
RETURNING a.persoon_id
"""
_END_ADRES = """
UPDATE personen_adres a SET einddatum = n.vanaf - 1
FROM unnest(%s::bigint[], %s::date[]) AS n(persoon_id, vanaf)
WHERE a.persoon_id = n.persoon_id AND a.begindatum < n.vanaf AND (a.einddatum IS NULL OR a.einddatum >= n.vanaf)
"""


def _next_onderwijsnummers(count: int) -> list[str]:
    """The next numbers that pass their check and are not in use, also not by a loaded or merged person.

    The row begins again at its end. A long stretch that is in use is passed in ever longer steps.
    """
    found: list[str] = []
    asked, step = 0, count
    while len(found) < count:
        if asked > MOST_ASKED:
            raise RuntimeError("no onderwijsnummer is left to issue")
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('personen_onderwijsnummer') FROM generate_series(1, %s)", [step])
            made = [maak_onderwijsnummer(row[0]) for row in cursor.fetchall()]
        nummers = [nummer for nummer in made if nummer]
        used = queries.rows_on_numbers(nummers)
        fresh = [nummer for nummer in nummers if nummer not in used]
        found += fresh
        asked, step = asked + step, count - len(found) if fresh else min(2 * step, _LONGEST_STEP)
    return found[:count]


# one person under two numbers (ADR 0035)

_ZELFDE_ADRES = " AND ".join(
    f"d.{name} = b.{name}"
    for name in ("landcode", "postcode", "huisnummer", "huisletter", "toevoeging", "regel1", "regel2", "regel3")
)
_TEGELIJK = "daterange(d.begindatum, d.einddatum, '[]') @> daterange(b.begindatum, b.einddatum, '[]')"

# An address that the surviving person had all that time is left out. Of two present addresses the surviving one
# stays present: it may come from the population register.
VERHUIST = (
    Relatie(
        "personen_adres",
        gelijk=f"{_ZELFDE_ADRES} AND {_TEGELIJK}",
        wijziging=Wijziging(
            "einddatum",
            "date",
            "greatest(b.begindatum, %(op)s::date - 1)",
            "b.einddatum IS NULL AND EXISTS"
            " (SELECT FROM personen_adres d WHERE d.persoon_id = %(naar)s AND d.einddatum IS NULL)",
        ),
    ),
)


def take_over_number(van: Persoon, naar: Persoon, *, at: datetime) -> None:
    """The onderwijsnummer of a person who is no longer registered stays findable: as the number of the surviving
    person if that had none, else as an alias."""
    nummer = sleutels.unseal(bytes(van.onderwijsnummer or b""), van.kenmerk)
    verzegeld = sleutels.seal(nummer, naar.kenmerk)
    if naar.onderwijsnummer_index is None:
        naar.onderwijsnummer, naar.onderwijsnummer_index = verzegeld.tekst, verzegeld.index
        naar.save(update_fields=["onderwijsnummer", "onderwijsnummer_index"])
        return
    Nummeralias.objects.create(
        persoon=naar, soort="onderwijsnummer", nummer=verzegeld.tekst, nummer_index=verzegeld.index, sinds=at
    )


def give_back_number(van_index: bytes, naar: Persoon) -> None:
    """Undo :func:`take_over_number`; a number that was replaced since, stays."""
    if naar.onderwijsnummer_index is not None and bytes(naar.onderwijsnummer_index) == van_index:
        naar.onderwijsnummer = naar.onderwijsnummer_index = None
        naar.save(update_fields=["onderwijsnummer", "onderwijsnummer_index"])
    Nummeralias.objects.filter(persoon=naar, nummer_index=van_index).delete()


def move_aliases(van: Persoon, naar: Persoon) -> list[tuple[int, str]]:
    """Earlier numbers follow their person, each sealed anew to whom it belongs now. Keys, and the seals they had."""
    moved = []
    for alias in van.aliassen.order_by("pk"):
        moved.append((alias.pk, bytes(alias.nummer).hex()))
        nummer = sleutels.unseal(bytes(alias.nummer), van.kenmerk)
        alias.persoon, alias.nummer = naar, sleutels.seal(nummer, naar.kenmerk).tekst
        alias.save(update_fields=["persoon", "nummer"])
    return moved


def move_aliases_back(moved: Sequence[tuple[int, str]], van: Persoon, naar: Persoon) -> None:
    """Undo :func:`move_aliases`."""
    for pk, seal in moved:
        Nummeralias.objects.filter(pk=pk, persoon=naar).update(persoon=van, nummer=bytes.fromhex(seal))
