"""The weekly deliveries: of each week once, all recipients together or none."""

from datetime import date, datetime

from django.db import connection, transaction

from verzuimloket.core import audit
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.leveringen.actions.klaarzetten import Klaarzetten
from verzuimloket.leveringen.bestand.maken import maak_p
from verzuimloket.leveringen.codes import P
from verzuimloket.leveringen.models import Levering
from verzuimloket.leveringen.queries import gebied
from verzuimloket.leveringen.rules import week


@transaction.atomic
def publish_week(peildatum: date, *, at: datetime) -> int:
    """Put the deliveries of the week that ended ready. How many; none when that was done before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(3, 3)")  # one at a time, in order
    if Levering.objects.filter(soort=P, peildatum__gte=peildatum).exists():
        return 0
    venster, ontvangers = week(peildatum), gebied.met_instantie()
    ready = Klaarzetten(at=at)
    made = maak_p(venster, ontvangers, ready, at=at, regios=gebied.regios())
    rows = [
        ready.complete(
            Levering(
                soort=P, instantie=each.ontvanger.instantie, peildatum=peildatum, van=venster.van, tot=venster.tot
            ),
            each,
        )
        for each in made
    ]
    Levering.objects.bulk_create(rows)
    audit.record("levering:klaarzetten", f"leveringen {peildatum.isoformat()}", by=SYSTEEM, aantal=len(rows))
    return len(rows)
