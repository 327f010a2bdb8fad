"""What a new account must meet (that the name is still free is for the database to say), and saved views."""

import re
from datetime import date, timedelta

from verzuimloket.access.codes import BEPERKT_LOCATIE, ROLLEN_VAN
from verzuimloket.access.inputs import ApisleutelInput, GebruikerInput, Inzage
from verzuimloket.core.actor import Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Violation
from verzuimloket.core.parameters import param

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
GEEN_LOCATIE = Violation(
    "TG_locatie_verplicht", "Kies minstens één locatie waarvan de raadpleger de meldingen mag zien.", "locaties"
)
INZAGE_ONBEKEND = Violation("TG_inzage_onbekend", "Kies wat de raadpleger mag zien.", "inzage")
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
    wrong = [violation for violation, met in checks if not met]
    return wrong + (wrong_inzage(given.inzage) if Rol.RAADPLEGER in given.rollen else [])


def wrong_inzage(inzage: Inzage) -> list[Violation]:
    """What is wrong with the limit of a reader."""
    checks = (
        (INZAGE_ONBEKEND, inzage.beperking in ("", *(code.code for code in codelijst("beperking")))),
        (GEEN_LOCATIE, inzage.beperking != BEPERKT_LOCATIE or len(inzage.locaties) > 0),
    )
    return [violation for violation, met in checks if not met]


def fits(rol: Rol, soort_kenmerk: str) -> bool:
    """Whether this kind of organisation has such a role."""
    return rol in ROLLEN_VAN.get(soort_kenmerk, ())


Weergave = dict[str, str]  # kenmerk, naam, lijst, organisatie, zoekvraag: a list as somebody likes to see it
MEESTE_WEERGAVEN = 20  # per person, list and organisation
WEERGAVE_NAAM = Violation("TG_weergave_naam", "Geef de weergave een naam van hoogstens 60 tekens.", "naam")
WEERGAVE_DUBBEL = Violation("TG_weergave_dubbel", "U hebt al een weergave met deze naam. Kies een andere.", "naam")
WEERGAVE_VEEL = Violation(
    "TG_weergave_veel", f"U kunt {MEESTE_WEERGAVEN} weergaven bewaren. Verwijder eerst een andere.", "naam"
)


def wrong_weergave(known: list[Weergave], given: Weergave) -> list[Violation]:
    """What is wrong with a view that is saved, or that got another name. ``known``: the person's others."""
    same = [each for each in known if (each["lijst"], each["organisatie"]) == (given["lijst"], given["organisatie"])]
    checks = (
        (WEERGAVE_NAAM, 0 < len(given["naam"].strip()) <= 60),
        (WEERGAVE_DUBBEL, given["naam"].casefold() not in {each["naam"].casefold() for each in same}),
        (WEERGAVE_VEEL, len(same) < MEESTE_WEERGAVEN),
    )
    return [violation for violation, met in checks if not met]


SLEUTEL_INSTELLING = Violation("TG_sleutel_instelling", "Kies de instelling waarvoor de API-sleutel is.", "instelling")
SLEUTEL_LABEL = Violation(
    "TG_sleutel_label", "Geef de API-sleutel een naam van hoogstens 60 tekens, zoals de naam van uw pakket.", "label"
)
SLEUTEL_BEREIK = Violation("TG_sleutel_bereik_verplicht", "Kies wat het pakket met de sleutel mag doen.", "bereik")
_LONGEST_LABEL = 60


def wrong_sleutel(given: ApisleutelInput, *, on: date) -> list[Violation]:
    """Everything that is wrong with a new key, in the order of the form."""
    most = param("apisleutel_max_dagen", on=on)
    last = given.vervalt_op
    verloopt = Violation(
        "TG_sleutel_einddatum",
        f"Kies als laatste dag een dag na vandaag, hoogstens {most} dagen vooruit.",
        "vervalt_op",
    )
    checks = (
        (SLEUTEL_INSTELLING, given.instelling != ""),
        (
            SLEUTEL_LABEL,
            bool(_NAAM.fullmatch(given.label) and given.label.strip()) and len(given.label) <= _LONGEST_LABEL,
        ),
        (
            SLEUTEL_BEREIK,
            bool(given.bereik) and all(codelijst("api_bereik").geldig(each, on=on) for each in given.bereik),
        ),
        (verloopt, last is not None and on < last <= on + timedelta(days=most)),
    )
    return [violation for violation, met in checks if not met]
