"""What was known of people at both ends of a window: one statement, in the order that is asked, as a stream."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from verzuimloket.core.lezen import stream
from verzuimloket.leveringen.inputs import (
    Adres,
    Diploma,
    Inschrijving,
    Persoon,
    Rij,
    Stand,
    Venster,
    Vrijstelling,
)
from verzuimloket.leveringen.queries.wijzigingen import BEKEND, Gezocht, moments
from verzuimloket.personen import sleutels

_PER_KEER = 1_000
_TIJD = "lower(geregistreerd), upper(geregistreerd)"
_BEIDE = f"{BEKEND.format('van')}, {BEKEND.format('tot')}"
_LIJST = (
    " LEFT JOIN (SELECT {wie} AS wie, json_agg(json_build_array({beide}, {kolommen})) AS rijen FROM {tabel}_versie v"
    " JOIN gezocht ON gezocht.gezochte = v.{wie}{extra} WHERE ({van}) OR ({tot}) GROUP BY 1) {naam}"
    " ON {naam}.wie = g.gezochte"
)
_PERSOON = (
    f"{_TIJD}, kenmerk, encode(bsn, 'hex'), encode(onderwijsnummer, 'hex'), achternaam, voorvoegsel, voornamen,"
    " geslacht, geboortedatum, geboorte_precisie, overlijdensdatum"
)
_ADRES = (
    f"{_TIJD}, id, begindatum, einddatum, gemeentecode, landcode, straat, huisnummer, huisletter, toevoeging,"
    " aanduiding, locatie, postcode, plaats"
)
_INSCHRIJVING = (
    f"v.id, {_TIJD}, v.instelling_id, i.naam, i.bekostigd, v.vestiging, v.volgnummer, v.sector, v.soort, v.niveau,"
    " v.leertraject, v.opleidingscode, v.bekostigd, v.begindatum, v.einddatum"
)
_DIPLOMA = f"id, {_TIJD}, soort, niveau, datum"
_VRIJSTELLING = f"id, {_TIJD}, grond, begindatum, einddatum"


def _lijst(naam: str, tabel: str, kolommen: str, wie: str = "persoon_id", extra: str = "") -> str:
    van, tot = BEKEND.format("van"), BEKEND.format("tot")
    return _LIJST.format(
        naam=naam, tabel=tabel, kolommen=kolommen, wie=wie, extra=extra, beide=_BEIDE, van=van, tot=tot
    )


_SQL = (
    "WITH gezocht AS (SELECT * FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS t(gezochte, volgorde))"
    " SELECT p.rijen, a.rijen, n.rijen, d.rijen, r.rijen FROM gezocht g"
    + _lijst("p", "personen_persoon", _PERSOON, "id")
    + _lijst("a", "personen_adres", _ADRES)
    + _lijst(
        "n",
        "inschrijvingen_inschrijving",
        _INSCHRIJVING,
        extra=" JOIN instellingen_instelling i ON i.code = v.instelling_id",
    )
    + _lijst("d", "inschrijvingen_diploma", _DIPLOMA)
    + _lijst("r", "vrijstellingen_vrijstelling", _VRIJSTELLING)
    + " ORDER BY g.volgorde"
)


class Standen(NamedTuple):
    """One person before and after."""

    oud: Stand
    nieuw: Stand


def standen(gezocht: Gezocht, venster: Venster) -> Iterator[Standen]:
    """Each person in that order."""
    if not len(gezocht):
        return
    for row in stream(_SQL, moments(venster) | {"ids": gezocht.ids()}, part=_PER_KEER):
        read = [list(map(maak, each or ())) for maak, each in zip(_MAAK, row, strict=True)]
        yield Standen(_stand(read, 0, venster.vorige), _stand(read, 1, venster.dag))


def _stand(read: Sequence[Any], moment: int, dag: date) -> Stand:
    """The state at the first or the second moment: the place of its mark before each row."""
    personen, adressen, *lists = [[each[2] for each in rows if each[moment]] for rows in read]
    inschrijvingen, diplomas, vrijstellingen = lists
    return Stand(
        dag,
        personen[0] if personen else None,
        _woont(adressen, dag),
        tuple(sorted(inschrijvingen, key=lambda each: (each.begin, each.rij.id))),
        tuple(sorted(diplomas, key=lambda each: (each.datum, each.rij.id))),
        tuple(sorted(vrijstellingen, key=lambda each: (each.begin, each.rij.id))),
    )


def _woont(adressen: Sequence[tuple[int, date | None, Adres]], dag: date) -> Adres | None:
    """Where the person lives on that day; the newest when periods overlap."""
    lived = [each for each in adressen if each[2].begin <= dag and (each[1] is None or dag <= each[1])]
    return max(lived, key=lambda each: (each[2].begin, each[0]))[2] if lived else None


# from rows: the marks of the two moments, and what they tell


def _persoon(row: list[Any]) -> tuple[bool, bool, Persoon]:
    sinds, _, kenmerk, bsn, onderwijsnummer, *namen, geslacht, geboren, precisie, overleden = row[2:]
    nummer = sleutels.unseal(bytes.fromhex(bsn or onderwijsnummer), UUID(kenmerk))
    achternaam, voorvoegsel, voornamen = namen
    wie = [achternaam, voorvoegsel, voornamen, geslacht, _dag(geboren), precisie]
    values = [_moment(sinds), nummer, "B" if bsn else "O", *wie, _dag(overleden) if overleden else None]
    return row[0], row[1], Persoon._make(values)


def _adres(row: Sequence[Any]) -> tuple[bool, bool, tuple[int, date | None, Adres]]:
    sinds, _, key, begin, eind, *rest = row[2:]
    return row[0], row[1], (key, _dag(eind) if eind else None, Adres(_moment(sinds), _dag(begin), *rest))


def _inschrijving(row: list[Any]) -> tuple[bool, bool, Inschrijving]:
    begin, eind = row[-2:]
    values = [_rij(row), *row[5:-2], _dag(begin), _dag(eind) if eind else None]
    return row[0], row[1], Inschrijving._make(values)


def _diploma(row: Sequence[Any]) -> tuple[bool, bool, Diploma]:
    return row[0], row[1], Diploma(_rij(row), row[5], row[6], _dag(row[7]))


def _vrijstelling(row: Sequence[Any]) -> tuple[bool, bool, Vrijstelling]:
    return row[0], row[1], Vrijstelling(_rij(row), row[5], _dag(row[6]), _dag(row[7]) if row[7] else None)


def _rij(row: Sequence[Any]) -> Rij:
    return Rij(row[2], _moment(row[3]), _moment(row[4]))


def _dag(text: str) -> date:
    return date.fromisoformat(text)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


_MAAK: tuple[Any, ...] = (_persoon, _adres, _inschrijving, _diploma, _vrijstelling)
