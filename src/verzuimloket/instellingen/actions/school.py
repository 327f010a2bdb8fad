"""Writing institutions, and what the role verzuimloket beheerder onderwijs keeps about them (AUT-19, RIO-12)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.rules import blocking
from verzuimloket.instellingen import queries, rules
from verzuimloket.instellingen.inputs import (
    SLUITEN,
    VERWIJDEREN,
    ContactpersoonInput,
    EindeFacts,
    EindeInput,
    LesurenInput,
    LocatieInput,
    VakantieInput,
)
from verzuimloket.instellingen.models import Contactpersoon, Instelling, Onderwijslocatie, Vakantie

_ROL = Rol.BEHEERDER_ONDERWIJS


def load(cursor: Any) -> None:
    """Institutions from the load: new ones added, known ones brought up to date. Unknown: there since always."""
    cursor.execute(
        """
        INSERT INTO instellingen_instelling
          (code, naam, sector, bekostigd, oprichtingsdatum, opheffingsdatum, bestuur)
        SELECT s.instellingscode, coalesce(nullif(s.naam, ''), i.naam, s.instellingscode), s.sector, s.bekostigd,
          coalesce(s.oprichtingsdatum, i.oprichtingsdatum, '1900-01-01'), NULL,
          coalesce(nullif(s.bestuur, ''), i.bestuur, '')
        FROM laad_instellingen s LEFT JOIN instellingen_instelling i ON i.code = s.instellingscode
        ORDER BY s.instellingscode
        ON CONFLICT (code) DO UPDATE SET naam = excluded.naam, sector = excluded.sector,
          bekostigd = excluded.bekostigd, oprichtingsdatum = excluded.oprichtingsdatum, bestuur = excluded.bestuur
        """
    )


def _take_turn(instelling: str, *, by: Actor) -> Instelling:
    """Demand the role; who changes things of the same institution at the same moment waits.

    A weak lock: meldingen that refer to the institution go on.
    """
    by.demand(_ROL, instelling=instelling)
    return Instelling.objects.select_for_update(no_key=True).get(pk=instelling)


def _refuse(violations: list[Violation]) -> None:
    if blocking(violations):
        raise Rejected(violations)


# locations


@transaction.atomic
def add_locatie(given: LocatieInput, *, by: Actor, on: date) -> Onderwijslocatie:
    """A new education location. Raises Rejected."""
    _take_turn(given.instelling, by=by)
    _refuse(rules.LOCATIE.broken(given, queries.locatie_facts(given.instelling), on=on))
    made = Onderwijslocatie.objects.create(code=given.code, instelling_id=given.instelling, naam=given.naam)
    audit.record("locatie:toevoegen", f"locatie {made.code}", by=by)
    return made


@transaction.atomic
def change_locatie(locatie: Onderwijslocatie, naam: str, *, by: Actor, on: date) -> None:
    """Another name; the code stays. Meldingen that have the location show the new name."""
    _take_turn(locatie.instelling_id, by=by)
    given = LocatieInput(locatie.instelling_id, locatie.code, naam)
    _refuse(rules.LOCATIE.broken(given, queries.locatie_facts(given.instelling, but=locatie.code), on=on))
    locatie.naam = naam
    locatie.save(update_fields=["naam"])
    audit.record("locatie:wijzigen", f"locatie {locatie.code}", by=by)


@transaction.atomic
def close_locatie(locatie: Onderwijslocatie, einddatum: date | None, *, by: Actor, on: date) -> None:
    """After that day nobody can choose it; meldingen that have it keep it."""
    _take_turn(locatie.instelling_id, by=by)
    _refuse(rules.EINDE.broken(EindeInput(SLUITEN, einddatum), EindeFacts("locatie"), on=on))
    _set_end(locatie, einddatum)
    audit.record("locatie:sluiten", f"locatie {locatie.code}", by=by, einddatum=einddatum)


@transaction.atomic
def reopen_locatie(locatie: Onderwijslocatie, *, by: Actor) -> None:
    """It can be chosen again."""
    _take_turn(locatie.instelling_id, by=by)
    _set_end(locatie, None)
    audit.record("locatie:heropenen", f"locatie {locatie.code}", by=by)


@transaction.atomic
def remove_locatie(
    locatie: Onderwijslocatie, *, used_by: Callable[[Onderwijslocatie], int], by: Actor, on: date
) -> None:
    """Take away a location that was never used. Raises Rejected with how often it was.

    Meldingen stand above this app: ``used_by`` tells in how many of them it stands or stood. It is asked
    with the row locked, so that no melding can take the location meanwhile; the foreign key guards the rest.
    """
    _take_turn(locatie.instelling_id, by=by)
    locked = Onderwijslocatie.objects.select_for_update().get(pk=locatie.pk)
    facts = queries.einde_facts(locked, used_by(locked))
    _refuse(rules.EINDE.broken(EindeInput(VERWIJDEREN), facts, on=on))
    try:
        locked.delete()
    except ProtectedError as refused:
        count = EindeFacts("locatie", len(refused.protected_objects))
        raise Rejected(rules.EINDE.broken(EindeInput(VERWIJDEREN), count, on=on)) from None
    audit.record("locatie:verwijderen", f"locatie {locatie.code}", by=by)


def _set_end(row: Onderwijslocatie | Contactpersoon, einddatum: date | None) -> None:
    row.einddatum = einddatum
    row.save(update_fields=["einddatum"])


# contact persons


@transaction.atomic
def add_contactpersoon(given: ContactpersoonInput, *, by: Actor, on: date) -> Contactpersoon:
    """Somebody whom colleagues can choose when they report. Raises Rejected."""
    _take_turn(given.instelling, by=by)
    _refuse(rules.CONTACTPERSOON.broken(given, queries.contactpersoon_facts(given.instelling, on=on), on=on))
    made = Contactpersoon.objects.create(instelling_id=given.instelling, **_fields(given))
    audit.record("contactpersoon:toevoegen", made, by=by)
    return made


@transaction.atomic
def change_contactpersoon(persoon: Contactpersoon, given: ContactpersoonInput, *, by: Actor, on: date) -> None:
    """From now on; meldingen keep who was their contact person."""
    _take_turn(persoon.instelling_id, by=by)
    facts = queries.contactpersoon_facts(persoon.instelling_id, on=on, but=persoon)
    _refuse(rules.CONTACTPERSOON.broken(given, facts, on=on))
    for name, value in _fields(given).items():
        setattr(persoon, name, value)
    persoon.save()
    audit.record("contactpersoon:wijzigen", persoon, by=by)


def _fields(given: ContactpersoonInput) -> dict[str, str | None]:
    plain = {name: getattr(given, name) for name in ("naam", "functie", "telefoon", "email")}
    return {**plain, "locatie_id": given.locatie or None}


@transaction.atomic
def close_contactpersoon(persoon: Contactpersoon, einddatum: date | None, *, by: Actor, on: date) -> None:
    """After that day nobody can choose this person."""
    _take_turn(persoon.instelling_id, by=by)
    _refuse(rules.EINDE.broken(EindeInput(SLUITEN, einddatum), EindeFacts("contactpersoon"), on=on))
    _set_end(persoon, einddatum)
    audit.record("contactpersoon:sluiten", persoon, by=by, einddatum=einddatum)


@transaction.atomic
def reopen_contactpersoon(persoon: Contactpersoon, *, by: Actor) -> None:
    """This person can be chosen again."""
    _take_turn(persoon.instelling_id, by=by)
    _set_end(persoon, None)
    audit.record("contactpersoon:heropenen", persoon, by=by)


@transaction.atomic
def remove_contactpersoon(
    persoon: Contactpersoon, *, used_by: Callable[[Contactpersoon], int], by: Actor, on: date
) -> None:
    """Take away somebody who is in no melding. ``used_by``: as with a location."""
    _take_turn(persoon.instelling_id, by=by)
    facts = EindeFacts("contactpersoon", used_by(persoon))
    _refuse(rules.EINDE.broken(EindeInput(VERWIJDEREN), facts, on=on))
    subject = str(persoon)
    persoon.delete()
    audit.record("contactpersoon:verwijderen", subject, by=by)


# holidays and lesson hours


@transaction.atomic
def add_vakantie(instelling: str, given: VakantieInput, *, by: Actor, on: date) -> Vakantie:
    """Days that count for no school week. Raises Rejected."""
    _take_turn(instelling, by=by)
    _refuse(rules.VAKANTIE.broken(given, queries.vakantie_facts(instelling, on=on), on=on))
    made = _store(instelling, given)
    audit.record("vakantie:toevoegen", f"instelling {instelling}", by=by, begindatum=given.begindatum)
    return made


def _store(instelling: str, given: VakantieInput) -> Vakantie:
    assert given.begindatum
    assert given.einddatum
    return Vakantie.objects.create(
        instelling_id=instelling, naam=given.naam, begindatum=given.begindatum, einddatum=given.einddatum
    )


@transaction.atomic
def remove_vakantie(instelling: str, pk: int, *, by: Actor) -> bool:
    """Whether there was such a holiday to take away."""
    _take_turn(instelling, by=by)
    found = Vakantie.objects.filter(instelling_id=instelling, pk=pk).first()
    if found is None:
        return False
    found.delete()
    audit.record("vakantie:verwijderen", f"instelling {instelling}", by=by, begindatum=found.begindatum)
    return True


@transaction.atomic
def take_over_vakanties(instelling: str, regio: str, *, by: Actor, on: date) -> list[Vakantie]:
    """The school holidays of a region, without those in whose days the school has one already. What was added."""
    _take_turn(instelling, by=by)
    made = []
    for line in codelijst("schoolvakantie"):
        begin, eind = (date.fromisoformat(line.extra[name]) for name in ("begindatum", "einddatum"))
        given = VakantieInput(line.naam, begin, eind)
        facts = queries.vakantie_facts(instelling, on=on)
        if line.extra["regio"] == regio and not blocking(rules.VAKANTIE.broken(given, facts, on=on)):
            made.append(_store(instelling, given))
    audit.record("vakantie:overnemen", f"instelling {instelling}", by=by, regio=regio, aantal=len(made))
    return made


@transaction.atomic
def set_lesuren(instelling: str, given: LesurenInput, *, by: Actor, on: date) -> None:
    """How long a lesson hour is and whether absence is counted in lesson hours (domain rules §6.2)."""
    found = _take_turn(instelling, by=by)
    _refuse(rules.LESUREN.broken(given, queries.lesuren_facts(found, on=on), on=on))
    assert given.minuten is not None
    found.lesuur_minuten, found.telt_lesuren = given.minuten, given.telt_lesuren
    found.save(update_fields=["lesuur_minuten", "telt_lesuren"])
    audit.record("lesuren:wijzigen", f"instelling {instelling}", by=by, minuten=given.minuten)


@transaction.atomic
def set_tweede_vervangt(instelling: str, aan: bool, *, by: Actor) -> None:
    """Whether a second enrolment of a pupil replaces the first one here, without asking each time (Q20, INS-32)."""
    found = _take_turn(instelling, by=by)
    found.tweede_vervangt = aan
    found.save(update_fields=["tweede_vervangt"])
    audit.record("inschrijven:instellen", f"instelling {instelling}", by=by, tweede_vervangt=aan)
