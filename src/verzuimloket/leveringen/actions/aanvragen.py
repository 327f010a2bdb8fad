"""A complete delivery: asked for by a button or by file, made by a job."""

from datetime import datetime

from django.db import IntegrityError, transaction

from verzuimloket.core import audit, jobs
from verzuimloket.core.actor import SYSTEEM, Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import Rejected
from verzuimloket.leveringen.actions.klaarzetten import Klaarzetten
from verzuimloket.leveringen.bestand.maken import maak_c
from verzuimloket.leveringen.codes import C
from verzuimloket.leveringen.inputs import AanvraagFacts, AanvraagInput
from verzuimloket.leveringen.models import Levering
from verzuimloket.leveringen.queries import gebied, overzicht
from verzuimloket.leveringen.rules import AANVRAAG, alles, uiterlijk


def check(given: AanvraagInput, *, by: Actor, at: datetime) -> None:
    """Whether this may be asked for. Raises Rejected, PermissionDenied."""
    by.demand(Rol.RAPPORTAGES)
    on = at.astimezone(AMSTERDAM).date()
    broken = AANVRAAG.broken(given, AanvraagFacts(on, by.instanties), on=on)
    if broken:
        raise Rejected(broken)


def request(given: AanvraagInput, *, by: Actor, at: datetime) -> tuple[Levering, bool]:
    """Have it made. The delivery, and whether it is a new one: of one day there is one. Raises Rejected.

    To ask again has it made again as long as it is not ready: the job may have given up.
    """
    check(given, by=by, at=at)
    found = overzicht.aangevraagd(given.ontvanger, given.peildatum)
    if found:
        if found.gemaakt_at is None:
            _order(found)
        return found, False
    try:
        return _store(given, by=by, at=at), True
    except IntegrityError:  # a colleague was first, a moment ago
        return Levering.objects.get(soort=C, instantie=given.ontvanger, peildatum=given.peildatum), False


@transaction.atomic
def _store(given: AanvraagInput, *, by: Actor, at: datetime) -> Levering:
    levering = Levering.objects.create(
        soort=C,
        instantie=given.ontvanger,
        peildatum=given.peildatum,
        tot=alles(given.peildatum, at=at).tot,
        aangevraagd_at=at,
        kanaal=by.kanaal,
        uiterlijk=uiterlijk(at.astimezone(AMSTERDAM).date()),
    )
    audit.record("levering:aanvragen", levering, by=by, soort=C, instantie=given.ontvanger)
    _order(levering)
    return levering


def _order(levering: Levering) -> None:
    jobs.defer_in_turn("levering_maken", f"levering {levering.pk}", levering_id=levering.pk)


@transaction.atomic
def fulfil(pk: int, *, at: datetime) -> bool:
    """Make what was asked for and put it ready. False when it was ready already."""
    levering = Levering.objects.select_for_update(of=("self",)).filter(pk=pk, gemaakt_at=None).first()
    ontvanger = gebied.ontvanger(levering.instantie) if levering else None
    if levering is None or ontvanger is None:
        return False
    ready = Klaarzetten(at=at)
    venster = alles(levering.peildatum, at=levering.tot)
    made = maak_c(venster, ontvanger, ready, at=at, regios=gebied.regios())
    ready.complete(levering, made).save()
    assert levering.csv
    audit.record("levering:klaarzetten", levering, by=SYSTEEM, soort=C, aantal=made.aantallen["PER"])
    jobs.defer("levering_klaar", bestand_id=levering.csv.pk)
    return True
