"""What schools must know of each other: a pupil whom both have, and one who went on. Domain rules §4.3 (D15, D16).

Both look beyond the own rows, and some of what they find is shown: name and code of the other institution, its
dates, and functions and telephone numbers there. That is what the law's own message tells both schools.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from verzuimloket.core.actor import Actor
from verzuimloket.core.parameters import param
from verzuimloket.core.scope import widened
from verzuimloket.inschrijvingen.inputs import InschrijvingDatums, Periode
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.inschrijvingen.queries.inschrijvingen import visible_to
from verzuimloket.instellingen import queries as instellingen

_CONTACTEN = 3

# an own enrolment (e) and one at another institution (a) that share a day, and of which neither is long past
_OVERLAPS = """
FROM inschrijvingen_inschrijving e JOIN inschrijvingen_inschrijving a
  ON a.persoon_id = e.persoon_id AND a.instelling_id <> e.instelling_id
  AND a.begindatum <= coalesce(e.einddatum, 'infinity') AND e.begindatum <= coalesce(a.einddatum, 'infinity')
WHERE least(coalesce(e.einddatum, 'infinity'), coalesce(a.einddatum, 'infinity')) >= %(sinds)s
"""
_PAIRS = f"""
SELECT e.id, a.id {_OVERLAPS} AND e.instelling_id = ANY(%(codes)s)
ORDER BY greatest(e.begindatum, a.begindatum) DESC, e.id, a.id
"""
_COUNT = f"""
SELECT e.instelling_id, count(DISTINCT e.id) {_OVERLAPS}
AND (%(codes)s::text[] IS NULL OR e.instelling_id = ANY(%(codes)s)) GROUP BY e.instelling_id
"""
_LEFT = """
SELECT DISTINCT ON (e.id) e.id, a.id
FROM inschrijvingen_inschrijving e JOIN inschrijvingen_inschrijving a
  ON a.persoon_id = e.persoon_id AND a.instelling_id <> e.instelling_id AND a.begindatum > e.einddatum
WHERE e.instelling_id = ANY(%(codes)s) AND e.einddatum >= %(sinds)s AND NOT EXISTS (
  SELECT FROM inschrijvingen_inschrijving later WHERE later.persoon_id = e.persoon_id
  AND later.instelling_id = e.instelling_id AND later.begindatum > e.einddatum)
ORDER BY e.id, a.begindatum
"""


@dataclass(frozen=True)
class Contact:
    """Somebody at the other school, by function: a name is not needed to call."""

    functie: str
    telefoon: str


@dataclass(frozen=True)
class Elders:
    """The enrolment at the other institution, as far as both schools may know it."""

    instelling: str
    naam: str
    sector: str
    periode: Periode
    contacten: tuple[Contact, ...] = ()


@dataclass(frozen=True)
class Dubbel:
    """A pupil whom two institutions have at the same time; voorstel: the own dates that would solve it."""

    eigen: Inschrijving
    ander: Elders
    voorstel: InschrijvingDatums | None

    @property
    def soort(self) -> str:
        """The sectors, that of the earlier school first."""
        sectors = [self.eigen.sector.lower(), self.ander.sector.lower()]
        return "–".join(sectors if self.eigen.begindatum <= self.ander.periode.begin else sectors[::-1])

    @property
    def eerst_hier(self) -> bool:
        """Whether the pupil came here before the other school."""
        return self.eigen.begindatum < self.ander.periode.begin


@dataclass(frozen=True)
class Vertrokken:
    """A pupil who left this institution and was enrolled at another afterwards (D15)."""

    eigen: Inschrijving
    ander: Elders


def double_pairs(actor: Actor, *, on: date) -> list[tuple[int, int]]:
    """The double enrolments of the actor's institutions: own row and the other, the newest first."""
    with widened("D16: both schools hear of a double enrolment, with each other's dates"):
        return _pairs(_PAIRS, actor, on)


def left_pairs(actor: Actor, *, on: date) -> list[tuple[int, int]]:
    """The same for who left and is enrolled elsewhere now, the latest first."""
    with widened("D15: the old school hears where and when a pupil was enrolled next"):
        return sorted(_pairs(_LEFT, actor, on), reverse=True)


def _pairs(sql: str, actor: Actor, on: date) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"codes": list(actor.instellingen), "sinds": _since(on)})
        return [(own, other) for own, other in cursor.fetchall()]


def _since(on: date) -> date:
    return on - timedelta(days=param("signaal_inschrijving_dagen", on=on))


def doubles(actor: Actor, pairs: Collection[tuple[int, int]], *, on: date) -> list[Dubbel]:
    """These double enrolments, in this order, with everything that both schools need."""
    own, others = _rows(actor, pairs, on=on)
    found = [(own[mine], others[other]) for mine, other in pairs if mine in own]
    return [Dubbel(mine, other, _proposal(mine, other.periode)) for mine, other in found]


def left(actor: Actor, pairs: Collection[tuple[int, int]], *, on: date) -> list[Vertrokken]:
    """Who went where, in this order."""
    own, others = _rows(actor, pairs, on=on)
    return [Vertrokken(own[mine], others[other]) for mine, other in pairs if mine in own]


def _rows(
    actor: Actor, pairs: Collection[tuple[int, int]], *, on: date
) -> tuple[dict[int, Inschrijving], dict[int, Elders]]:
    """The own rows by the first wall; of the others the few fields that may be shown."""
    own = visible_to(actor).in_bulk([mine for mine, _ in pairs])
    with widened("D16: the dates and the telephone numbers of the other school"):
        rows = Inschrijving.objects.select_related("instelling").in_bulk([other for _, other in pairs])
        contacten = {code: _contacts(code, on) for code in {row.instelling_id for row in rows.values()}}
    return own, {pk: _elders(row, contacten[row.instelling_id]) for pk, row in rows.items()}


def _elders(row: Inschrijving, contacten: tuple[Contact, ...]) -> Elders:
    periode = Periode(row.begindatum, row.einddatum)
    return Elders(row.instelling_id, row.instelling.naam, row.sector, periode, contacten)


def _contacts(code: str, on: date) -> tuple[Contact, ...]:
    rows = instellingen.contactpersonen_op(code, on=on).exclude(telefoon="")[:_CONTACTEN]
    return tuple(Contact(row.functie or "Contactpersoon", row.telefoon) for row in rows)


def _proposal(eigen: Inschrijving, ander: Periode) -> InschrijvingDatums | None:
    """The old school ends on the day before the new one begins; or the new one begins after the old one ended.

    None when only the schools can know: both have the same first day, or nothing is left of the own period.
    """
    day = timedelta(days=1)
    if eigen.begindatum < ander.begin:
        return InschrijvingDatums(eigen.begindatum, ander.begin - day)
    if eigen.begindatum == ander.begin or ander.eind is None or ander.eind >= (eigen.einddatum or date.max):
        return None
    return InschrijvingDatums(ander.eind + day, eigen.einddatum)


def doubles_per_instelling(codes: Collection[str] | None = None, *, on: date) -> dict[str, int]:
    """How many own enrolments overlap one elsewhere, per institution (of these, or of all); for the register itself."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"sinds": _since(on), "codes": None if codes is None else list(codes)})
        return dict(cursor.fetchall())


def proposal_for(actor: Actor, inschrijving: Inschrijving, *, on: date) -> InschrijvingDatums | None:
    """The dates that would solve the double enrolment of this own row; the first, if it overlaps more."""
    pairs = [pair for pair in double_pairs(actor, on=on) if pair[0] == inschrijving.pk]
    return next((found.voorstel for found in doubles(actor, pairs, on=on) if found.voorstel), None)
