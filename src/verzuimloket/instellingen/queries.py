"""Reading institutions, locations and holidays. They are public; contact persons are of the school alone."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from verzuimloket.core.actor import Actor
from verzuimloket.instellingen.inputs import (
    ContactpersoonFacts,
    EindeFacts,
    LesurenFacts,
    LocatieFacts,
    VakantieFacts,
)
from verzuimloket.instellingen.models import Contactpersoon, Instelling, Onderwijslocatie, Vakantie


def codes_of(soort_kenmerk: str, kenmerk: str) -> tuple[str, ...]:
    """The institution codes that belong to a board or to a single institution (AUT-20)."""
    if soort_kenmerk == "instelling":
        return (kenmerk,)
    if soort_kenmerk == "bestuur":
        return tuple(Instelling.objects.filter(bestuur=kenmerk).values_list("code", flat=True))
    return ()


def instellingen(codes: tuple[str, ...]) -> QuerySet[Instelling]:
    """These institutions, by code."""
    return Instelling.objects.filter(code__in=codes)


def locaties_of(codes: tuple[str, ...]) -> QuerySet[Onderwijslocatie]:
    """The education locations of these institutions, by name; also those that closed, for older meldingen."""
    return Onderwijslocatie.objects.filter(instelling_id__in=codes).order_by("naam", "code")


def sector_of(code: str) -> str:
    """The sector of an institution; empty when the register does not know it."""
    return Instelling.objects.filter(pk=code).values_list("sector", flat=True).first() or ""


def locaties(code: str, zoek: str = "") -> QuerySet[Onderwijslocatie]:
    """The education locations of an institution, open and closed; an empty search finds all (domain rules §12.2)."""
    rows = Onderwijslocatie.objects.filter(instelling_id=code)
    return rows.filter(Q(naam__icontains=zoek) | Q(code__icontains=zoek)) if zoek else rows


def locaties_op(code: str, *, on: date) -> QuerySet[Onderwijslocatie]:
    """Those that can be chosen on that day."""
    return locaties(code).filter(_open(on))


def contactpersonen(actor: Actor, code: str, zoek: str = "") -> QuerySet[Contactpersoon]:
    """The contact persons of an own institution, open and closed; an empty search finds all."""
    codes = [own for own in actor.instellingen if own == code]
    rows = Contactpersoon.objects.filter(instelling_id__in=codes).select_related("locatie")
    return rows.filter(Q(naam__icontains=zoek) | Q(functie__icontains=zoek)) if zoek else rows


def contactpersoon(actor: Actor, code: str, kenmerk: UUID) -> Contactpersoon | None:
    """One contact person of an own institution."""
    return contactpersonen(actor, code).filter(kenmerk=kenmerk).first()


def contactpersonen_op(code: str, *, on: date) -> QuerySet[Contactpersoon]:
    """Those who can be chosen on that day."""
    return Contactpersoon.objects.filter(_open(on), instelling_id=code)


def _open(on: date) -> Q:
    return Q(einddatum__isnull=True) | Q(einddatum__gte=on)


def vakanties(code: str) -> QuerySet[Vakantie]:
    """The holidays of an institution, from the first on."""
    return Vakantie.objects.filter(instelling_id=code)


# facts


def locatie_facts(instelling: str, *, but: str = "") -> LocatieFacts:
    """The other locations; those of other institutions have other codes anyway."""
    rows = list(locaties(instelling).exclude(code=but).values_list("code", "naam"))
    return LocatieFacts(frozenset(code for code, _ in rows), frozenset(naam.lower() for _, naam in rows))


def contactpersoon_facts(instelling: str, *, on: date, but: Contactpersoon | None = None) -> ContactpersoonFacts:
    """A contact person keeps the location that he or she has, also after that was closed."""
    others = Contactpersoon.objects.filter(instelling_id=instelling).exclude(pk=but.pk if but else 0)
    own = {but.locatie_id} if but and but.locatie_id else set()
    return ContactpersoonFacts(
        locaties=frozenset({each.code for each in locaties_op(instelling, on=on)} | own),
        personen=frozenset((each.naam.lower(), each.email.lower()) for each in others),
    )


def einde_facts(locatie: Onderwijslocatie, meldingen: int) -> EindeFacts:
    """How often a location was used; whoever knows meldingen tells in how many of them."""
    return EindeFacts("locatie", meldingen, Contactpersoon.objects.filter(locatie=locatie).count())


def vakantie_facts(instelling: str, *, on: date) -> VakantieFacts:
    return VakantieFacts(tuple((each.begindatum, each.einddatum) for each in vakanties(instelling)), on)


def lesuren_facts(instelling: Instelling, *, on: date) -> LesurenFacts:
    return LesurenFacts(instelling.sector, on)
