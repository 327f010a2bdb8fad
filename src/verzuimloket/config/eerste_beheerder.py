"""The first administrator of an organisation: nobody in it can make that account on a screen."""

from verzuimloket.access import actions
from verzuimloket.access.codes import ROLLEN_VAN
from verzuimloket.access.inputs import GebruikerInput
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.routering import queries as routering

_ONBEKEND = Violation(
    "TG_organisatie_onbekend",
    "Deze organisatie staat niet in het register. Geef bestuur:CODE, instelling:CODE, instantie:CODE of register: "
    "en laad zo nodig eerst de instellingen.",
)


def make(gebruikersnaam: str, naam: str, email: str, organisatie: str) -> actions.NieuwAccount:
    """An account with the role of administrator for ``soort:kenmerk``. Raises Rejected, with every reason."""
    soort, _, kenmerk = organisatie.partition(":")
    rol = Rol.REGISTERBEHEERDER if soort == "register" else Rol.BEHEERDER
    with acting_as(SYSTEEM):
        if not _exists(soort, kenmerk):
            raise Rejected([_ONBEKEND])
        given = GebruikerInput(gebruikersnaam, naam, email, (rol,))
        return actions.open_account(given, soort, kenmerk, by=SYSTEEM, vanaf=clock.today())


def _exists(soort: str, kenmerk: str) -> bool:
    if soort not in ROLLEN_VAN:
        return False
    if soort == "register":
        return kenmerk == ""
    if soort == "instantie":
        return routering.naam_of(kenmerk) != ""
    return instellingen.instellingen(instellingen.codes_of(soort, kenmerk)).exists()
