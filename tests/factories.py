"""One small builder per table. Each writes as the register itself; give only what the test is about."""

import itertools
import uuid
from datetime import date, datetime
from typing import Any

from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Diploma, Inschrijving
from verzuimloket.instellingen.models import Instelling, Onderwijslocatie
from verzuimloket.personen import sleutels
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.personen.rules import zoeksleutel
from verzuimloket.routering.models import Postcodegebied
from verzuimloket.verzuim.inputs import MeldingInput
from verzuimloket.verzuim.models import Melding

_volgnummers = itertools.count(1)


def bsn(volgnummer: int | None = None) -> str:
    """A number that passes the check of a bsn; fictitious."""
    base = 12_000_000 + 10 * (volgnummer or next(_volgnummers))
    while True:
        digits = f"{base:08d}"
        check = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 1, -1), strict=True)) % 11
        if check < 10:
            return f"{digits}{check}"
        base += 1


def instelling(code: str = "28AX", **given: Any) -> Instelling:
    fields = {
        "naam": "Voorbeeldschool",
        "sector": "VO",
        "bekostigd": True,
        "oprichtingsdatum": date(1990, 8, 1),
        "bestuur": "109B027",
    }
    return Instelling.objects.get_or_create(code=code, defaults=fields | given)[0]


def locatie(code: str = "28AX0022", instelling_code: str = "28AX", naam: str = "Hoofdgebouw") -> Onderwijslocatie:
    return Onderwijslocatie.objects.create(code=code, instelling_id=instelling_code, naam=naam)


def persoon(*, gemeente: str = "0344", adres: bool = True, nummer: str | None = None, **given: Any) -> Persoon:
    """A pupil of 14 in Utrecht with a bsn. ``adres=False``: without an address."""
    nummer, kenmerk = nummer or bsn(), uuid.uuid4()
    verzegeld = sleutels.seal(nummer, kenmerk)
    fields = {
        "kenmerk": kenmerk,
        "bsn": verzegeld.tekst,
        "bsn_index": verzegeld.index,
        "achternaam": "Morgen",
        "voorvoegsel": "",
        "voornamen": "Lotte",
        "geslacht": "V",
        "geboortedatum": date(2012, 1, 1),
    } | given
    fields["zoeknaam"] = zoeksleutel(fields["achternaam"])
    with acting_as(SYSTEEM):
        made = Persoon.objects.create(**fields)
        if adres:
            Adres.objects.create(
                persoon=made,
                begindatum=date(2012, 1, 1),
                gemeentecode=gemeente,
                postcode="3511AB",
                huisnummer="99",
                straat="Schoolstraat",
                plaats="Utrecht",
            )
    return made


def adres_buitenland(van: Persoon, land: str = "5010") -> Adres:
    with acting_as(SYSTEEM):
        Adres.objects.filter(persoon=van).update(einddatum=date(2025, 12, 31))
        return Adres.objects.create(
            persoon=van,
            begindatum=date(2026, 1, 1),
            landcode=land,
            regel1="Kerkstraat 1",
            regel2="2000 Antwerpen",
        )


def inschrijving(
    van: Persoon, code: str = "28AX", begin: date = date(2024, 8, 1), eind: date | None = None
) -> Inschrijving:
    school = instelling(code)
    with acting_as(SYSTEEM):
        return Inschrijving.objects.create(
            persoon=van, instelling=school, sector=school.sector, begindatum=begin, einddatum=eind
        )


def leerling(code: str = "28AX", *, begin: date = date(2024, 8, 1), **given: Any) -> Persoon:
    """A person who is enrolled at an institution."""
    made = persoon(**given)
    inschrijving(made, code, begin)
    return made


def diploma(van: Persoon, soort: str = "MBO", niveau: str = "2", datum: date = date(2025, 7, 1)) -> Diploma:
    with acting_as(SYSTEEM):
        return Diploma.objects.create(persoon=van, soort=soort, niveau=niveau, datum=datum)


def postcode(code: str = "3511AB", gemeente: str = "0344") -> Postcodegebied:
    return Postcodegebied.objects.get_or_create(postcode=code, defaults={"gemeente_id": gemeente})[0]


def melder(*codes: str, rollen: tuple[Rol, ...] = (Rol.MELDER, Rol.INSCHRIJVER), naam: str = "A. de Melder") -> Actor:
    """A school administrator of these institutions (28AX when none is named)."""
    return Actor(
        naam=naam,
        kanaal=Kanaal.SCHERM,
        rollen=frozenset(rollen),
        organisatie="109B027",
        organisatie_naam="Voorbeeldbestuur",
        instellingen=codes or ("28AX",),
    )


def behandelaar(instantie: str = "G0344", naam: str = "B. Behandelaar") -> Actor:
    """An attendance officer of this agency."""
    return Actor(
        naam=naam,
        kanaal=Kanaal.SCHERM,
        rollen=frozenset({Rol.BEHANDELAAR}),
        organisatie=instantie,
        organisatie_naam="Gemeente Utrecht",
        instanties=(instantie,),
    )


def melding_input(van: Persoon, **given: Any) -> MeldingInput:
    """A correct report of 16 hours in the week of 2–6 November 2026."""
    fields: dict[str, Any] = {
        "instelling": "28AX",
        "persoon_id": van.pk,
        "begindatum": date(2026, 11, 2),
        "einddatum": date(2026, 11, 6),
        "soort": "V3",
        "reden": "Onbekend",
        "actie_gewenst": True,
        "contact_naam": "J. Boezeroen",
        "contact_email": "j.boezeroen@school.example",
        "acties": ("BRIEF",),
    }
    return MeldingInput(**fields | given)


def melding(
    van: Persoon | None = None, *, by: Actor | None = None, at: datetime | None = None, **given: Any
) -> Melding:
    """A melding that a school handed in, through the door that every channel uses."""
    from verzuimloket.verzuim import actions

    actor = by or melder(given.get("instelling", "28AX"))
    van = van or leerling(given.get("instelling", "28AX"))
    with acting_as(actor):
        return actions.submit_melding(melding_input(van, **given), by=actor, at=at or clock.now())
