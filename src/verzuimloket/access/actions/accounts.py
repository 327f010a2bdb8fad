"""Making accounts."""

import os
import secrets
from dataclasses import dataclass, field, replace
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction

from verzuimloket.access import queries, rules
from verzuimloket.access.actions.machtigingen import grant
from verzuimloket.access.inputs import GebruikerInput
from verzuimloket.access.models import Gebruiker
from verzuimloket.core import audit, kluis
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import PermissionDenied, Rejected

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # of a start password: no l and 1, no o and 0


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
    audit.record("gebruiker:aanmaken", queries.subject_of(gebruiker), by=by)
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
        grant(made, rol, soort_kenmerk, kenmerk, by=by, vanaf=vanaf, inzage=given.inzage)
    return NieuwAccount(made, wachtwoord, queries.otpauth(made))


def _start_password() -> str:
    """Twenty signs that cannot be mistaken for each other: almost a hundred bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(5)) for _ in range(4))
