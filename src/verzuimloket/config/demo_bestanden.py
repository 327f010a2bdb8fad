"""The story of the demo, part four: files that were sent, and files that are ready to fetch.

Everything goes through the actions that everyone uses. What a job does later, is done here at once: so the story is
there when the first page opens. The job itself then finds nothing to do.
"""

import csv
import io
from collections.abc import Iterable
from datetime import date, timedelta

from verzuimloket.aanleveringen import actions
from verzuimloket.aanleveringen.codes import INSCHRIJVINGEN
from verzuimloket.aanleveringen.inputs import AanleveringInput
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.aanleveringen.sjabloon import KOLOMMEN
from verzuimloket.access.models import Gebruiker
from verzuimloket.channels.upload.aanleveren.afhandelen import Afhandeling
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Adres
from verzuimloket.uitvoer import registratie_taken

BESTUUR, SCHOOL, GEMEENTEN = "902B007", "47BR", ("G0344", "G0599")
BEKEND = 8  # pupils in each file who are enrolled already
VERWERKT, WACHT = "inschrijvingen-november.csv", "nieuwe-leerlingen.csv"
Regel = dict[str, str]
NIEUW = (
    ("Okonjo", "Amara", "V", "2012-04-17"),
    ("Haverkate", "Thijmen", "M", "2011-09-30"),
    ("Demirkan", "Elif", "V", "2013-01-23"),
    ("Petrenko", "Danylo", "M", "2012-11-14"),
    ("Al-Masri", "Yara", "V", "2010-06-26"),
    ("Tesfaye", "Natnael", "M", "2011-02-19"),
)


def tell(scholen: Iterable[str]) -> tuple[Aanlevering, Aanlevering]:
    """The file that was stored, and the one that waits for a decision. ``scholen``: who finds an overview of today."""
    by, on = _anna(), clock.today()
    known, house = _enrolled(), _house()
    verwerkt = _send(VERWERKT, [*known, *_new(0, house, on)], by)
    with acting_as(by):
        actions.commit(verwerkt, alles_of_niets=False, by=by, at=clock.now())
        begun = actions.begin_commit(verwerkt.pk)
    if begun:
        Afhandeling(begun, by).commit()
    wacht = _send(WACHT, _spoilt([*known, *_new(3, house, on)]), by)
    for code in scholen:
        registratie_taken.make_overview(code)
    for code in GEMEENTEN:
        registratie_taken.make_signal(code)
    return _now(verwerkt, by), wacht


def _anna() -> Actor:
    with acting_as(SYSTEEM):
        anna = Gebruiker.objects.get(gebruikersnaam="anna")
    return Actor(
        anna.naam,
        Kanaal.BESTAND,
        frozenset({Rol.INSCHRIJVER}),
        BESTUUR,
        BESTUUR,
        instellingen=(SCHOOL,),
        gebruiker_id=anna.pk,
    )


def _enrolled() -> list[Regel]:
    """Pupils as the school sent them before: nothing new."""
    with acting_as(SYSTEEM):
        rows = Inschrijving.objects.filter(instelling_id=SCHOOL, einddatum=None, persoon__bsn_index__isnull=False)
        found = list(rows.select_related("persoon").order_by("pk")[:BEKEND])
    return [
        _line(
            row.begindatum,
            bsn=personen.number_of(row.persoon),
            geslacht=row.persoon.geslacht,
            geboortedatum=row.persoon.geboren.iso(),
        )
        for row in found
    ]


def _house() -> Adres:
    """Any address of a pupil of this school; the new pupils come to live in that street."""
    with acting_as(SYSTEEM):
        here = Inschrijving.objects.filter(instelling_id=SCHOOL, einddatum=None).values("persoon_id")
        return Adres.objects.filter(persoon__in=here, einddatum=None).exclude(postcode="").order_by("pk")[0]


def _new(first: int, house: Adres, on: date) -> list[Regel]:
    """Three pupils without a number."""
    monday = on - timedelta(days=on.weekday() + 7)
    return [
        _line(
            monday,
            achternaam=achternaam,
            voornamen=voornamen,
            geslacht=geslacht,
            geboortedatum=geboren,
            postcode=house.postcode,
            huisnummer=str(300 + place),
            straatnaam=house.straat,
            plaatsnaam=house.plaats,
        )
        for place, (achternaam, voornamen, geslacht, geboren) in enumerate(NIEUW[first : first + 3], start=first)
    ]


def _line(begin: date, **cells: str) -> Regel:
    return {"instellingscode": SCHOOL, "datumInschrijving": begin.isoformat()} | cells


def _spoilt(regels: list[Regel]) -> list[Regel]:
    """With three lines in which something is wrong, each in another way."""
    regels[1] |= {"geslacht": "M" if regels[1]["geslacht"] == "V" else "V"}
    regels[4] |= {"datumInschrijving": "2026-02-31"}
    regels[-1] |= {"postcode": ""}
    return regels


def _send(naam: str, regels: list[Regel], by: Actor) -> Aanlevering:
    """Sent and checked."""
    given = AanleveringInput("bestuur", INSCHRIJVINGEN, naam, SCHOOL)
    with acting_as(by):
        sent = actions.receive(given, _csv(regels), by=by, at=clock.now())
        begun = actions.begin_check(sent.pk)
    if begun:
        Afhandeling(begun, by).check()
    return _now(sent, by)


def _csv(regels: list[Regel]) -> io.BytesIO:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [kolom.naam for kolom in KOLOMMEN], restval="", delimiter=";")
    writer.writeheader()
    writer.writerows(regels)
    return io.BytesIO(text.getvalue().encode())


def _now(sent: Aanlevering, by: Actor) -> Aanlevering:
    with acting_as(by):
        return Aanlevering.objects.select_related("bestand").get(pk=sent.pk)
