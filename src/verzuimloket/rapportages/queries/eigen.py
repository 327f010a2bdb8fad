"""Who is somebody of ours: for whom the trace may be told. Of others nothing is told, not even that they exist."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from verzuimloket.core.scope import widened
from verzuimloket.inschrijvingen.models import InschrijvingVersie
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import AdresVersie, Persoon, PersoonVersie
from verzuimloket.rapportages.models import Lijstregel, Peiling, Startregel
from verzuimloket.rapportages.queries.lijst import Bereik
from verzuimloket.routering.models import Gemeente


def own_by_kenmerk(who: Bereik, peiling: Peiling, kenmerk: UUID) -> int | None:
    """Who this is, if he or she is ours (:func:`own`). Also under a kenmerk of before two registrations were merged."""
    with widened("who somebody on the own list is"):
        pk = Persoon.objects.filter(kenmerk=kenmerk).values_list("pk", flat=True).first()
        if pk is None:
            own_lines = Lijstregel.objects.filter(who.q, peiling=peiling).values("persoon_versie")
            found = PersoonVersie.objects.filter(kenmerk=kenmerk, versie_id__in=own_lines)
            pk = found.values_list("id", flat=True).first()
    return pk if pk in own(who, peiling, {pk} if pk else set()) else None


def own(who: Bereik, peiling: Peiling, wie: set[int]) -> set[int]:
    """Of these persons the ones that are ours: in an own start set or on an own list; else, for a school who was
    enrolled there since t1, for a municipality or region who lived there on t2 or lives there now."""
    if not wie or not who.codes:
        return set()
    start = Startregel.objects.filter(who.q, peiling=peiling, persoon_id__in=wie)
    found = set(start.values_list("persoon_id", flat=True))
    with widened("is this somebody of ours; of others nothing is told"):
        return found | set(_elsewise(who, peiling, wie).values_list("persoon_id", flat=True))


def _elsewise(who: Bereik, peiling: Peiling, wie: set[int]) -> QuerySet[Any]:
    if who.school:
        own = InschrijvingVersie.objects.filter(persoon_id__in=wie, instelling_id__in=who.codes)
        return own.filter(Q(einddatum=None) | Q(einddatum__gte=peiling.t1)).order_by()
    gemeenten = who.codes if who.soort == "G" else _of_region(who.codes)
    rows = AdresVersie.objects.filter(persoon_id__in=wie, gemeentecode__in=gemeenten, landcode="6030")
    rows = rows.filter(Q(einddatum=None) | Q(einddatum__gte=peiling.t2))
    return rows.filter(geregistreerd__endswith=None).order_by()


def _of_region(codes: Iterable[str]) -> list[str]:
    return list(Gemeente.objects.filter(regio__in=codes).values_list("code", flat=True))


def own_by_number(who: Bereik, peiling: Peiling, nummer: str) -> int | None:
    """Who has this number, if he or she is ours."""
    return own_by_numbers(who, peiling, [nummer]).get(nummer)


def own_by_numbers(who: Bereik, peiling: Peiling, nummers: Sequence[str]) -> dict[str, int]:
    """As :func:`own_by_number` for a long list at once; numbers of others are left out."""
    with widened("who of a list of numbers is somebody of ours; of others nothing is told"):
        found = personen.rows_on_numbers(nummers)
    ours = own(who, peiling, set(found.values()))
    return {nummer: pk for nummer, pk in found.items() if pk in ours}


def named(wie: Collection[int]) -> dict[int, Persoon]:
    """Name and number of people who are ours (:func:`own`)."""
    with widened("the names of people on the own list, own pupils or own inhabitants"):
        return Persoon.objects.in_bulk(wie)
