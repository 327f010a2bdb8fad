"""The jobs that mail news to who wants it (EML-05): in batches, each reader once, also when a job starts again."""

from procrastinate.contrib.django import app

from verzuimloket.access import queries as access
from verzuimloket.access.models import Gebruiker
from verzuimloket.core import clock, jobs
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.mail import actions, opstellen, queries
from verzuimloket.mail.models import Nieuwsbericht
from verzuimloket.mail.notices import Bericht
from verzuimloket.mail.tasks import RETRY, send, unsent

_BATCH = 100  # readers per job


@app.task(name="nieuws_versturen", retry=RETRY, lock="nieuws_versturen")
def nieuws_versturen(nieuwsbericht_id: int, na: int = 0) -> None:
    """To the readers whose number is above ``na``; the next batch is a job of its own."""
    with acting_as(SYSTEEM):
        bericht = queries.placed(on=clock.today()).filter(pk=nieuwsbericht_id).first()
        if bericht is None:
            return
        readers = list(access.news_readers(after=na)[:_BATCH])
        todo = unsent(bericht, [_for(bericht, reader) for reader in readers])
    send("nieuws", bericht, todo)
    with acting_as(SYSTEEM):
        if len(readers) == _BATCH:
            jobs.defer("nieuws_versturen", nieuwsbericht_id=nieuwsbericht_id, na=readers[-1].pk)
        else:
            actions.news_is_sent(bericht, by=SYSTEEM, at=clock.now())


@app.periodic(cron="0 7 * * *")
@app.task(name="nieuws_van_vandaag", queueing_lock="nieuws_van_vandaag", pass_context=False)
def nieuws_van_vandaag(timestamp: int) -> None:
    """Every morning: items whose day has come, and those that a stop left half-way."""
    with acting_as(SYSTEEM):
        for bericht in queries.news_to_send(on=clock.today()):
            jobs.defer("nieuws_versturen", nieuwsbericht_id=bericht.pk)


def _for(bericht: Nieuwsbericht, reader: Gebruiker) -> Bericht:
    taal = access.preferences_of(reader.pk).taal
    return opstellen.nieuws(bericht, lezer=reader.pk, adres=reader.email, taal=taal)
