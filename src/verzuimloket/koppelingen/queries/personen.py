"""Two registrations side by side: who they are, for an agency and for the register holder."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from verzuimloket.core.actor import Actor
from verzuimloket.core.parameters import param
from verzuimloket.koppelingen.inputs import KoppelFacts, Persoonsgegevens
from verzuimloket.koppelingen.models import TweePersonen
from verzuimloket.koppelingen.rules import Gelijkenis, vergelijk
from verzuimloket.personen import queries as personen
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.personen.rules import normaal_pgn, pgn_soort, zoeksleutel
from verzuimloket.verzuim.models import Melding


def visible_to(actor: Actor, rows: QuerySet[Persoon] | None = None) -> QuerySet[Persoon]:
    """Pupils about whom this agency has, or had, a melding; for the register everybody."""
    rows = Persoon.objects.all() if rows is None else rows
    if actor.register:
        return rows
    return rows.filter(Exists(Melding.objects.filter(persoon=OuterRef("pk"), instantie_id__in=actor.instanties)))


def on_number(actor: Actor, nummer: str, soort: str) -> Persoon | None:
    """The pupil with this bsn or onderwijsnummer, also a former one, if the actor may see that pupil."""
    if pgn_soort(normaal_pgn(nummer)) != soort:
        return None
    return visible_to(actor, personen.on_number(nummer)).first()


def pair(actor: Actor, een: UUID, ander: UUID) -> tuple[Persoon, Persoon] | None:
    """Both registrations, the one that would survive first. None when one is unknown or not for this actor's eyes."""
    found = list(visible_to(actor).filter(kenmerk__in={een, ander}))
    return in_order(found[0], found[1]) if len(found) == 2 else None


def in_order(een: Persoon, ander: Persoon) -> tuple[Persoon, Persoon]:
    """Who survives first: with a bsn before without, and else the registration that was there first."""
    first, second = sorted((een, ander), key=lambda persoon: (persoon.bsn_index is None, persoon.pk))
    return first, second


@dataclass(frozen=True)
class Paar:
    """Two registrations and how much they are alike."""

    blijft: Persoon
    vervalt: Persoon
    gelijkenis: Gelijkenis

    @property
    def punten(self) -> int:
        return self.gelijkenis.punten


def compare(een: Persoon, ander: Persoon) -> Paar:
    """The pair with its points."""
    return compare_all([(een, ander)])[0]


def compare_all(pairs: Collection[tuple[Persoon, Persoon]]) -> list[Paar]:
    """The same for many pairs; their addresses are read at once."""
    lived = _addresses({persoon.pk for two in pairs for persoon in two})
    found = []
    for een, ander in pairs:
        points = vergelijk(_known(een, lived.get(een.pk, ())), _known(ander, lived.get(ander.pk, ())))
        found.append(Paar(*in_order(een, ander), points))
    return found


def _addresses(ids: set[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    rows = Adres.objects.filter(persoon_id__in=ids).exclude(postcode="")
    for pk, postcode, huisnummer in rows.values_list("persoon_id", "postcode", "huisnummer"):
        found.setdefault(pk, []).append((postcode, huisnummer))
    return found


def _known(persoon: Persoon, lived: Iterable[tuple[str, str]]) -> Persoonsgegevens:
    return Persoonsgegevens(
        zoeknaam=persoon.zoeknaam,
        voornamen=tuple(zoeksleutel(persoon.voornamen).replace("-", " ").replace(".", " ").split()),
        geslacht=persoon.geslacht,
        geboren=persoon.geboren,
        adressen=frozenset(lived),
        heeft_bsn=persoon.bsn_index is not None,
    )


def facts(een: Persoon | None, ander: Persoon | None, *, by: Actor, on: date) -> KoppelFacts:
    """What the rules of merging must know of two registrations, as far as they were found."""
    if een is None or ander is None:
        return KoppelFacts(bsn_bekend=een is not None, onderwijsnummer_bekend=ander is not None, register=by.register)
    both = {een.kenmerk, ander.kenmerk}
    return KoppelFacts(
        dezelfde=een.pk == ander.pk,
        beide_bsn=een.pk != ander.pk and een.bsn_index is not None and ander.bsn_index is not None,
        punten=compare(een, ander).punten,
        drempel=param("koppeling_zeker_punten", on=on),
        apart=TweePersonen.objects.filter(een__in=both, ander__in=both).exists(),
        register=by.register,
    )
