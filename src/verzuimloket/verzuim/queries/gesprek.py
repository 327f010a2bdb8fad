"""Reading the conversation about a melding: each side sees its own internal messages only (WNS-02)."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from verzuimloket.access import queries as access
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.core.actor import Actor, Kanaal, Rol
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.verzuim.codes import BerichtSoort, Kant, Status
from verzuimloket.verzuim.inputs import BerichtFacts, Vraag
from verzuimloket.verzuim.models import Bericht, Melding, Volger
from verzuimloket.verzuim.queries.meldingen import visible_to
from verzuimloket.verzuim.queries.zoeken import consultable_by

# who of each side may read a melding
LEZERS = {
    Kant.SCHOOL: (Rol.MELDER, Rol.RAADPLEGER, Rol.BEHEERDER_ONDERWIJS),
    Kant.INSTANTIE: (Rol.BEHANDELAAR,),
}


def kant_of(actor: Actor) -> Kant:
    """On which side of the conversation this actor stands."""
    return Kant.INSTANTIE if actor.instanties else Kant.SCHOOL


def messages_of(actor: Actor, melding: Melding) -> QuerySet[Bericht]:
    """What this side may read, the oldest first; the first wall around what is internal."""
    rows = Bericht.objects.filter(melding=melding).filter(Q(intern=False) | Q(kant=kant_of(actor)))
    return rows.select_related("aan").order_by("geplaatst_at", "pk")


def questions_for(actor: Actor, meldingen: QuerySet[Melding]) -> QuerySet[Bericht]:
    """Questions of the other side about these meldingen that nobody answered yet, the most urgent first."""
    rows = Bericht.objects.filter(soort=BerichtSoort.VRAAG, antwoorden__isnull=True).exclude(kant=kant_of(actor))
    rows = rows.filter(melding__in=meldingen.order_by()).exclude(melding__status=Status.INGETROKKEN)
    return rows.select_related("melding__persoon", "melding__instantie").order_by("reactie_voor", "pk")


def find_question(actor: Actor, melding: Melding, kenmerk: UUID | None) -> Bericht | None:
    """A question of the other side in this conversation."""
    if kenmerk is None:
        return None
    rows = messages_of(actor, melding).filter(soort=BerichtSoort.VRAAG).exclude(kant=kant_of(actor))
    return rows.filter(kenmerk=kenmerk).first()


def bericht_facts(actor: Actor, melding: Melding, *, on: date, collegas: bool) -> BerichtFacts:
    """Everything the rules need about the conversation; ``collegas``: whether they matter to this message."""
    rows = list(messages_of(actor, melding))
    answered = {each.antwoord_op_id for each in rows}
    return BerichtFacts(
        kant=kant_of(actor),
        status=melding.status,
        vandaag=on,
        vragen=tuple(
            Vraag(each.kenmerk, each.kant, each.pk in answered) for each in rows if each.soort == BerichtSoort.VRAAG
        ),
        collegas=frozenset(each.pk for each in colleagues(actor, melding, on=on)) if collegas else frozenset(),
    )


def follows(actor: Actor, melding: Melding) -> bool:
    """Whether this person gets a mail about everything that happens to the melding."""
    return Volger.objects.filter(melding=melding, gebruiker_id=actor.gebruiker_id or 0).exists()


def followers(melding: Melding, *, on: date, kant: str = "") -> list[Volger]:
    """Who follows it and may still see it on that day; with ``kant`` only those of that side."""
    rows = Volger.objects.filter(melding=melding).select_related("gebruiker").order_by("pk")
    rows = rows.filter(kant=kant) if kant else rows
    return [each for each in rows if may_see(each.gebruiker, melding, Kant(each.kant), on=on)]


def colleagues(actor: Actor, melding: Melding, *, on: date) -> list[Gebruiker]:
    """The others of the own organisation who may see this melding, by name (WNS-02)."""
    kant = kant_of(actor)
    found = _with_role(_organisations(melding, kant), LEZERS[kant], on=on, but=actor.gebruiker_id)
    return [each for each in found if may_see(each, melding, kant, on=on)]


def reporters(actor: Actor, instelling: str, *, on: date) -> list[Gebruiker]:
    """The others who may report absence for this institution, by name."""
    assert instelling in actor.instellingen
    return _with_role(_schools(instelling), (Rol.MELDER,), on=on, but=actor.gebruiker_id)


def may_see(gebruiker: Gebruiker, melding: Melding, kant: Kant, *, on: date) -> bool:
    """Whether this person, on this side, may see the melding on that day: the role is asked again each time."""
    return any(_sees(each, melding, on=on) for each in _acting(gebruiker, LEZERS[kant], on=on))


def may_report(gebruiker: Gebruiker, instelling: str, *, on: date) -> bool:
    """Whether this person may report absence for this institution on that day."""
    return any(instelling in each.instellingen for each in _acting(gebruiker, (Rol.MELDER,), on=on))


def _organisations(melding: Melding, kant: Kant) -> Q:
    if kant == Kant.INSTANTIE:
        return Q(soort_kenmerk="instantie", kenmerk=melding.instantie_id)
    return _schools(melding.instelling_id)


def _schools(code: str) -> Q:
    """The institution itself and its board."""
    boards = [each.bestuur for each in instellingen.instellingen((code,)) if each.bestuur]
    return Q(soort_kenmerk="instelling", kenmerk=code) | Q(soort_kenmerk="bestuur", kenmerk__in=boards)


def _with_role(organisations: Q, rollen: Iterable[Rol], *, on: date, but: int | None) -> list[Gebruiker]:
    rows = access.in_force(Machtiging.objects.filter(organisations, rol__in=tuple(rollen)), on=on)
    people = Gebruiker.objects.filter(pk__in=rows.values("gebruiker_id"), is_active=True).exclude(pk=but or 0)
    return list(people.order_by("naam", "pk"))


def _acting(gebruiker: Gebruiker, rollen: Iterable[Rol], *, on: date) -> Iterator[Actor]:
    """This person as actor of each organisation where he or she has one of these roles now."""
    rows = [row for row in access.machtigingen_of(gebruiker.pk, on=on) if row.rol in tuple(rollen)]
    for sleutel in dict.fromkeys(f"{row.soort_kenmerk}:{row.kenmerk}" for row in rows):
        keuze = access.find_machtigingen(gebruiker.pk, sleutel, on=on)
        assert keuze
        codes = instellingen.codes_of(keuze.soort_kenmerk, keuze.kenmerk)
        yield access.actor(keuze, kanaal=Kanaal.SYSTEEM, instellingen=codes, organisatie_naam="")


def _sees(actor: Actor, melding: Melding, *, on: date) -> bool:
    rows = visible_to(actor) if actor.instanties else consultable_by(actor, on=on)
    return rows.filter(pk=melding.pk).exists()
