"""Which deliveries there are."""

from datetime import date

from django.db.models import QuerySet

from verzuimloket.core.actor import Actor
from verzuimloket.leveringen.codes import C, P
from verzuimloket.leveringen.models import Levering


def own(actor: Actor) -> QuerySet[Levering]:
    """Those of the bodies for which somebody acts, the newest first."""
    rows = Levering.objects.select_related("csv", "xml").order_by("-tot", "-pk")
    return rows.filter(instantie__in=actor.instanties)


def aangevraagd(instantie: str, peildatum: date) -> Levering | None:
    """The complete delivery of that day, asked for or ready."""
    return Levering.objects.filter(soort=C, instantie=instantie, peildatum=peildatum).first()


def laatste_p() -> date | None:
    """The peildatum of the newest weekly delivery."""
    return Levering.objects.filter(soort=P).order_by("-peildatum").values_list("peildatum", flat=True).first()
