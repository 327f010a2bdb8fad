"""Reading meldingen, and gathering the facts by which they are judged."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from verzuimloket.access.codes import BEPERKT_LEERLINGEN, BEPERKT_LOCATIE
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor
from verzuimloket.core.parameters import param
from verzuimloket.core.scope import widened
from verzuimloket.inschrijvingen import queries as inschrijvingen
from verzuimloket.inschrijvingen.inputs import Periode
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.routering import queries as routering
from verzuimloket.verzuim.inputs import (
    AfwijkendAdres,
    AndereMelding,
    Contactpersoon,
    MeldingFacts,
    MeldingInput,
    Verzuimdag,
    WijzigingFacts,
)
from verzuimloket.verzuim.models import Concept, Melding, MeldingVersie
from verzuimloket.verzuim.queries.plicht import plicht_facts
from verzuimloket.verzuim.rules import wet_bij

OPEN = ("R", "B")


@dataclass(frozen=True)
class Dossier:
    """What the register knows of a pupil when a school reports: the facts and the address that routes."""

    persoon: Persoon | None
    adres: Adres | None
    facts: MeldingFacts


def visible_to(actor: Actor) -> QuerySet[Melding]:
    """The first wall: meldingen of the actor's institutions, or routed to the actor's agencies.

    A reader may be limited to locations or to own pupils (WNS-01).
    """
    rows = Melding.objects.select_related("persoon", "instelling", "instantie", "locatie")
    if actor.register:
        return rows
    if actor.instanties:
        return rows.filter(instantie_id__in=actor.instanties)
    rows = rows.filter(instelling_id__in=actor.instellingen)
    if actor.beperking == BEPERKT_LOCATIE:
        return rows.filter(locatie_id__in=actor.locaties)
    return inschrijvingen.of_own_pupils(rows, actor) if actor.beperking == BEPERKT_LEERLINGEN else rows


def pupils_of(actor: Actor, instelling: str) -> QuerySet[Persoon]:
    """The persons who are or were enrolled at one of the actor's institutions."""
    codes = [code for code in actor.instellingen if code == instelling]
    enrolled = inschrijvingen.within_limit(Inschrijving.objects.filter(instelling_id__in=codes), actor)
    return Persoon.objects.filter(pk__in=enrolled.values("persoon_id"))


def pupil(actor: Actor, instelling: str, kenmerk: UUID, *, on: date) -> tuple[Persoon, Adres | None] | None:
    """One pupil of this institution and the address on that day; None when it is not the actor's."""
    pupils = pupils_of(actor, instelling).filter(kenmerk=kenmerk)
    adres = personen.adressen_op(on).filter(persoon__in=pupils).select_related("persoon").first()
    persoon = adres.persoon if adres else pupils.first()
    return (persoon, adres) if persoon else None


def find_pupil(actor: Actor, instelling: str, nummer: str) -> Persoon | None:
    """The pupil of this institution with this person number; unknown and elsewhere look the same (MEL-05)."""
    return personen.on_number(nummer).filter(pk__in=pupils_of(actor, instelling)).first()


def open_meldingen(actor: Actor, instelling: str, persoon: Persoon) -> QuerySet[Melding]:
    """Status Geregistreerd or In behandeling, of this institution (MEL-08)."""
    rows = visible_to(actor).filter(instelling_id=instelling, persoon=persoon, status__in=OPEN)
    return rows.order_by("-nummer")


def dossier(instelling: str, persoon_id: int, *, on: date, lock: bool = False) -> Dossier:
    """Everything the rules need about the pupil; with ``lock`` other writers for this pupil wait."""
    with widened("meldingen of other schools count for the overlap, the address for the route"):
        people = Persoon.objects.select_for_update() if lock else Persoon.objects.all()
        persoon = people.filter(pk=persoon_id).first()
        adres = personen.adres_op(persoon, on) if persoon else None
        return Dossier(persoon, adres, _facts(instelling, persoon, adres, on=on))


def _facts(instelling: str, persoon: Persoon | None, adres: Adres | None, *, on: date) -> MeldingFacts:
    plicht = plicht_facts(persoon, instelling, on=on) if persoon else None
    return MeldingFacts(
        geboortedatum=persoon.geboren if persoon else None,
        woont_in_buitenland=adres is not None and adres.buitenland,
        gemeente_bekend=adres is not None and bool(adres.gemeentecode),
        inschrijvingen=inschrijvingen.periods_at(persoon, instelling) if persoon else (),
        andere_meldingen=_others(persoon) if persoon else (),
        startkwalificatie_op=plicht.startkwalificatie_op if plicht else None,
        locaties=frozenset(locatie.code for locatie in instellingen.locaties_op(instelling, on=on)),
        vandaag=on,
        bekend_persoon=persoon is not None,
        plicht=plicht,
    )


def _others(persoon: Persoon, *, but: int = 0) -> tuple[AndereMelding, ...]:
    rows = Melding.objects.filter(persoon=persoon).exclude(pk=but).order_by("begindatum")
    return tuple(
        AndereMelding(row.nummer, Periode(row.begindatum, row.einddatum), row.soort, row.status, row.instelling_id)
        for row in rows
    )


def facts_of(melding: Melding, *, on: date) -> WijzigingFacts:
    """The facts for a change of a melding: those of the pupil, and what is stored now."""
    found = dossier(melding.instelling_id, melding.persoon_id, on=on)
    with widened("does the changed period overlap a melding of another school"):
        others = _others(melding.persoon, but=melding.pk)
    own = {melding.locatie_id} if melding.locatie_id else set()  # also when it was closed since
    return WijzigingFacts(
        **{**vars(found.facts), "andere_meldingen": others, "locaties": found.facts.locaties | own},
        huidig=as_input(melding),
        status=melding.status,
        gemeld_op=melding.melddatum.astimezone(clock.AMSTERDAM).date(),
    )


