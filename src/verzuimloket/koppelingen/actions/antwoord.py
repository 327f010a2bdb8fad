"""The file with answers, put ready for the agency that sent its questions (domain rules §13.6)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import BinaryIO

from django.db import transaction

from verzuimloket.bestanden import actions as bestanden
from verzuimloket.bestanden.inputs import GedeeldInput
from verzuimloket.bestanden.models import Bestand
from verzuimloket.core import audit, jobs
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.parameters import param
from verzuimloket.koppelingen.models import Koppelvraag

SOORT = "KOPPELING_ANTWOORD"
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@transaction.atomic
def put_ready(vraag: Koppelvraag, content: BinaryIO, *, totaal: int, at: datetime) -> Bestand:
    """Under the name of the file that was sent; an earlier answer to it makes place. The agency gets a mail."""
    by = replace(SYSTEEM, organisatie=vraag.instantie_id)
    earlier = Bestand.objects.filter(gedeeld=True, soort=SOORT, organisatie=by.organisatie, naam=vraag.bestandsnaam)
    old = list(earlier.values_list("pk", flat=True))
    days = param("bewaar_koppelantwoord_dagen", on=at.date())
    given = GedeeldInput("instantie", SOORT, vraag.bestandsnaam, MIME, "", at.date() + timedelta(days=days))
    bestand = bestanden.start_shared(given, by=by, at=at)
    bestanden.append(bestand, content)
    bestanden.complete(bestand, totaal=totaal, at=at)
    Bestand.objects.filter(pk__in=old).delete()
    audit.record("bestand:klaarzetten", bestand, by=by, soort=SOORT)
    jobs.defer("koppelantwoord_klaar", bestand_id=bestand.pk)
    return bestand
