"""Children who turn 5 and are enrolled, told to the municipality where they live (INS-45, Q05).

A school must say it, and may no longer send such data itself: so the register does, as a file for the
municipality. Made in the name of the register; only the municipality of the address gets a child in its list.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from django.db.models import QuerySet

from verzuimloket.core import audit, clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.parameters import param
from verzuimloket.inschrijvingen.inputs import Periode
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.inschrijvingen.queries import controlepunten, registratie
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.leerplicht.codes import Plicht
from verzuimloket.leerplicht.inputs import PlichtFacts
from verzuimloket.leerplicht.rules import tijdlijn
from verzuimloket.personen import queries as personen
from verzuimloket.personen.inputs import NEDERLAND, verjaardag
from verzuimloket.routering.models import Instantie
from verzuimloket.uitvoer.registratie import geboren
from verzuimloket.uitvoer.tabel import Blad, Rij, write_xlsx
from verzuimloket.uitvoer.wie import adresregel

SOORT, PUNT = "LEERPLICHT_5", "WORDT_5"
KOPPEN = (
    "instellingscode",
    "instelling",
    "persoonsgebondenNummer",
    "achternaam",
    "voorvoegsels",
    "voornamen",
    "geslacht",
    "geboortedatum",
    "wordt5Op",
    "leerplichtigVanaf",
    "adres",
)
_BREEDTEN = (14, 32, 22, 22, 12, 20, 9, 14, 14, 16, 44)
_UITLEG = (
    "Kinderen die in uw gemeente wonen, bij een school staan ingeschreven, en deze maand of volgende maand 5 jaar "
    "worden. Dit bestand komt elke maandag opnieuw."
)


def naam(on: date) -> str:
    return f"leerplicht-5-jaar-{on.isoformat()}.xlsx"


def instanties(*, on: date) -> list[str]:
    """The bodies of the municipalities where such children live."""
    found = _children(on=on).order_by().values_list("gebied", flat=True).distinct()
    codes = [f"G{gebied.partition('/')[2]}" for gebied in found]
    return sorted(Instantie.objects.filter(pk__in=codes).values_list("pk", flat=True))


def _children(*, on: date) -> Any:
    rows = controlepunten.at_point(Inschrijving.objects.all(), PUNT, on=on)
    return rows.filter(gebied__startswith=f"{NEDERLAND}/", persoon__overlijdensdatum__isnull=True)


def export(instantie: str, target: BinaryIO, *, at: datetime, tmpdir: str) -> int:
    """Write the list of one municipality; how many children are in it."""
    on = at.date()
    rows = _children(on=on).filter(gebied=f"{NEDERLAND}/{instantie[1:]}")
    aantal: int = rows.values("persoon_id").distinct().count()
    uitleg: list[Rij] = [("Gemaakt op", at.astimezone(clock.AMSTERDAM)), ("Aantal kinderen", aantal), ("Wie", _UITLEG)]
    bladen = [
        Blad("Kinderen", KOPPEN, _BREEDTEN, _lines(rows, on=on), filter=True),
        Blad("Toelichting", ("Wat", "Uitleg"), (24, 100), uitleg),
    ]
    write_xlsx(target, bladen, at=at, tmpdir=tmpdir)
    audit.record("leerplicht:signaleren", f"instantie {instantie}", by=SYSTEEM, aantal=aantal)
    return aantal


def _lines(rows: QuerySet[Inschrijving], *, on: date) -> Iterator[Rij]:
    lesvrij: dict[str, tuple[Periode, ...]] = {}
    for row in registratie.streamed(rows, on=on):
        code = row.instelling_id
        if code not in lesvrij:
            lesvrij[code] = tuple(Periode(each.begindatum, each.einddatum) for each in instellingen.vakanties(code))
        yield _line(row, lesvrij[code], on=on)


def _line(row: Inschrijving, lesvrij: tuple[Periode, ...], *, on: date) -> Rij:
    persoon = row.persoon
    vijf = verjaardag(persoon.geboortedatum, param("leerplicht_begin_leeftijd", on=on))
    duty = tijdlijn(PlichtFacts(geboren=persoon.geboren, lesvrij=lesvrij))
    begin = next(each.begin for each in duty if each.oordeel.plicht == Plicht.LEERPLICHTIG)
    return [
        row.instelling_id,
        row.instelling.naam,
        personen.number_of(persoon),
        persoon.achternaam,
        persoon.voorvoegsel,
        persoon.voornamen,
        persoon.geslacht,
        geboren(persoon),
        vijf,
        begin,
        adresregel(registratie.address_of(row)),
    ]