def as_input(melding: Melding | MeldingVersie) -> MeldingInput:
    """The melding as its school would enter it: for a change, a copy or a comparison."""
    adres = melding.afwijkend_adres
    return MeldingInput(
        instelling=melding.instelling_id,
        persoon_id=melding.persoon_id,
        begindatum=melding.begindatum,
        einddatum=melding.einddatum,
        locatie=melding.locatie_id or "",
        contactpersonen=tuple(Contactpersoon(**given) for given in melding.contactpersonen),
        afwijkend_adres=AfwijkendAdres(**adres) if adres else None,
        verzuimdagen=tuple(verzuimdag(given) for given in melding.verzuimdagen),
        acties=tuple(melding.acties),
        **{name: getattr(melding, name) for name in PLAIN_FIELDS},
    )


# Fields that have the same name and shape in MeldingInput and in the table.
PLAIN_FIELDS = (
    "soort",
    "verbijzondering",
    "reden",
    "alle_lessen_gemist",
    "toelichting",
    "actie_gewenst",
    "toelichting_actie_gewenst",
    "prioriteit",
    "contact_naam",
    "contact_functie",
    "contact_telefoon",
    "contact_email",
    "leerling_telefoon",
    "leerling_email",
    "toelichting_acties",
    "email_naar_melder",
    "eigen_kenmerk",
    "taal",
)


def verzuimdag(given: dict[str, object]) -> Verzuimdag:
    """A day of absence as it is stored."""
    return Verzuimdag(
        datum=date.fromisoformat(str(given["datum"])),
        hele_dag=bool(given["hele_dag"]),
        lesuren=tuple(given["lesuren"]),  # type: ignore[arg-type]
        toelichting=str(given["toelichting"]),
    )


def versions_of(melding: Melding) -> QuerySet[MeldingVersie]:
    """Every state of a melding, the newest first (HIS-02)."""
    return (
        MeldingVersie.objects.filter(id=melding.pk)
        .select_related("instelling", "instantie", "locatie")
        .order_by("-versie_id")
    )


def concepts_of(actor: Actor) -> QuerySet[Concept]:
    """The drafts of the actor's institutions, also those that were handed in."""
    rows = Concept.objects.filter(instelling_id__in=actor.instellingen)
    return rows.select_related("persoon", "gebruiker", "melding", "instelling", "ingediend")


def drafts_of(actor: Actor) -> QuerySet[Concept]:
    """The drafts of the actor's institutions that were not yet handed in, the newest first."""
    rows = Concept.objects.filter(instelling_id__in=actor.instellingen, ingediend__isnull=True)
    return rows.select_related("persoon", "gebruiker", "melding").order_by("-gewijzigd_at")


def kept_until(concept: Concept) -> date:
    """The last day on which a draft is kept if nobody touches it again (ADR 0020)."""
    day = concept.gewijzigd_at.astimezone(clock.AMSTERDAM).date()
    return day + timedelta(days=param("concept_dagen", on=day))


def own_drafts_of(actor: Actor) -> QuerySet[Concept]:
    """The drafts that are this person's, the newest first."""
    return drafts_of(actor).filter(gebruiker_id=actor.gebruiker_id or 0)


def last_by(actor: Actor, instelling: str) -> Melding | None:
    """The melding that this person handed in last for the institution: who its contact person was (MEL-33)."""
    rows = concepts_of(actor).filter(instelling_id=instelling, gebruiker_id=actor.gebruiker_id or 0)
    newest = rows.filter(ingediend__isnull=False).order_by("-gewijzigd_at").first()
    return newest.ingediend if newest else None


def last_about(actor: Actor, instelling: str, persoon_id: int) -> Melding | None:
    """The newest melding of the institution about this pupil: how he or she could be reached."""
    return visible_to(actor).filter(instelling_id=instelling, persoon_id=persoon_id).order_by("-nummer").first()


def destination(persoon: Persoon, given: MeldingInput, *, on: date) -> routering.Bestemming | None:
    """The body and the mailbox to which a melding goes when it is handed in today; None when that cannot be known."""
    adres = personen.adres_op(persoon, on)
    if adres is None or given.begindatum is None:
        return None
    category = routering.categorie(instellingen.sector_of(given.instelling), wet_bij(persoon.geboren, given.begindatum))
    return routering.bestemming(adres.gemeentecode, category, on=on)


def recently_answered(rows: QuerySet[Melding], *, since: datetime) -> QuerySet[Melding]:
    """Those on which an agency answered since that moment, the latest answer first."""
    return rows.filter(terugkoppeling_op__gte=since).order_by("-terugkoppeling_op", "-nummer")


def open_counts(rows: QuerySet[Melding], *, waiting_since: datetime) -> dict[str, int]:
    """How many are open, and how many of those are new, being handled, and so on.

    ``wacht``: registered before ``waiting_since`` and not taken up yet.
    """
    is_new = Q(status="R")
    return rows.filter(status__in=OPEN).aggregate(
        nieuw=Count("pk", filter=is_new),
        in_behandeling=Count("pk", filter=Q(status="B")),
        prioriteit=Count("pk", filter=Q(prioriteit=True)),
        wacht=Count("pk", filter=is_new & Q(status_sinds__lt=waiting_since)),
    )


def longest_waiting(rows: QuerySet[Melding]) -> QuerySet[Melding]:
    """Those that nobody took up yet: with priority first, then the oldest."""
    return rows.filter(status="R").order_by("-prioriteit", "status_sinds", "nummer")
