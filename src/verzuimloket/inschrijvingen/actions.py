"""Writing enrolments. The screen, the file and the machine link all end here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from verzuimloket.core import audit, laden
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected, Violation
from verzuimloket.core.rules import blocking
from verzuimloket.core.scope import widened
from verzuimloket.inschrijvingen import queries, rules
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums, InschrijvingInput
from verzuimloket.inschrijvingen.models import Inschrijving, Mentorleerling
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen import actions as personen
from verzuimloket.personen.models import Persoon
from verzuimloket.personen.rules import voluit

ALREADY_ENROLLED = "BV_I_tweede_inschrijving"
OVERLAP_HERE = "BV_I_overlap_zelfde_instelling"
CHANGED_MEANWHILE = "BV_I_intussen_gewijzigd"


@dataclass(frozen=True)
class Uitkomst:
    """What was stored, and what the school should look at."""

    inschrijving: Inschrijving
    signalen: tuple[Violation, ...]


@transaction.atomic
def enrol(given: InschrijvingInput, *, by: Actor, on: date) -> Uitkomst:
    """A school enrols a pupil. Raises Rejected when a blocking rule is broken; then nothing is stored.

    The same enrolment a second time is harmless: the first one is the answer.
    """
    by.demand(Rol.INSCHRIJVER)
    kandidaat = queries.find_candidate(given, by=by, on=on)
    broken = rules.INSCHRIJVING.broken(given, kandidaat.facts, on=on)
    if {violation.code for violation in blocking(broken)} <= {ALREADY_ENROLLED}:
        existing = queries.identical(given, kandidaat.persoon)
        if existing:
            return Uitkomst(existing, tuple(signal for signal in broken if not signal.blocks))
    if blocking(broken):
        raise Rejected(queries.told(broken))
    with widened("the pupil may be new, or known through another institution"):
        persoon = kandidaat.persoon or _register(given, kandidaat.gemeentecode, by=by)
        replaced = _replaced(given, persoon, by=by, on=on)
        inschrijving = _store(given, replaced or Inschrijving(persoon=persoon))
    event = "inschrijving:vervangen" if replaced else "inschrijving:vastleggen"
    audit.record(event, inschrijving, by=by, signalen=[v.code for v in broken])
    return Uitkomst(inschrijving, tuple(broken))


def _register(given: InschrijvingInput, gemeentecode: str, *, by: Actor) -> Persoon:
    assert given.geboortedatum  # the rules saw to these three
    assert given.adres
    assert given.begindatum
    persoon = personen.register_persoon(
        achternaam=given.achternaam,
        voorvoegsel=given.voorvoegsel,
        voornamen=given.voornamen,
        geslacht=given.geslacht,
        geboren=given.geboortedatum,
        by=by,
    )
    personen.record_adres(persoon, given.adres, gemeentecode=gemeentecode, vanaf=given.begindatum, by=by)
    return persoon


def _replaced(given: InschrijvingInput, persoon: Persoon, *, by: Actor, on: date) -> Inschrijving | None:
    """The enrolment at this institution that makes place, when the school asked for it (Q20).

    Only one can make place. Raises Rejected when the given dates touch yet another.
    """
    found = queries.overlapping(given, persoon) if given.vervang_bestaande else None
    if found:
        rule, facts = rules.INSCHRIJVING_DATUMS[OVERLAP_HERE], queries.facts_of(found, by=by, on=on)
        if not rule.holds(given, facts):
            raise Rejected([rule.violation(given, facts)])
    return found


def _store(given: InschrijvingInput, inschrijving: Inschrijving) -> Inschrijving:
    assert given.begindatum
    instelling = Instelling.objects.get(pk=given.instelling)
    inschrijving.instelling = instelling
    inschrijving.sector, inschrijving.bekostigd = instelling.sector, instelling.bekostigd
    inschrijving.begindatum, inschrijving.einddatum = given.begindatum, given.einddatum
    inschrijving.save()
    return inschrijving


@transaction.atomic
def change_datums(
    inschrijving: Inschrijving,
    given: InschrijvingDatums,
    *,
    by: Actor,
    on: date,
    seen: InschrijvingDatums | None = None,
) -> Uitkomst:
    """Change the two dates of an enrolment in place (OVZ-12). ``seen``: the dates that the school looked at.

    Raises Rejected, also when somebody else changed the dates in the meantime.
    """
    by.demand(Rol.INSCHRIJVER, instelling=inschrijving.instelling_id)
    inschrijving = queries.locked(inschrijving, by=by)
    now = InschrijvingDatums(inschrijving.begindatum, inschrijving.einddatum)
    if seen not in (None, now) and given != now:
        raise Rejected([_changed_meanwhile(now)])
    broken = rules.INSCHRIJVING_DATUMS.broken(given, queries.facts_of(inschrijving, by=by, on=on), on=on)
    if blocking(broken):
        raise Rejected(broken)
    assert given.begindatum
    if given != now:
        inschrijving.begindatum, inschrijving.einddatum = given.begindatum, given.einddatum
        inschrijving.save(update_fields=["begindatum", "einddatum"])
        audit.record("inschrijving:wijzigen", inschrijving, by=by, signalen=[v.code for v in broken])
    return Uitkomst(inschrijving, tuple(broken))


def _changed_meanwhile(now: InschrijvingDatums) -> Violation:
    assert now.begindatum
    eind = f" tot en met {voluit(now.einddatum)}" if now.einddatum else ", zonder datum uitschrijving"
    text = (
        f"Iemand anders heeft deze inschrijving intussen gewijzigd: vanaf {voluit(now.begindatum)}{eind}."
        " Controleer uw datums en bevestig opnieuw."
    )
    return Violation(CHANGED_MEANWHILE, text, "begindatum")


def load(cursor: Any) -> None:
    """Enrolments from the load, with their history."""
    same = (
        "vestiging",
        "volgnummer",
        "sector",
        "soort",
        "niveau",
        "leertraject",
        "opleidingscode",
        "bekostigd",
    )
    columns = {name: f"s.{name}" for name in (*same, "begindatum", "einddatum")}
    columns |= {"kenmerk": "k.kenmerk", "persoon_id": "p.id", "instelling_id": "s.instellingscode"}
    laden.store(
        cursor,
        laden.Lading("inschrijvingen_inschrijving", "laad_inschrijvingen", ("inschrijving",), columns),
    )


def load_diplomas(cursor: Any) -> None:
    """Diplomas from the load, with their history."""
    columns = {name: f"s.{name}" for name in ("soort", "niveau", "datum")} | {"persoon_id": "p.id"}
    laden.store(cursor, laden.Lading("inschrijvingen_diploma", "laad_diplomas", ("diploma",), columns))


@transaction.atomic
def assign_pupils(
    gebruiker_id: int, instelling: str, personen: Collection[Persoon], *, by: Actor, on: date
) -> list[Mentorleerling]:
    """Make these pupils of the institution those of a mentor (WNS-01). Who was it already stays it, without end.

    Raises PermissionDenied when the person is no reader with own pupils there, or a pupil is not enrolled.
    """
    by.demand(Rol.BEHEERDER_ONDERWIJS, instelling=instelling)
    if not queries.is_mentor(gebruiker_id, instelling, on=on):
        raise PermissionDenied("Deze medewerker is geen raadpleger met eigen leerlingen. Vraag dat aan uw beheerder.")
    enrolled = set(
        queries.enrolled(instelling, on=on).values_list("persoon_id", flat=True).filter(persoon__in=personen)
    )
    if enrolled != {persoon.pk for persoon in personen}:
        raise PermissionDenied("U kunt alleen leerlingen kiezen die bij uw instelling staan ingeschreven.")
    made = [_assign(gebruiker_id, instelling, persoon, on=on) for persoon in personen]
    audit.record("mentorleerling:toevoegen", f"gebruiker {gebruiker_id}", by=by, kenmerk=instelling, aantal=len(made))
    return made


def _assign(gebruiker_id: int, instelling: str, persoon: Persoon, *, on: date) -> Mentorleerling:
    rows = Mentorleerling.objects.select_for_update().filter(gebruiker_id=gebruiker_id, persoon=persoon)
    present = rows.filter(Q(einddatum__isnull=True) | Q(einddatum__gte=on), instelling_id=instelling).first()
    if present is None:
        return Mentorleerling.objects.create(
            gebruiker_id=gebruiker_id, instelling_id=instelling, persoon=persoon, begindatum=on
        )
    present.einddatum = None
    present.save(update_fields=["einddatum"])
    return present


@transaction.atomic
def release_pupils(
    gebruiker_id: int, instelling: str, kenmerken: Collection[UUID], einddatum: date | None, *, by: Actor, on: date
) -> int:
    """After that day these are no pupils of the mentor any more; without a day at once. How many it were.

    Who became a pupil today and stops at once never was one for a whole day: that row goes.
    """
    by.demand(Rol.BEHEERDER_ONDERWIJS, instelling=instelling)
    found = queries.pupils_of_mentor(by, instelling, gebruiker_id, on=on).filter(kenmerk__in=kenmerken)
    rows = list(found.select_for_update(of=("self",)))
    last = max(einddatum or on - timedelta(days=1), on - timedelta(days=1))
    for row in rows:
        if row.begindatum > last:
            row.delete()
        else:
            row.einddatum = last
            row.save(update_fields=["einddatum"])
    audit.record("mentorleerling:beeindigen", f"gebruiker {gebruiker_id}", by=by, kenmerk=instelling, aantal=len(rows))
    return len(rows)
