"""Reading institutions, locations and holidays. They are public; contact persons are of the school alone."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, IntegerField, Model, Q, QuerySet, Value

from verzuimloket.core.actor import Actor
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.instellingen.codes import (
    BEVOEGD_GEZAG,
    ERKENDE_VESTIGING,
    INSTELLINGSERKENNING,
    ONDERWIJSBESTUUR,
    ONDERWIJSLOCATIE,
)
from verzuimloket.instellingen.inputs import (
    ContactpersoonFacts,
    EindeFacts,
    LesurenFacts,
    LocatieFacts,
    RioFacts,
    RioInput,
    VakantieFacts,
)
from verzuimloket.instellingen.models import (
    Bestuur,
    Contactpersoon,
    Instelling,
    Onderwijslocatie,
    Vakantie,
    Vestiging,
)


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


# what enrolments ask


_B3_B4_SOORTEN = ("B3", "B4")  # schoolsoort.csv
_B3_B4 = ("PO", "SO", "VSO", "VO")  # mbo, vavo and higher education that nobody funds are other kinds of school


def is_b3_b4(instelling: Instelling) -> bool:
    """Whether it is a private or international school without funding (RIO-10)."""
    named = instelling.schoolsoort
    return named in _B3_B4_SOORTEN if named else not instelling.bekostigd and instelling.sector in _B3_B4


def vakantieperioden(code: str) -> tuple[tuple[date, date], ...]:
    """First and last day of each holiday: those of the institution itself. Who keeps none has those of the country:
    the days that are a school holiday in every region, since the register does not know in which one a school lies.
    """
    own = tuple(vakanties(code).values_list("begindatum", "einddatum"))
    return own or _in_every_region()


def _in_every_region() -> tuple[tuple[date, date], ...]:
    found: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for line in codelijst("schoolvakantie"):
        begin, eind = (date.fromisoformat(line.extra[name]) for name in ("begindatum", "einddatum"))
        found.setdefault((line.extra["schooljaar"], line.naam), []).append((begin, eind))
    shared = ((max(begin for begin, _ in days), min(eind for _, eind in days)) for days in found.values())
    return tuple((begin, eind) for begin, eind in shared if begin <= eind)


# RIO: everyone may consult it (RIO-01)

_FOUND = ("rang", "naam", "code", "soort_rio", "plaats", "einde")


def search(zoek: str, *, on: date, ook_gesloten: bool = False) -> QuerySet[Any]:
    """What has all these words in its name, code or town, boards first; each a dict with the keys of _FOUND.

    Unless asked for, without what closed before that day (RIO-02, RIO-03, RIO-13).
    """
    parts = [
        _kind(Bestuur.objects.filter(soort=ONDERWIJSBESTUUR), 0, ONDERWIJSBESTUUR),
        _kind(Bestuur.objects.filter(soort=BEVOEGD_GEZAG), 1, BEVOEGD_GEZAG),
        _kind(Instelling.objects.all(), 2, INSTELLINGSERKENNING, einde="opheffingsdatum"),
        _kind(Vestiging.objects.all(), 2, ERKENDE_VESTIGING),
        _kind(Onderwijslocatie.objects.all(), 2, ONDERWIJSLOCATIE),
    ]
    for word in zoek.split():
        parts = [
            rows.filter(Q(naam__icontains=word) | Q(code__icontains=word) | Q(plaats__icontains=word)) for rows in parts
        ]
    if not ook_gesloten:
        parts = [rows.filter(Q(einde__isnull=True) | Q(einde__gte=on)) for rows in parts]
    first, *others = (rows.order_by().values(*_FOUND) for rows in parts)
    return first.union(*others, all=True).order_by("rang", "naam", "code")


def _kind(rows: QuerySet[Any], rang: int, soort: str, einde: str = "einddatum") -> QuerySet[Any]:
    found: QuerySet[Any] = rows.annotate(
        rang=Value(rang, IntegerField()), soort_rio=Value(soort, CharField()), einde=F(einde)
    )
    return found


def find(soort: str, code: str) -> Model | None:
    """The board, authority, institution, branch or location with this code."""
    models: dict[str, type[Model]] = {
        INSTELLINGSERKENNING: Instelling,
        ERKENDE_VESTIGING: Vestiging,
        ONDERWIJSLOCATIE: Onderwijslocatie,
    }
    model = models.get(soort, Bestuur)
    return model._default_manager.filter(pk=code).first()


def gezagen_of(bestuur: str) -> QuerySet[Bestuur]:
    """The competent authorities of a board."""
    return Bestuur.objects.filter(bestuur=bestuur)


def instellingen_of(bestuur: Bestuur) -> QuerySet[Instelling]:
    """The institutions of a board; of a competent authority those of its board too."""
    return Instelling.objects.filter(bestuur__in=[bestuur.code, bestuur.bestuur_id or bestuur.code])


def same_school(instelling: Instelling) -> QuerySet[Instelling]:
    """The other codes of what is one school to parents: same board, name and town, another sector (RIO-06)."""
    others = Instelling.objects.filter(bestuur=instelling.bestuur, naam__iexact=instelling.naam)
    others = others.exclude(sector=instelling.sector).exclude(pk=instelling.pk)
    return others.filter(Q(plaats=instelling.plaats) | Q(plaats="")) if instelling.plaats else others


def rio_facts(given: RioInput, daarna: Callable[[str, date], int], *, nieuw: bool) -> RioFacts:
    """daarna: how many enrolments of an institution go on after a day. Whoever knows enrolments tells."""
    closes = given.soort == INSTELLINGSERKENNING and given.einddatum is not None
    return RioFacts(
        bestaat=nieuw and find(given.soort, given.code) is not None,
        bestuur_bekend=Bestuur.objects.filter(pk=given.hoort_bij).exists(),
        instelling_bekend=Instelling.objects.filter(pk=given.hoort_bij).exists(),
        inschrijvingen_daarna=daarna(given.code, given.einddatum) if closes and given.einddatum else 0,
    )
