"""From a ``.koci.xlsx`` to questions. Small: at most some thousands of lines, which are all in memory."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import NAMESPACE_OID, UUID, uuid5

from verzuimloket.aanleveringen.inputs import AanleveringInput
from verzuimloket.channels.upload.inschrijvingen.lezen import Leeswijze
from verzuimloket.channels.upload.tabellen import Delen, geweigerd, open_tabel
from verzuimloket.core.errors import Violation
from verzuimloket.core.parameters import param
from verzuimloket.koppelingen import actions
from verzuimloket.koppelingen.inputs import VraagInput

NAAM = re.compile(r"[0-9]{8}(?P<code>[RG][0-9A-Z]{4})\.koci\.xlsx?", re.IGNORECASE)
ANTWOORD = "Antwoord DUO"  # as the source names it (ADR 0035)
KOLOMMEN = {
    "Bsn": "bsn",
    "Onderwijsnummer": "onderwijsnummer",
    "Geslachtsnaam": "geslachtsnaam",
    "Geboortedatum": "geboortedatum",
    "Opmerking Gemeente/Regio": "opmerking",
}
_BEGIN = 20  # rows among which the heading is sought
_LONGEST = 1_000  # characters of a cell


@dataclass(frozen=True)
class Koppelregel:
    """A question with its place: which file, of whom, which line; laatste: the last line that can be handled."""

    vraag: VraagInput
    levering: UUID
    bestandsnaam: str
    code: str
    laatste: bool = False


@dataclass(frozen=True)
class Leesregel:
    """One line, as the engine of sent files wants it."""

    regel: int
    waarden: tuple[str, ...]
    given: Koppelregel
    fouten: tuple[Violation, ...] = ()
    herstel: tuple[()] = ()


@dataclass(frozen=True)
class Lezing:
    """A file that was read."""

    leeswijze: Leeswijze
    kop: tuple[str, ...]
    gelezen: tuple[Leesregel, ...]

    @property
    def aantal(self) -> int:
        return len(self.gelezen)

    def regels(self) -> Iterator[Leesregel]:
        yield from self.gelezen


def kolom_van(field: str) -> str:
    """The column of a field of the rules."""
    return next((kolom for kolom, naam in KOLOMMEN.items() if naam == field), "")


def open_bestand(delen: Delen, grootte: int, given: AanleveringInput, *, on: date) -> Lezing:
    """The whole file. Raises Rejected (VORM_bestand_…) when its name, shape or heading is not that of this file."""
    named = NAAM.fullmatch(given.naam)
    if named is None:
        raise geweigerd(
            "VORM_bestand_koci_naam",
            "Geef het bestand een naam als 20260925G0344.koci.xlsx: de datum, de code van uw gemeente of regio en"
            " .koci.xlsx.",
        )
    tabel = open_tabel(delen, grootte, _like_heading, on=on)
    rijen = [rij for rij in _up_to_most(tabel.rijen(), on=on) if "".join(rij[1]).strip()]
    at = next((place for place, (_, cellen) in enumerate(rijen[:_BEGIN]) if _like_heading(cellen) >= 2), None)
    if at is None:
        raise geweigerd(
            "VORM_bestand_koci_kop",
            "De namen van de kolommen ontbreken. Zet op de eerste regel: Bsn, Onderwijsnummer, Geslachtsnaam,"
            " Geboortedatum, Opmerking Gemeente/Regio en Antwoord DUO.",
        )
    kop = tuple(cel.strip() for cel in rijen[at][1])
    places = {naam: kop.index(found) for kolom, naam in KOLOMMEN.items() if (found := _find(kolom, kop)) is not None}
    like = Koppelregel(VraagInput(), _key(delen, given.naam), given.naam, named["code"].upper())
    lines = [_line(regel, cellen, places, like, on=on) for regel, cellen in rijen[at + 1 :]]
    return Lezing(_how(kop, tabel.soort), kop, tuple(_mark_last(lines)))


def _like_heading(cellen: list[str]) -> int:
    """How many of the columns this row names."""
    return sum(_find(kolom, tuple(cellen)) is not None for kolom in KOLOMMEN)


def _find(kolom: str, kop: tuple[str, ...]) -> str | None:
    return next((cel for cel in kop if cel.strip().lower() == kolom.lower()), None)


def _up_to_most(rijen: Iterator[tuple[int, list[str]]], *, on: date) -> Iterator[tuple[int, list[str]]]:
    most = param("koppelbestand_max_regels", on=on)
    for count, rij in enumerate(rijen):
        if count > most + _BEGIN:
            raise geweigerd("VORM_bestand_koci_lang", f"Zet hoogstens {most} regels in een bestand en verdeel de rest.")
        yield rij


def _key(delen: Delen, naam: str) -> UUID:
    """The same content under the same name is the same file: sent twice, it changes nothing the second time."""
    digest = hashlib.sha256(naam.lower().encode())
    for deel in delen():
        digest.update(deel)
    return uuid5(NAMESPACE_OID, digest.hexdigest())


def _line(regel: int, cellen: list[str], places: dict[str, int], like: Koppelregel, *, on: date) -> Leesregel:
    values = {naam: cellen[place].strip()[:_LONGEST] for naam, place in places.items() if place < len(cellen)}
    vraag = actions.uniform(VraagInput(**values))
    wrong = [replace(each, field=kolom_van(each.field)) for each in actions.judge(vraag, on=on)]
    return Leesregel(regel, tuple(cellen), replace(like, vraag=vraag), tuple(wrong))


def _mark_last(lines: list[Leesregel]) -> list[Leesregel]:
    """After the last good line the answers can be put ready."""
    last = max((place for place, line in enumerate(lines) if not line.fouten), default=-1)
    return [
        replace(line, given=replace(line.given, laatste=True)) if place == last else line
        for place, line in enumerate(lines)
    ]


def _how(kop: tuple[str, ...], soort: str) -> Leeswijze:
    known = {found: kolom for kolom in KOLOMMEN if (found := _find(kolom, kop)) is not None}
    unread = tuple(cel for cel in kop if cel and cel not in known and cel != ANTWOORD)
    return Leeswijze(soort, "", "", {}, known, unread)
