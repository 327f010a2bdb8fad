"""The mails that a file stands ready for the agency that asked for it: a delivery, or answers about numbers.

Sources: domain rules §13.6, §14.2.
"""

from urllib.parse import urlsplit

from django.urls import reverse
from procrastinate.contrib.django import app

from verzuimloket.bestanden.models import Bestand
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.mail import notices, opstellen
from verzuimloket.mail.tasks import RETRY, send, unsent
from verzuimloket.routering.models import Instantie


@app.task(name="koppelantwoord_klaar", retry=RETRY)
def koppelantwoord_klaar(bestand_id: int) -> None:
    """Answers about double registrations."""
    _tell("koppelantwoord", bestand_id, pagina="bestanden")


@app.task(name="levering_klaar", retry=RETRY)
def levering_klaar(bestand_id: int) -> None:
    """A complete delivery."""
    _tell("levering", bestand_id, pagina="leveringen")


def _tell(soort: str, bestand_id: int, *, pagina: str) -> None:
    """To the agency; nothing when the file is gone already, or when the agency has no address."""
    with acting_as(SYSTEEM):
        bestand = Bestand.objects.filter(pk=bestand_id).first()
        instantie = Instantie.objects.filter(pk=bestand.organisatie).first() if bestand else None
        if bestand is None or instantie is None or not instantie.email:
            return
        todo = unsent(bestand, [_bericht(soort, bestand, instantie, pagina)])
    send(soort, bestand, todo)


def _bericht(soort: str, bestand: Bestand, instantie: Instantie, pagina: str) -> notices.Bericht:
    """A link and nothing else; who is in it stands behind the log-in."""
    portaal = opstellen.portaal()
    onderwerp, tekst = notices.compose(soort, notices.NEDERLANDS, link=portaal + reverse(pagina))
    message_id = f"<{soort}.{bestand.kenmerk}@{urlsplit(portaal).hostname}>"
    wie = f"de instantie {instantie.naam}"
    return notices.Bericht(notices.INSTANTIE, instantie.email, onderwerp, tekst, message_id, wie=wie)
