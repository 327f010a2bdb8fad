"""Reading which pupils are those of a mentor (WNS-01)."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import DateField, Exists, Func, Model, OuterRef, Q, QuerySet

from verzuimloket.access import queries as access
from verzuimloket.access.models import Gebruiker
from verzuimloket.core.actor import Actor
from verzuimloket.inschrijvingen.models import Mentorleerling
from verzuimloket.instellingen.models import Instelling

Row = TypeVar("Row", bound=Model)
_TODAY: Any = Func(function="vl_vandaag", output_field=DateField())


def of_own_pupils(rows: QuerySet[Row], actor: Actor) -> QuerySet[Row]:
    """Those rows with a persoon and an instelling that are about pupils of this mentor."""
    mine = own_pupils(actor).filter(persoon=OuterRef("persoon"), instelling=OuterRef("instelling"))
    return rows.filter(Exists(mine))


def own_pupils(actor: Actor) -> QuerySet[Mentorleerling]:
    """Whose mentor this person is today; the database knows which day that is, as for its own wall."""
    return Mentorleerling.objects.filter(_now(_TODAY), gebruiker_id=actor.gebruiker_id or 0)


def pupils_of_mentor(actor: Actor, instelling: str, gebruiker_id: int, *, on: date) -> QuerySet[Mentorleerling]:
    """The present pupils of a mentor at an own institution, by name."""
    codes = [code for code in actor.instellingen if code == instelling]
    rows = Mentorleerling.objects.filter(_now(on), instelling_id__in=codes, gebruiker_id=gebruiker_id)
    return rows.select_related("persoon").order_by("persoon__zoeknaam", "persoon__voornamen", "pk")


def mentors_at(instelling: str, *, on: date) -> list[Gebruiker]:
    """The readers who see only their own pupils, of the institution itself or of its board."""
    bestuur = Instelling.objects.filter(pk=instelling).values_list("bestuur", flat=True).first() or ""
    return access.mentors_of([("instelling", instelling), ("bestuur", bestuur)], on=on)


def is_mentor(gebruiker_id: int, instelling: str, *, on: date) -> bool:
    return any(mentor.pk == gebruiker_id for mentor in mentors_at(instelling, on=on))


def _now(on: Any) -> Q:
    return Q(begindatum__lte=on) & (Q(einddatum__isnull=True) | Q(einddatum__gte=on))
