"""What comes after a melding: the facts for the next one, and absence that has no end yet."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.verzuim.models import Melding
from verzuimloket.verzuim.queries.meldingen import OPEN, dossier
from verzuimloket.verzuim.rules import Voorstel, vervolg


def without_end(rows: QuerySet[Melding], *, on: date) -> QuerySet[Melding]:
    """Open meldingen without end date that are old by now, or whose pupil left the institution; the oldest first.

    The 16 hours always have one; the other kinds get it when the pupil returns or is unenrolled (D2, D11).
    """
    kinds = [soort.code for soort in codelijst("soort") if soort.extra["einddatum_verplicht"] != "J"]
    old = on - timedelta(days=param("herinner_einddatum_dagen", on=on))
    enrolled = Inschrijving.objects.filter(
        Q(einddatum__isnull=True) | Q(einddatum__gte=on),
        persoon=OuterRef("persoon"),
        instelling=OuterRef("instelling"),
        begindatum__lte=on,
    )
    open_ended = rows.filter(status__in=OPEN, soort__in=kinds, einddatum__isnull=True)
    return open_ended.filter(Q(begindatum__lte=old) | ~Exists(enrolled)).order_by("begindatum", "nummer")


def next_after(melding: Melding, *, on: date) -> Voorstel | None:
    """The melding that could follow on this one today; None when nothing can follow."""
    return vervolg(melding.nummer, dossier(melding.instelling_id, melding.persoon_id, on=on).facts)
