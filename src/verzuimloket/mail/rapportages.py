"""The mail that the reports of a month stand ready: which month, where, and until when. Nothing of what is in them.

To the mailbox of a municipality or region, and to each reader of reports at a school: a school has no mailbox here.
"""

from datetime import date
from urllib.parse import urlsplit

from django.urls import reverse
from procrastinate.contrib.django import app

from verzuimloket.access import queries as access
from verzuimloket.bestanden.models import Bestand
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.mail import notices, opstellen
from verzuimloket.mail.tasks import RETRY, send, unsent
from verzuimloket.routering.models import Instantie

SOORT, LEZER = "SRVRAPP", "lezer"


@app.task(name="rapportages_klaar", retry=RETRY)
def rapportages_klaar(instantie: str, deel: str, maand: str, tot: str) -> None:
    """To a municipality or region; none without an address or without files."""
    with acting_as(SYSTEEM):
        found = Instantie.objects.filter(pk=instantie).first()
        ready = Bestand.objects.filter(gedeeld=True, soort=SOORT, naam__startswith=deel, organisatie=instantie)
        if found is None or not found.email or not ready.exists():
            return
        wie = f"de instantie {found.naam}"
        bericht = _bericht(notices.INSTANTIE, found.email, instantie, notices.NEDERLANDS, wie, deel, maand, tot)
        todo = unsent(found, [bericht])
    send("rapportages", found, todo)


@app.task(name="rapportages_klaar_school", retry=RETRY)
def rapportages_klaar_school(gebruiker_id: int, deel: str, maand: str, tot: str) -> None:
    """To one reader at a school or board; none when the role was withdrawn or there are no files."""
    with acting_as(SYSTEEM):
        rows = list(access.machtigingen_of(gebruiker_id, on=clock.today()).filter(rol=Rol.RAPPORTAGES))
        codes = {code for row in rows for code in instellingen.codes_of(row.soort_kenmerk, row.kenmerk)}
        ready = Bestand.objects.filter(gedeeld=True, soort=SOORT, naam__startswith=deel, instelling__in=codes)
        if not ready.exists():
            return
        adres, taal = rows[0].gebruiker.email, access.preferences_of(gebruiker_id).taal
        taal = taal if taal in notices.TALEN else notices.NEDERLANDS
        bericht = _bericht(LEZER, adres, str(gebruiker_id), taal, "wie bij u rapportages leest", deel, maand, tot)
        todo = unsent(rows[0], [bericht])
    send("rapportages", rows[0], todo)


def _bericht(aan: str, adres: str, naar: str, taal: str, wie: str, deel: str, maand: str, tot: str) -> notices.Bericht:
    portaal = opstellen.portaal()
    onderwerp, tekst = notices.compose(
        "rapportages",
        taal,
        maand=f"{maand[4:]}-{maand[:4]}",
        link=portaal + reverse("bestanden"),
        tot=f"{date.fromisoformat(tot):%d-%m-%Y}",
    )
    message_id = f"<rapportages.{deel}.{naar}@{urlsplit(portaal).hostname}>"
    return notices.Bericht(aan, adres, onderwerp, tekst, message_id, taal, wie)
