"""What an institution registered: every enrolment, with what the register knows of the pupil (BST-08, BST-16)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.fields.ranges import RangeStartsWith
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from verzuimloket.core.actor import Actor
from verzuimloket.inschrijvingen.models import Inschrijving, InschrijvingVersie
from verzuimloket.inschrijvingen.queries.inschrijvingen import ORDER
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Adres, AdresVelden
from verzuimloket.personen.rules import zoeksleutel

INGESCHREVEN, UITGESCHREVEN, LATER = "ingeschreven", "uitgeschreven", "later"
STANDEN = {INGESCHREVEN: "Ingeschreven", UITGESCHREVEN: "Uitgeschreven", LATER: "Begint later"}
CHUNK = 2_000  # rows that are fetched together
_ADRES = [field.name for field in AdresVelden._meta.get_fields() if field.name not in ("begindatum", "einddatum")]


@dataclass(frozen=True)
class Filter:
    """What the list shows of the register; nothing filled in is everything."""

    achternaam: str = ""
    stand: str = ""
    instelling: str = ""


def registered(actor: Actor) -> QuerySet[Inschrijving]:
    """All enrolments of the actor's institutions. A limited reader has no registration to check (WNS-01)."""
    rows = Inschrijving.objects.filter(instelling_id__in=actor.instellingen)
    return rows.none() if actor.beperking else rows


def registration(actor: Actor, kenmerk: UUID) -> Inschrijving | None:
    """One of them, with its pupil."""
    return registered(actor).select_related("persoon", "instelling").filter(kenmerk=kenmerk).first()


def narrowed(rows: QuerySet[Inschrijving], given: Filter, *, on: date) -> QuerySet[Inschrijving]:
    """Those that the filter lets through."""
    if zoeksleutel(given.achternaam):
        rows = rows.filter(personen.on_name(given.achternaam))
    if given.instelling:
        rows = rows.filter(instelling_id=given.instelling)
    return rows.filter(in_state(given.stand, on=on)) if given.stand else rows


def in_state(stand: str, *, on: date) -> Q:
    """The enrolments that run on that day, have ended before it, or begin after it."""
    if stand == LATER:
        return Q(begindatum__gt=on)
    ended = Q(einddatum__isnull=False, einddatum__lt=on)
    return ended if stand == UITGESCHREVEN else Q(begindatum__lte=on) & ~ended


def state_of(row: Inschrijving, *, on: date) -> str:
    """The same for one enrolment."""
    if row.begindatum > on:
        return LATER
    return UITGESCHREVEN if row.einddatum and row.einddatum < on else INGESCHREVEN


def in_order(rows: QuerySet[Inschrijving]) -> QuerySet[Inschrijving]:
    """By name, with pupil and institution."""
    return rows.select_related("persoon", "instelling").order_by(*ORDER)


def complete_rows(rows: QuerySet[Inschrijving], *, on: date) -> QuerySet[Inschrijving]:
    """Each with its address of that day (``woont``) and when it came and last changed (``sinds``, ``gewijzigd``)."""
    lives = personen.adressen_op(on).filter(persoon=OuterRef("persoon"))
    states = InschrijvingVersie.objects.filter(id=OuterRef("pk")).annotate(vanaf=RangeStartsWith("geregistreerd"))
    return in_order(rows).annotate(
        woont=Subquery(lives.values(velden=JSONObject(**{name: name for name in _ADRES}))[:1]),
        sinds=Subquery(states.order_by("versie_id").values("vanaf")[:1]),
        gewijzigd=Subquery(states.order_by("-versie_id").values("vanaf")[:1]),
    )


def streamed(rows: QuerySet[Inschrijving], *, on: date) -> Iterator[Inschrijving]:
    """All of them in one query, read through a cursor of the database: memory stays small."""
    return complete_rows(rows, on=on).iterator(chunk_size=CHUNK)


def address_of(row: Inschrijving) -> Adres | None:
    """The address that came along with :func:`complete_rows`."""
    woont = getattr(row, "woont", None)
    return Adres(**woont) if woont else None


def moments_of(row: Inschrijving) -> tuple[datetime | None, datetime | None]:
    """When it came into the register and when it last changed, from :func:`complete_rows`."""
    return getattr(row, "sinds", None), getattr(row, "gewijzigd", None)


def codes_with_pupils() -> list[str]:
    """The institutions that registered anybody; for the register itself."""
    return list(Inschrijving.objects.order_by("instelling_id").values_list("instelling_id", flat=True).distinct())
