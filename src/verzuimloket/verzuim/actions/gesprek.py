"""Writing in the conversation about a melding, and following it. The status never changes by it."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from verzuimloket.core import audit, jobs
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import Rejected
from verzuimloket.core.rules import blocking
from verzuimloket.verzuim import queries, rules
from verzuimloket.verzuim.codes import BerichtSoort, Kant
from verzuimloket.verzuim.inputs import BerichtInput
from verzuimloket.verzuim.models import Bericht, Melding, Volger

_SCHRIJVERS = {Kant.SCHOOL: Rol.MELDER, Kant.INSTANTIE: Rol.BEHANDELAAR}


@transaction.atomic
def post_bericht(melding: Melding, given: BerichtInput, *, by: Actor, at: datetime, sleutel: UUID) -> Bericht:
    """Ask, answer, remark, or forward to a colleague (WNS-02).

    sleutel: idempotency key; the same key again answers the message that was made the first time.
    Raises Rejected when a blocking rule is broken; then nothing is stored.
    """
    kant = queries.kant_of(by)
    by.demand(_SCHRIJVERS[kant], instelling=melding.instelling_id if kant == Kant.SCHOOL else "")
    melding = queries.visible_to(by).select_for_update(of=("self",)).get(pk=melding.pk)
    kenmerk = uuid5(melding.kenmerk, f"{kant} {sleutel}")  # a key of elsewhere is another message here
    existing = Bericht.objects.filter(kenmerk=kenmerk).first()
    if existing:
        return existing
    on = at.astimezone(AMSTERDAM).date()
    forwards = given.soort == BerichtSoort.DOORGESTUURD
    broken = rules.GESPREK.broken(given, queries.bericht_facts(by, melding, on=on, collegas=forwards), on=on)
    if blocking(broken):
        raise Rejected(broken)
    bericht = _bericht(melding, given, by=by, at=at, kenmerk=kenmerk)
    bericht.save()
    signalen = [warning.code for warning in broken]
    audit.record(
        "bericht:plaatsen",
        melding,
        by=by,
        soort=given.soort,
        intern=bericht.intern,
        nummer=bericht.pk,
        signalen=signalen,
    )
    jobs.defer("bericht_geplaatst", bericht_id=bericht.pk)
    return bericht


def _bericht(melding: Melding, given: BerichtInput, *, by: Actor, at: datetime, kenmerk: UUID) -> Bericht:
    """The row; what does not apply to this kind of message is left out, whatever the channel sent."""
    soort = BerichtSoort(given.soort)
    bericht = Bericht(melding=melding, kenmerk=kenmerk, kant=queries.kant_of(by), soort=soort, geplaatst_at=at)
    bericht.tekst, bericht.intern = given.tekst, given.intern or soort == BerichtSoort.DOORGESTUURD
    bericht.afzender, bericht.organisatie, bericht.gebruiker_id = by.naam, by.organisatie_naam, by.gebruiker_id
    if soort == BerichtSoort.VRAAG:
        bericht.reactie_voor = given.reactie_voor or rules.reactiedag(at.astimezone(AMSTERDAM).date())
    if soort == BerichtSoort.ANTWOORD:
        bericht.antwoord_op = queries.find_question(by, melding, given.antwoord_op)
    if soort == BerichtSoort.DOORGESTUURD:
        bericht.aan_id = given.aan
    return bericht


@transaction.atomic
def follow_melding(melding: Melding, *, by: Actor, at: datetime) -> None:
    """A mail about everything that happens to it from now on. Twice is the same as once."""
    kant = _reads(melding, by)
    assert by.gebruiker_id, "only a person follows"
    _, new = Volger.objects.get_or_create(
        melding=melding, gebruiker_id=by.gebruiker_id, defaults={"kant": kant, "sinds": at}
    )
    if new:
        audit.record("melding:volgen", melding, by=by)


@transaction.atomic
def unfollow_melding(melding: Melding, *, by: Actor) -> None:
    """No more mails. Twice is the same as once."""
    _reads(melding, by)
    gone, _ = Volger.objects.filter(melding=melding, gebruiker_id=by.gebruiker_id or 0).delete()
    if gone:
        audit.record("melding:ontvolgen", melding, by=by)


def _reads(melding: Melding, by: Actor) -> Kant:
    """The side of somebody who may read this melding. Raises PermissionDenied, Melding.DoesNotExist."""
    kant = queries.kant_of(by)
    rollen = queries.LEZERS[kant]
    by.demand(next((rol for rol in rollen if by.has_role(rol)), rollen[0]))
    queries.visible_to(by).get(pk=melding.pk)
    return kant
