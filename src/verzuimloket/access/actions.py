"""Logging in, and writing accounts and authorisations."""

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from verzuimloket.access import queries, rules
from verzuimloket.access.inputs import GebruikerInput
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.core import audit, kluis
from verzuimloket.core.actor import Actor, Kanaal, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected, Violation

MAX_MISLUKT = 5
BLOKKADE = timedelta(minutes=15)
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # of a start password: no l and 1, no o and 0
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
    audit.record("toegang:inloggen", _subject(gebruiker), by=_actor(gebruiker), gelukt=False)
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
    audit.record("toegang:inloggen", _subject(locked), by=_actor(locked), gelukt=True)
    return True


def log_out(*, by: Actor) -> None:
    """Someone leaves."""
    audit.record("toegang:uitloggen", f"gebruiker {by.gebruiker_id}", by=by)


def _actor(gebruiker: Gebruiker | None) -> Actor:
    """Who tries. What was typed as an unknown name is not kept: it may be a password in the wrong box."""
    if gebruiker is None:
        return Actor(naam="onbekend", kanaal=Kanaal.SCHERM)
    return Actor(naam=gebruiker.naam, kanaal=Kanaal.SCHERM, gebruiker_id=gebruiker.pk)


def _subject(gebruiker: Gebruiker | None) -> str:
    return f"gebruiker {gebruiker.pk}" if gebruiker else "gebruiker onbekend"


@transaction.atomic
def create_gebruiker(
    gebruikersnaam: str, naam: str, email: str, wachtwoord: str, *, seed: bytes | None = None, by: Actor
) -> Gebruiker:
    """A new account with a token. The same name again answers the account that exists, unchanged.

    seed: of the token, 20 bytes; made here when none is given.
    """
    by.demand(Rol.BEHEERDER)
    if settings.PRODUCTIE and wachtwoord == queries.DEMO_WACHTWOORD:
        raise PermissionDenied("Dit wachtwoord is openbaar. Kies een ander wachtwoord.")
    gebruikersnaam = gebruikersnaam.lower()
    existing = Gebruiker.objects.filter(gebruikersnaam=gebruikersnaam).first()
    return existing or _store(gebruikersnaam, naam, email, wachtwoord, seed or os.urandom(20), by=by)


def _store(gebruikersnaam: str, naam: str, email: str, wachtwoord: str, seed: bytes, *, by: Actor) -> Gebruiker:
    gebruiker = Gebruiker(gebruikersnaam=gebruikersnaam, naam=naam, email=email)
    gebruiker.set_password(wachtwoord)
    key = bytes.fromhex(settings.SLEUTEL_TOTP)
    gebruiker.totp_geheim = kluis.seal(key, seed.hex(), f"totp {gebruikersnaam}")
    gebruiker.save()
    audit.record("gebruiker:aanmaken", _subject(gebruiker), by=by)
    return gebruiker


@dataclass(frozen=True)
class NieuwAccount:
    """An account with the two secrets that its owner needs; they are shown once and kept nowhere."""

    gebruiker: Gebruiker
    wachtwoord: str = field(repr=False)
    otpauth: str = field(repr=False)


@transaction.atomic
def open_account(given: GebruikerInput, soort_kenmerk: str, kenmerk: str, *, by: Actor, vanaf: date) -> NieuwAccount:
    """A new person of an organisation, with a start password, a token and roles (AUT-15).

    Raises Rejected, also when the name exists: an administrator gets no hold on someone else's account.
    """
    by.demand(Rol.BEHEERDER)
    given = replace(given, gebruikersnaam=given.gebruikersnaam.lower())
    wrong = rules.broken(given, soort_kenmerk)
    if rules.VORM not in wrong and Gebruiker.objects.filter(gebruikersnaam=given.gebruikersnaam).exists():
        wrong.insert(0, rules.BESTAAT)
    if wrong:
        raise Rejected(wrong)
    wachtwoord = _start_password()
    try:
        with transaction.atomic():
            made = _store(given.gebruikersnaam, given.naam, given.email, wachtwoord, os.urandom(20), by=by)
    except IntegrityError:  # someone else took the name in this same moment
        raise Rejected([rules.BESTAAT]) from None
    for rol in given.rollen:
        grant(made, rol, soort_kenmerk, kenmerk, by=by, vanaf=vanaf)
    return NieuwAccount(made, wachtwoord, queries.otpauth(made))


