"""The jobs that handle a file that was sent, as its sender, with the roles of the moment they run.

A job that broke off (the worker died, two writers waited for each other, the database went away) runs again:
``vastgelopen_taken`` in config/taken.py, or the retries below. It goes on where the notes end.
"""

from collections.abc import Callable
from datetime import date

import procrastinate
from procrastinate import JobContext
from procrastinate.contrib.django import app

from verzuimloket.aanleveringen import actions, queries
from verzuimloket.aanleveringen.models import Aanlevering
from verzuimloket.access import queries as access
from verzuimloket.channels.upload.aanleveren.afhandelen import Afhandeling
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal
from verzuimloket.core.errors import PermissionDenied, Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen import queries as instellingen

_POGINGEN = 5
_RETRY = procrastinate.RetryStrategy(max_attempts=_POGINGEN, exponential_wait=2)
GEEN_ROL = "U hebt niet meer de rol waarmee u dit bestand verstuurde. Vraag uw beheerder om de juiste rol."
MISLUKT = (
    "Het bestand kon niet verder worden verwerkt. Stuur het opnieuw: regels die al zijn vastgelegd, worden niet"
    " dubbel vastgelegd."
)


@app.task(name="aanlevering_controleren", retry=_RETRY, pass_context=True)
def check(context: JobContext, aanlevering_id: int) -> None:
    """Look at every line of a file that arrived."""
    _run(context, aanlevering_id, actions.begin_check, Afhandeling.check)


@app.task(name="aanlevering_verwerken", retry=_RETRY, pass_context=True)
def commit(context: JobContext, aanlevering_id: int) -> None:
    """Store the lines of a file that was checked."""
    _run(context, aanlevering_id, actions.begin_commit, Afhandeling.commit)


def _run(
    context: JobContext,
    pk: int,
    begin: Callable[[int], Aanlevering | None],
    work: Callable[[Afhandeling], None],
) -> None:
    with acting_as(SYSTEEM):
        aanlevering = begin(pk)
        actor = actor_of(aanlevering, on=clock.today()) if aanlevering else None
    if aanlevering is None:
        return
    try:
        if actor is None:
            raise PermissionDenied(GEEN_ROL)
        work(Afhandeling(aanlevering, actor))
    except actions.Overgenomen:
        return
    except PermissionDenied as denied:
        _give_up(pk, denied.text)
    except Rejected as rejected:
        _give_up(pk, rejected.violations[0].text)
    except Exception:
        if context.job.attempts >= _POGINGEN:
            _give_up(pk, MISLUKT)
        raise


def actor_of(aanlevering: Aanlevering, *, on: date) -> Actor | None:
    """Who sent it, as he or she may act now; None when the role for it is gone."""
    sent = aanlevering.bestand
    sleutel = f"{sent.soort_kenmerk}:{sent.organisatie}"
    keuze = access.find_machtigingen(sent.gebruiker_id or 0, sleutel, on=on)
    if keuze is None or keuze.sleutel != sleutel:
        return None
    codes = instellingen.codes_of(keuze.soort_kenmerk, keuze.kenmerk)
    naam = aanlevering.organisatie_naam
    actor = access.actor(keuze, kanaal=Kanaal.BESTAND, instellingen=codes, organisatie_naam=naam)
    return actor if queries.may_send(actor, aanlevering.soort) else None


def _give_up(pk: int, fout: str) -> None:
    with acting_as(SYSTEEM):
        actions.give_up(pk, fout)
