"""The Monday mail about double enrolments, to who enrols at one of the schools (domain rules §4.3, §11; D16)."""

from urllib.parse import urlsplit

from django.urls import reverse
from procrastinate.contrib.django import app

from verzuimloket.access import queries as access
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import queries
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.mail import notices, opstellen
from verzuimloket.mail.tasks import RETRY, send, unsent

INSCHRIJVER = "inschrijver"


@app.task(name="dubbelen_gemeld", retry=RETRY)
def dubbelen_gemeld(gebruiker_id: int, week: str) -> None:
    """How many there are, for one person: once in this week, and not when all were solved meanwhile."""
    on = clock.today()
    with acting_as(SYSTEEM):
        rows = list(access.machtigingen_of(gebruiker_id, on=on).filter(rol=Rol.INSCHRIJVER))
        codes = {code for row in rows for code in instellingen.codes_of(row.soort_kenmerk, row.kenmerk)}
        aantal = sum(queries.doubles_per_instelling(codes, on=on).values())
        if not aantal:
            return
        taal = access.preferences_of(gebruiker_id).taal
        todo = unsent(rows[0], [_bericht(gebruiker_id, rows[0].gebruiker.email, taal, aantal, week)])
    send("dubbel", rows[0], todo)


def _bericht(gebruiker_id: int, adres: str, taal: str, aantal: int, week: str) -> notices.Bericht:
    """A number and a link; who they are stands behind the log-in."""
    portaal = opstellen.portaal()
    taal = taal if taal in notices.TALEN else notices.NEDERLANDS
    link = portaal + reverse("inschrijvingen-dubbel")
    onderwerp, tekst = notices.compose("dubbel", taal, aantal=aantal, link=link)
    message_id = f"<dubbel.{week}.{gebruiker_id}@{urlsplit(portaal).hostname}>"
    return notices.Bericht(INSCHRIJVER, adres, onderwerp, tekst, message_id, taal, "wie bij u leerlingen inschrijft")