def _start_password() -> str:
    """Twenty signs that cannot be mistaken for each other: almost a hundred bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(5)) for _ in range(4))


@transaction.atomic
def grant(gebruiker: Gebruiker, rol: Rol, soort_kenmerk: str, kenmerk: str, *, by: Actor, vanaf: date) -> Machtiging:
    """Give a role for an organisation; giving it again changes nothing, giving it back reopens it (AUT-15).

    Raises PermissionDenied when the giver is no administrator of that organisation, or gives it to himself;
    Rejected when such an organisation has no such role.
    """
    _demand_beheerder(by, gebruiker, soort_kenmerk, kenmerk)
    if not rules.fits(rol, soort_kenmerk):
        raise Rejected([rules.PAST_NIET])
    machtiging, is_new = Machtiging.objects.get_or_create(
        gebruiker=gebruiker,
        rol=rol,
        soort_kenmerk=soort_kenmerk,
        kenmerk=kenmerk,
        defaults={"begindatum": vanaf},
    )
    ended = machtiging.einddatum is not None and machtiging.einddatum < vanaf
    if ended:
        machtiging.begindatum, machtiging.einddatum = vanaf, None
        machtiging.save(update_fields=["begindatum", "einddatum"])
    if is_new or ended:
        audit.record("machtiging:verlenen", _subject(gebruiker), by=by, rol=rol, kenmerk=kenmerk)
    return machtiging


@transaction.atomic
def withdraw_role(gebruiker: Gebruiker, rol: Rol, soort_kenmerk: str, kenmerk: str, *, by: Actor, on: date) -> bool:
    """Take a role back, at once: the last day was yesterday. Whether there was anything to take.

    A role that began today never held for a whole day; its row goes, the audit trail keeps both moments.
    """
    _demand_beheerder(by, gebruiker, soort_kenmerk, kenmerk)
    rows = queries.in_force(gebruiker.machtigingen.select_for_update(), on=on)
    machtiging = rows.filter(rol=rol, soort_kenmerk=soort_kenmerk, kenmerk=kenmerk).first()
    if machtiging is None:
        return False
    if machtiging.begindatum < on:
        machtiging.einddatum = on - timedelta(days=1)
        machtiging.save(update_fields=["einddatum"])
    else:
        machtiging.delete()
    audit.record("machtiging:innemen", _subject(gebruiker), by=by, rol=rol, kenmerk=kenmerk)
    return True


@transaction.atomic
def change_roles(
    gebruiker: Gebruiker,
    soort_kenmerk: str,
    kenmerk: str,
    *,
    geven: Iterable[Rol] = (),
    innemen: Iterable[Rol] = (),
    by: Actor,
    on: date,
) -> None:
    """Give and take back roles of one person together. Raises Rejected for the administrator's own roles."""
    if gebruiker.pk == by.gebruiker_id:
        raise Rejected([rules.EIGEN])
    for rol in geven:
        grant(gebruiker, rol, soort_kenmerk, kenmerk, by=by, vanaf=on)
    for rol in innemen:
        withdraw_role(gebruiker, rol, soort_kenmerk, kenmerk, by=by, on=on)


def _demand_beheerder(by: Actor, gebruiker: Gebruiker, soort_kenmerk: str, kenmerk: str) -> None:
    by.demand(Rol.BEHEERDER)
    own = gebruiker.pk == by.gebruiker_id
    if by.register and not own:
        return
    if own or soort_kenmerk == "register" or kenmerk != by.organisatie:
        raise PermissionDenied("U kunt alleen rollen geven aan anderen, voor uw eigen organisatie.")
