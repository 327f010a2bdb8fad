"""What a new account must meet. That the name is still free is for the database to say."""

import re

from verzuimloket.access.codes import ROLLEN_VAN
from verzuimloket.access.inputs import GebruikerInput
from verzuimloket.core.actor import Rol
from verzuimloket.core.errors import Violation

_GEBRUIKERSNAAM = re.compile(r"[a-z0-9.-]{3,60}")
_NAAM = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,100}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
_LONGEST_EMAIL = 254

VORM = Violation(
    "TG_gebruikersnaam_vorm",
    "Kies een gebruikersnaam van 3 tot en met 60 tekens. Gebruik alleen letters zonder accent, cijfers, "
    "punten en streepjes.",
    "gebruikersnaam",
)
BESTAAT = Violation("TG_gebruikersnaam_bestaat", "Deze gebruikersnaam bestaat al. Kies een andere.", "gebruikersnaam")
NAAM = Violation("TG_naam_verplicht", "Vul de naam van de medewerker in, hoogstens 100 tekens.", "naam")
EMAIL = Violation("TG_email_klopt", "Vul een e-mailadres in van de medewerker, zoals naam@school.voorbeeld.", "email")
GEEN_ROL = Violation("TG_rol_verplicht", "Kies minstens één rol.", "rollen")
PAST_NIET = Violation("TG_rol_past_niet", "Kies alleen rollen die bij uw soort organisatie horen.", "rollen")
EIGEN = Violation(
    "TG_eigen_rollen",
    "U kunt uw eigen rollen niet wijzigen. Vraag dat aan een andere beheerder van uw organisatie.",
)


def broken(given: GebruikerInput, soort_kenmerk: str) -> list[Violation]:
    """Everything that is wrong with a new account, in the order of the form."""
    checks = (
        (VORM, bool(_GEBRUIKERSNAAM.fullmatch(given.gebruikersnaam))),
        (NAAM, bool(_NAAM.fullmatch(given.naam) and given.naam.strip())),
        (EMAIL, len(given.email) <= _LONGEST_EMAIL and bool(_EMAIL.fullmatch(given.email))),
        (GEEN_ROL, bool(given.rollen)),
        (PAST_NIET, all(fits(rol, soort_kenmerk) for rol in given.rollen)),
    )
    return [violation for violation, met in checks if not met]


def fits(rol: Rol, soort_kenmerk: str) -> bool:
    """Whether this kind of organisation has such a role."""
    return rol in ROLLEN_VAN.get(soort_kenmerk, ())
