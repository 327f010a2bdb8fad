"""Reading which enrolments were taken back (WNS-15)."""

from datetime import date, timedelta
from uuid import UUID

from verzuimloket.core.actor import Actor
from verzuimloket.core.parameters import param
from verzuimloket.core.scope import widened
from verzuimloket.inschrijvingen.models import Intrekking


def withdrawals(actor: Actor, *, on: date) -> list[Intrekking]:
    """What the actor's institutions took back of late, the last first.

    Who has no other enrolment there is beyond the wall by now; the school typed or saw that name itself. After the
    term the list forgets it: taking back must not become a way to keep looking at a pupil.
    """
    since = on - timedelta(days=param("ingetrokken_tonen_dagen", on=on))
    rows = Intrekking.objects.filter(instelling_id__in=actor.instellingen, ingetrokken_at__date__gte=since)
    with widened("the names of pupils whose enrolment the school itself took back"):
        return list(rows.select_related("persoon", "instelling").order_by("-ingetrokken_at", "-pk"))


def withdrawal(actor: Actor, kenmerk: UUID) -> Intrekking | None:
    """What one of the actor's institutions took back under this kenmerk; without the pupil."""
    return Intrekking.objects.filter(instelling_id__in=actor.instellingen, kenmerk=kenmerk).first()
