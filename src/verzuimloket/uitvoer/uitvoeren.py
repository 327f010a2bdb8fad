"""Making a file of meldingen: exactly the filtered and sorted set, within what the actor may see."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import BinaryIO

from django.db.models import QuerySet

from verzuimloket.bestanden import actions as bestanden
from verzuimloket.bestanden.inputs import BestandInput
from verzuimloket.bestanden.models import Bestand
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected, Violation
from verzuimloket.core.jobs import defer
from verzuimloket.uitvoer.meldingen import Kolom, chosen
from verzuimloket.uitvoer.opdracht import CSV, MIME, Opdracht
from verzuimloket.uitvoer.tabel import XLSX_RIJEN, Blad, Rij, write_csv, write_xlsx
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.models import Melding

AT_ONCE = 5_000  # rows; more of them is a job
CHUNK = 2_000  # rows that are fetched together
_MAY = (Rol.MELDER, Rol.RAADPLEGER, Rol.BEHEERDER_ONDERWIJS, Rol.BEHANDELAAR)
GEEN_KOLOM = Violation("VORM_kolommen", "Kies ten minste een kolom voor het bestand.", "kolom")
TE_VEEL = Violation(
    "VORM_te_veel_rijen", "Een Excel-bestand kan niet zo veel meldingen bevatten. Kies CSV, of zoek nauwkeuriger."
)
Progress = Callable[[int], None]


def rows_of(opdracht: Opdracht, actor: Actor, *, on: date) -> QuerySet[Melding]:
    """The meldingen of the order, in its order; never more than the list on the screen shows."""
    seen = queries.visible_to(actor) if actor.instanties else queries.consultable_by(actor, on=on)
    by = queries.order(opdracht.volgorde.removeprefix("-"), aflopend=opdracht.volgorde.startswith("-"))
    return queries.search(seen, opdracht.vraag).order_by(*by)


def order_file(opdracht: Opdracht, soort_kenmerk: str, *, by: Actor, at: datetime) -> Bestand:
    """Have a large file made by a job. Raises Rejected, PermissionDenied."""
    totaal = _checked(opdracht, by, on=at.date())
    given = BestandInput(
        soort_kenmerk=soort_kenmerk,
        soort=opdracht.soort,
        naam=opdracht.naam(at.date()),
        mime=MIME[opdracht.formaat],
        opdracht=opdracht.as_text(),
        totaal=totaal,
    )
    bestand = bestanden.receive_order(given, by=by, at=at)
    defer("meldingen_uitvoeren", bestand_id=bestand.pk)
    return bestand


def export(
    opdracht: Opdracht,
    target: BinaryIO,
    *,
    by: Actor,
    at: datetime,
    progress: Progress | None = None,
    tmpdir: str | None = None,
) -> int:
    """Write the file; how many meldingen are in it. Raises Rejected, PermissionDenied.

    One query whatever the number of rows, read through a cursor of the database: memory stays small.
    """
    _checked(opdracht, by, on=at.date())
    kolommen, found = chosen(opdracht.kolommen, by), _Count()
    rijen = found.counted(_lines(opdracht, kolommen, by, on=at.date()), progress)
    if opdracht.formaat == CSV:
        write_csv(target, [kolom.label for kolom in kolommen], rijen)
    else:
        write_xlsx(target, _sheets(opdracht, rijen, found, by=by, at=at), at=at, tmpdir=tmpdir)
    names = [kolom.naam for kolom in kolommen]
    audit.record("melding:uitvoeren", "meldingen", by=by, aantal=found.aantal, kolommen=names, formaat=opdracht.formaat)
    return found.aantal


def _checked(opdracht: Opdracht, by: Actor, *, on: date) -> int:
    """How many rows the file will have, when this person may have it."""
    if not by.has_role(*_MAY):
        raise PermissionDenied("Uw rol mag geen meldingen uitvoeren. Vraag uw beheerder om de juiste rol.")
    if not chosen(opdracht.kolommen, by):
        raise Rejected([GEEN_KOLOM])
    totaal = rows_of(opdracht, by, on=on).count()
    if totaal > XLSX_RIJEN and opdracht.formaat != CSV:
        raise Rejected([TE_VEEL])
    return totaal


def _lines(opdracht: Opdracht, kolommen: tuple[Kolom, ...], by: Actor, *, on: date) -> Iterator[Rij]:
    for melding in rows_of(opdracht, by, on=on).iterator(chunk_size=CHUNK):
        yield [kolom.waarde(melding, on) for kolom in kolommen]


class _Count:
    """Counts rows while they pass."""

    aantal = 0

    def counted(self, rijen: Iterator[Rij], progress: Progress | None) -> Iterator[Rij]:
        for rij in rijen:
            yield rij
            self.aantal += 1
            if progress and self.aantal % CHUNK == 0:
                progress(self.aantal)


def _sheets(opdracht: Opdracht, rijen: Iterator[Rij], found: _Count, *, by: Actor, at: datetime) -> Iterator[Blad]:
    kolommen = chosen(opdracht.kolommen, by)
    heads, widths = [kolom.label for kolom in kolommen], [kolom.breedte for kolom in kolommen]
    yield Blad("Verzuimmeldingen", heads, widths, rijen, filter=True)
    yield Blad("Toelichting", ["Wat", "Uitleg"], [32, 80], _explanation(opdracht, kolommen, found.aantal, by, at))
    if opdracht.groep:
        heads = [queries.GROEPEN[opdracht.groep], "Aantal", "Met prioriteit", "Zonder einddatum"]
        yield Blad("Totalen", heads, [36, 10, 16, 18], _totals(opdracht, by, on=at.date()))


def _explanation(
    opdracht: Opdracht, kolommen: tuple[Kolom, ...], aantal: int, by: Actor, at: datetime
) -> Iterator[Rij]:
    """Sheet 2: of what this is a list, for whom, and what its columns mean."""
    yield ("Gemaakt op", at.astimezone(clock.AMSTERDAM))
    yield ("Gemaakt door", by.naam)
    yield ("Organisatie", f"{by.organisatie} {by.organisatie_naam}".strip())
    yield ("Aantal meldingen", aantal)
    yield from opdracht.omschrijving
    if len(opdracht.vraag.kenmerken):
        yield ("Aangevinkt", "Alleen de meldingen die in de lijst zijn aangevinkt.")
    yield ("", "")
    yield from ((kolom.label, kolom.uitleg) for kolom in kolommen)


def _totals(opdracht: Opdracht, by: Actor, *, on: date) -> Iterator[Rij]:
    groepen = queries.grouped(rows_of(opdracht, by, on=on), opdracht.groep)
    yield from ((groep.naam, groep.aantal, groep.prioriteit, groep.zonder_einddatum) for groep in groepen)
    yield ("Totaal", *(sum(column) for column in list(zip(*groepen, strict=True))[2:]))
