"""Logging in and out."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from verzuimloket.access import queries
from verzuimloket.access.models import Gebruiker
from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Kanaal
from verzuimloket.core.errors import Rejected, Violation

MAX_MISLUKT = 5
BLOKKADE = timedelta(minutes=15)
_WRONG = Violation(
    "TG_inloggen_mislukt",
    "De combinatie van gebruikersnaam, wachtwoord en code klopt niet. Controleer ze en probeer het opnieuw.",
)


def log_in(gebruikersnaam: str, wachtwoord: str, code: str, *, at: datetime) -> Gebruiker:
    """The person behind name, password and token code. Raises Rejected, in the same words for every cause.

    Every cause also takes the time of one password check, so that names cannot be found out. Call it
    outside a transaction: a failed try must stay counted.
    """
    is_text = all(queries.is_text(given) for given in (gebruikersnaam, wachtwoord, code))
    gebruiker, may_try = _claim_try(gebruikersnaam, at=at) if is_text else (None, False)
    if gebruiker is None or not may_try:
        make_password(wachtwoord if is_text else "")
    elif gebruiker.check_password(wachtwoord) and _use_code(gebruiker, code, at=at):
        return gebruiker
    audit.record("toegang:inloggen", queries.subject_of(gebruiker), by=_actor(gebruiker), gelukt=False)
    raise Rejected([_WRONG])


@transaction.atomic
def _claim_try(gebruikersnaam: str, *, at: datetime) -> tuple[Gebruiker | None, bool]:
    """Whose log-in this is, and whether one more password may be checked for it.

    A try counts before its outcome is known. So no number of simultaneous tries gets more than
    MAX_MISLUKT checks, and nobody holds the lock while a password is being checked.
    """
    gebruiker = Gebruiker.objects.select_for_update().filter(gebruikersnaam=gebruikersnaam.lower()).first()
    if gebruiker is None:
        return None, False
    if not gebruiker.is_active or (gebruiker.geblokkeerd_tot and gebruiker.geblokkeerd_tot > at):
        return gebruiker, False
    gebruiker.mislukt += 1
    if gebruiker.mislukt >= MAX_MISLUKT:
        gebruiker.mislukt, gebruiker.geblokkeerd_tot = 0, at + BLOKKADE
    gebruiker.save(update_fields=["mislukt", "geblokkeerd_tot"])
    return gebruiker, True


@transaction.atomic
def _use_code(gebruiker: Gebruiker, code: str, *, at: datetime) -> bool:
    """Whether this code opens the account now. A code is good for one log-in, also in a race for it."""
    locked = Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    step = queries.step_of(locked, code, at=at)
    if not step or not locked.is_active:
        return False
    locked.totp_laatste_stap, locked.last_login = step, at
    locked.mislukt, locked.geblokkeerd_tot = 0, None
    locked.save(update_fields=["totp_laatste_stap", "last_login", "mislukt", "geblokkeerd_tot"])
    audit.record("toegang:inloggen", queries.subject_of(locked), by=_actor(locked), gelukt=True)
    return True


def log_out(*, by: Actor) -> None:
    """Someone leaves."""
    audit.record("toegang:uitloggen", f"gebruiker {by.gebruiker_id}", by=by)


def _actor(gebruiker: Gebruiker | None) -> Actor:
    """Who tries. What was typed as an unknown name is not kept: it may be a password in the wrong box."""
    if gebruiker is None:
        return Actor(naam="onbekend", kanaal=Kanaal.SCHERM)
    return Actor(naam=gebruiker.naam, kanaal=Kanaal.SCHERM, gebruiker_id=gebruiker.pk)
