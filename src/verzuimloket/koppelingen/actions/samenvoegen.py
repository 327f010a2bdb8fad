"""Merging two registrations of one person, and undoing it (INS-31, ADR 0035)."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from verzuimloket.core import audit, verhuizen
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.parameters import param
from verzuimloket.core.rules import blocking
from verzuimloket.core.scope import widened
from verzuimloket.koppelingen import queries, rules, sleutels
from verzuimloket.koppelingen.actions.verhuizen import counts, move_all, move_all_back
from verzuimloket.koppelingen.inputs import TerugInput, VraagInput
from verzuimloket.koppelingen.models import Koppeling
from verzuimloket.personen import actions as personen
from verzuimloket.personen import queries as personen_queries
from verzuimloket.personen import sleutels as nummers
from verzuimloket.personen.models import Persoon

INTUSSEN = "BV_K_intussen_gewijzigd"
_PERSOON = "personen_persoon"


@transaction.atomic
def merge(een: Persoon, ander: Persoon, *, reden: str, by: Actor, at: datetime) -> Koppeling:
    """All that belongs to the one becomes the other's; a bsn wins, else the first registration.

    Both must be the actor's to see. Raises Rejected when it may not be; then nothing changed.
    """
    by.demand(Rol.BEHANDELAAR)
    on = at.astimezone(AMSTERDAM).date()
    blijft, vervalt, punten = _judged(een, ander, by=by, at=at)
    koppeling = Koppeling(kenmerk=uuid.uuid4(), van=vervalt.kenmerk, naar=blijft.kenmerk, reden=reden, punten=punten)
    with widened("rows of all schools and agencies follow their person"):
        done = _unite(vervalt, blijft, at=at)
        koppeling.inhoud = sleutels.seal(done, "koppeling", koppeling.kenmerk)
        koppeling.aantallen = counts(done["tabellen"])
        koppeling.door, koppeling.organisatie, koppeling.gekoppeld_at = by.naam, by.organisatie, at
        koppeling.terugdraaien_tot = on + timedelta(days=param("koppeling_terugdraai_dagen", on=on))
        koppeling.save()
    audit.record("persoon:koppelen", blijft, by=by, van=str(vervalt), koppeling=str(koppeling), reden=reden)
    return koppeling


def _judged(een: Persoon, ander: Persoon, *, by: Actor, at: datetime) -> tuple[Persoon, Persoon, int]:
    """Both, locked and as they are now: who survives first, and their points."""
    with widened("lock both registrations, which the actor may see"):
        locked = _lock({een.pk, ander.pk})
    visible = set(queries.visible_to(by).filter(pk__in=[each.pk for each in locked]).values_list("pk", flat=True))
    if len(visible) < len({een.pk, ander.pk}):
        text = "Een van de 2 leerlingen is intussen door iemand anders gekoppeld. Zoek de nummers opnieuw op."
        raise Rejected([Violation(INTUSSEN, text)])
    facts = queries.facts(locked[0], locked[-1], by=by, on=at.astimezone(AMSTERDAM).date())
    broken = blocking(rules.KOPPELEN.broken(VraagInput(), facts, on=at.astimezone(AMSTERDAM).date()))
    if broken:
        raise Rejected(broken)
    paar = queries.compare(locked[0], locked[-1])
    return paar.blijft, paar.vervalt, paar.punten


def _lock(ids: set[int]) -> list[Persoon]:
    """For this writer alone, in order of registration, so that two merges never wait for each other.

    Who enrols or reports by one of the numbers takes turns too, and finds the surviving person afterwards.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [personen_queries.LOCK_WAIT])
    found = list(Persoon.objects.filter(pk__in=ids).order_by("pk"))
    personen_queries.take_turn(*[text for each in found for text in _numbers_of(each)])
    return list(Persoon.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _numbers_of(persoon: Persoon) -> list[str]:
    sealed = (persoon.bsn, persoon.onderwijsnummer)
    return [nummers.unseal(bytes(each), persoon.kenmerk) for each in sealed if each]


def _unite(van: Persoon, naar: Persoon, *, at: datetime) -> dict[str, Any]:
    """Rows, former numbers and the number itself. What is needed to undo it."""
    known = {"van": van.pk, "naar": naar.pk, "op": at.astimezone(AMSTERDAM).date()}
    tabellen = move_all(known)
    aliassen = personen.move_aliases(van, naar)
    row = verhuizen.take_out(_PERSOON, van.pk)
    personen.take_over_number(van, naar, at=at)
    return {"persoon": row, "aliassen": aliassen, "tabellen": tabellen}


@transaction.atomic
def undo(koppeling: Koppeling, *, by: Actor, at: datetime) -> Persoon:
    """Two registrations again, each with its own rows; what came after the merge stays with the surviving one.

    Only the register holder, and within the term. Raises Rejected. Answers the registration that came back.
    """
    by.demand(Rol.REGISTERBEHEERDER)
    on = at.astimezone(AMSTERDAM).date()
    naar = Persoon.objects.select_for_update().filter(kenmerk=koppeling.naar).first()  # before the facts, as merges do
    koppeling = Koppeling.objects.select_for_update().get(pk=koppeling.pk)
    broken = rules.TERUGDRAAIEN.broken(TerugInput(koppeling.kenmerk), queries.undo_facts(koppeling, on=on), on=on)
    if broken:
        raise Rejected(broken)
    assert naar  # who was merged away since, has a later merge
    done = queries.content_of(koppeling)
    van = _separate(done, naar, on={"op": on})
    koppeling.teruggedraaid_at, koppeling.teruggedraaid_door, koppeling.inhoud = at, by.naam, b""
    koppeling.save(update_fields=["teruggedraaid_at", "teruggedraaid_door", "inhoud"])
    audit.record("persoon:ontkoppelen", naar, by=by, van=str(van), koppeling=str(koppeling))
    return van


def _separate(done: dict[str, Any], naar: Persoon, *, on: dict[str, Any]) -> Persoon:
    row = done["persoon"]
    personen.give_back_number(bytes.fromhex(row["onderwijsnummer_index"].removeprefix("\\x")), naar)
    verhuizen.restore(_PERSOON, row)
    van = Persoon.objects.get(pk=row["id"])
    personen.move_aliases_back([(pk, seal) for pk, seal in done["aliassen"]], van, naar)
    move_all_back(done["tabellen"], {"van": van.pk, "naar": naar.pk, **on})
    return van


def forget(*, on: date) -> int:
    """After the term nothing can be undone, so nothing is kept for it. How many."""
    rows = Koppeling.objects.filter(terugdraaien_tot__lt=on).exclude(inhoud=b"")
    return rows.update(inhoud=b"")
