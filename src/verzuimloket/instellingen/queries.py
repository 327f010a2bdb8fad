"""Reading institutions and locations. They are public: nothing here is scoped."""

from django.db.models import QuerySet

from verzuimloket.instellingen.models import Instelling, Onderwijslocatie


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


def locaties(code: str) -> QuerySet[Onderwijslocatie]:
    """The education locations of an institution."""
    return Onderwijslocatie.objects.filter(instelling_id=code)


def sector_of(code: str) -> str:
    """The sector of an institution; empty when the register does not know it."""
    return Instelling.objects.filter(pk=code).values_list("sector", flat=True).first() or ""
