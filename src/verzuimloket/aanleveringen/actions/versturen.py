"""What the sender does: send a file, and after the check have its lines stored or not."""

import hashlib
import hmac
from datetime import date, datetime, timedelta

from django.db import transaction

from verzuimloket.aanleveringen import queries
from verzuimloket.aanleveringen.actions.antwoorden import discard_answers
from verzuimloket.aanleveringen.inputs import (
    AanleveringFacts,
    AanleveringInput,
    InhoudFacts,
    InhoudInput,
    VastleggenFacts,
    VastleggenInput,
)
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.aanleveringen.rules import AANLEVERING, INHOUD, MB, VASTLEGGEN, nette_naam
from verzuimloket.aanleveringen.states import next_stand
from verzuimloket.bestanden import actions as bestanden
from verzuimloket.bestanden.inputs import GedeeldInput
from verzuimloket.bestanden.models import Bestand
from verzuimloket.core import audit, jobs
from verzuimloket.core.actor import Actor
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import PermissionDenied, Rejected, Violation
from verzuimloket.core.parameters import param
from verzuimloket.core.rules import blocking

_TELLINGEN = ("gedaan", "nieuw", "gewijzigd", "ongewijzigd", "fout", "gewaarschuwd")


@transaction.atomic
def receive(given: AanleveringInput, content: bestanden.Bron, *, by: Actor, at: datetime) -> Aanlevering:
    """Keep a file that somebody sends, and have it checked by a job. Raises Rejected; then nothing is kept."""
    on = at.astimezone(AMSTERDAM).date()
    facts = AanleveringFacts(frozenset(code.code for code in queries.soorten(by, on=on)), by.instellingen)
    _refuse(AANLEVERING.broken(given, facts, on=on))
    bestand, vingerafdruk = _kept(given, content, by=by, at=at, on=on)
    _refuse(INHOUD.broken(InhoudInput(bestand.naam, bestand.grootte), InhoudFacts(on), on=on))
    aanlevering = Aanlevering.objects.create(
        bestand=bestand,
        soort=given.soort,
        instelling_id=given.instelling or None,
        alles_of_niets=given.alles_of_niets,
        vervang_bestaande=given.vervang_bestaande,
        stopdrempel=given.stopdrempel,
        organisatie_naam=by.organisatie_naam,
        vingerafdruk=vingerafdruk,
        ontvangen_at=at,
    )
    audit.record("aanlevering:versturen", aanlevering, by=by, soort=given.soort, grootte=bestand.grootte)
    jobs.defer_in_turn("aanlevering_controleren", _turn(bestand), aanlevering_id=aanlevering.pk)
    return aanlevering


def _refuse(broken: list[Violation]) -> None:
    if blocking(broken):
        raise Rejected(broken)


def _kept(
    given: AanleveringInput, content: bestanden.Bron, *, by: Actor, at: datetime, on: date
) -> tuple[Bestand, str]:
    """The sealed file and its fingerprint. Of a file that is too long, no more than shows that it is."""
    source = _Gemeten(content, param("upload_max_mb", on=on) * MB)
    shared = GedeeldInput(
        soort_kenmerk=given.soort_kenmerk,
        soort=given.soort,
        naam=nette_naam(given.naam),
        mime="application/octet-stream",
        instelling=given.instelling,
        verwijderen_op=on + timedelta(days=param("bewaar_aanlevering_dagen", on=on)),
    )
    bestand = bestanden.start_shared(shared, by=by, at=at)
    bestanden.append(bestand, source)
    bestanden.complete(bestand, totaal=0, at=at)
    return bestand, source.vingerafdruk.hexdigest()


class _Gemeten:
    """Content that passes, with its fingerprint; not much more of it than ``most`` bytes."""

    def __init__(self, content: bestanden.Bron, most: int) -> None:
        self.content, self.most, self.grootte = content, most, 0
        self.vingerafdruk = hmac.new(queries.key(), digestmod=hashlib.sha256)

    def read(self, size: int, /) -> bytes:
        part = self.content.read(size) if self.grootte <= self.most else b""
        self.grootte += len(part)
        self.vingerafdruk.update(part)
        return part


@transaction.atomic
def commit(aanlevering: Aanlevering, *, alles_of_niets: bool, by: Actor, at: datetime) -> Aanlevering:
    """Have the lines stored by a job: all of them, or the good ones. Raises Rejected, TransitionNotAllowed."""
    aanlevering = _locked(aanlevering, by=by)
    stand = next_stand(aanlevering.stand, "vastleggen")
    facts = VastleggenFacts(aanlevering.goed, aanlevering.fout)
    on = at.astimezone(AMSTERDAM).date()
    _refuse(VASTLEGGEN.broken(VastleggenInput(alles_of_niets), facts, on=on))
    aanlevering.stand, aanlevering.alles_of_niets = stand, alles_of_niets
    start_anew(aanlevering)
    audit.record("aanlevering:vastleggen", aanlevering, by=by, alles_of_niets=alles_of_niets)
    turn = _turn(aanlevering.bestand)
    jobs.defer_in_turn("aanlevering_verwerken", turn, aanlevering_id=aanlevering.pk)
    return aanlevering


@transaction.atomic
def cancel(aanlevering: Aanlevering, *, by: Actor, at: datetime) -> Aanlevering:
    """The sender does not want its lines stored. Raises TransitionNotAllowed when that has begun."""
    aanlevering = _locked(aanlevering, by=by)
    aanlevering.stand = next_stand(aanlevering.stand, "annuleren")
    aanlevering.melding, aanlevering.melding_code = "Gestopt door de afzender. Er is niets vastgelegd.", ""
    aanlevering.save(update_fields=["stand", "melding", "melding_code"])
    audit.record("aanlevering:annuleren", aanlevering, by=by)
    return aanlevering


def _locked(aanlevering: Aanlevering, *, by: Actor) -> Aanlevering:
    """The newest state, for this writer alone. Raises DoesNotExist, PermissionDenied."""
    if not queries.may_send(by, aanlevering.soort):
        raise PermissionDenied("Uw rol mag dit niet doen. Vraag uw beheerder om de juiste rol.")
    return queries.own(by).select_for_update(of=("self",), no_key=True).get(pk=aanlevering.pk)


def start_anew(aanlevering: Aanlevering) -> None:
    """Before the first line, as when nobody looked at the file yet; how many lines it has stays known."""
    aanlevering.bevindingen.all().delete()
    discard_answers(aanlevering)
    for name in _TELLINGEN:
        setattr(aanlevering, name, 0)
    aanlevering.telling, aanlevering.leeswijze = {}, {}
    aanlevering.melding = aanlevering.melding_code = ""
    aanlevering.save()


def _turn(bestand: Bestand) -> str:
    """Files of one organisation are handled one after the other."""
    return f"aanleveringen {bestand.organisatie}"
