"""Searching meldingen: the list of a school (RPL) and the worklist of a municipality."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.expressions import OrderBy

from verzuimloket.core.actor import Actor
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.parameters import param
from verzuimloket.personen import queries as personen
from verzuimloket.personen.inputs import verjaardag
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim.models import Melding
from verzuimloket.verzuim.queries.meldingen import visible_to

ZONDER_LOCATIE = "-"
_RECENT = 200  # rows of an agency in which the latest answer of one officer is looked for


@dataclass(frozen=True)
class Zoekvraag:
    """What a list must show; an empty criterion does not matter.

    instantie:   code of a body or municipality, or a part of its name.
    school:      code of an institution, or a part of its name.
    wacht_sinds: only what was registered before then and was not taken up yet.
    locatie:     code of an education location, or ``ZONDER_LOCATIE``.
    gemeld_van, gemeld_tot, verzuim_van, verzuim_tot: days, all inclusive; absence that lies partly
                 within them counts.
    kenmerken:   only these, as somebody ticked them.
    """

    nummer: int | None = None
    statussen: tuple[str, ...] = ()
    instelling: str = ""
    wet: str = ""
    soort: str = ""
    prioriteit: bool = False
    leerling: UUID | None = None
    achternaam: str = ""
    contactpersoon: str = ""
    behandelaar: str = ""
    instantie: str = ""
    school: str = ""
    wacht_sinds: datetime | None = None
    eigen_kenmerk: str = ""
    locatie: str = ""
    zonder_einddatum: bool = False
    gemeld_van: date | None = None
    gemeld_tot: date | None = None
    verzuim_van: date | None = None
    verzuim_tot: date | None = None
    kenmerken: tuple[UUID, ...] = ()


class Pagina(NamedTuple):
    """One page of a list. ``nummer``: the page that was found, which may be an earlier one than asked."""

    rijen: list[Melding]
    totaal: int
    nummer: int


def consultable_by(actor: Actor, *, on: date) -> QuerySet[Melding]:
    """What a school may consult: its own meldingen, two years back (PRV-09, S0 L83-85)."""
    return visible_to(actor).filter(melddatum__gte=_midnight(first_day(on=on)))


def first_day(*, on: date) -> date:
    """How far back a school may look."""
    return verjaardag(on, -param("raadplegen_jaren", on=on))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, AMSTERDAM)


def find_reported(rows: QuerySet[Melding], nummer: str) -> Persoon | None:
    """The pupil with this person number among these meldingen; all others look unknown."""
    return personen.on_number(nummer).filter(pk__in=rows.order_by().values("persoon_id")).first()


def search(rows: QuerySet[Melding], vraag: Zoekvraag) -> QuerySet[Melding]:
    """Those of the rows that meet every criterion."""
    return rows.filter(*_exact(vraag), *_periods(vraag), *_parts(vraag))


def _exact(vraag: Zoekvraag) -> Iterator[Q]:
    same = {
        "nummer": vraag.nummer,
        "status__in": vraag.statussen,
        "instelling_id": vraag.instelling,
        "wet": vraag.wet,
        "soort": vraag.soort,
        "prioriteit": vraag.prioriteit,
        "persoon__kenmerk": vraag.leerling,
        "status_sinds__lt": vraag.wacht_sinds,
        "einddatum__isnull": vraag.zonder_einddatum,
        "locatie_id": vraag.locatie.replace(ZONDER_LOCATIE, ""),
        "locatie__isnull": vraag.locatie == ZONDER_LOCATIE,
        "kenmerk__in": vraag.kenmerken,
    }
    yield Q(**{name: value for name, value in same.items() if value})
    if vraag.wacht_sinds:
        yield Q(status="R")


def _periods(vraag: Zoekvraag) -> Iterator[Q]:
    """The day of reporting, and the days of absence."""
    if vraag.gemeld_van:
        yield Q(melddatum__gte=_midnight(vraag.gemeld_van))
    if vraag.gemeld_tot:
        yield Q(melddatum__lt=_midnight(vraag.gemeld_tot + timedelta(days=1)))
    if vraag.verzuim_van:
        yield Q(einddatum__isnull=True) | Q(einddatum__gte=vraag.verzuim_van)
    if vraag.verzuim_tot:
        yield Q(begindatum__lte=vraag.verzuim_tot)


def _parts(vraag: Zoekvraag) -> Iterator[Q]:
    """Criteria on a part of a text."""
    if vraag.eigen_kenmerk:
        yield ~Q(eigen_kenmerk="") & Q(eigen_kenmerk__icontains=vraag.eigen_kenmerk)  # the first half is the index
    if vraag.achternaam:
        yield personen.on_name(vraag.achternaam)
    if vraag.contactpersoon:
        yield Q(contact_naam__icontains=vraag.contactpersoon)
    if vraag.behandelaar:
        names = ("behandelaar_naam", "organisatie", "instantie__naam")
        yield Q(*((f"{name}__icontains", vraag.behandelaar) for name in names), _connector=Q.OR)
    if vraag.instantie:
        codes = (vraag.instantie.upper(), f"G{vraag.instantie}")
        yield Q(instantie_id__in=codes) | Q(instantie__naam__icontains=vraag.instantie)
    if vraag.school:
        yield Q(instelling_id=vraag.school.upper()) | Q(instelling__naam__icontains=vraag.school)


def _place_in(lijst: str) -> Case:
    """The place of a code in its list: the order in which people know the values."""
    places = [When(**{lijst: code.code}, then=Value(place)) for place, code in enumerate(codelijst(lijst))]
    return Case(*places, default=Value(len(places)))


# column of a list: by what it is sorted; "-": the largest value first when the column goes up
_VOLGORDES: dict[str, tuple[str, ...]] = {
    "nummer": (),
    "locatie": ("locatie__naam",),
    "instelling": ("instelling_id",),
    "leerling": ("persoon__zoeknaam", "persoon__voornamen"),
    "voornaam": ("persoon__voornamen", "persoon__zoeknaam"),
    "melddatum": ("melddatum",),
    "ingang": ("begindatum",),
    "eigen_kenmerk": ("eigen_kenmerk",),
    "einddatum": ("einddatum",),
    "wet": ("wet",),
    "contactpersoon": ("contact_naam",),
    "behandelaar": ("instantie__naam", "behandelaar_naam"),
    "status": ("status",),
    "soort": ("soort",),
    "prio": ("prioriteit",),
    "dagen": ("-status_sinds",),
    "wachtrij": ("-prioriteit", "status_sinds"),
}
VOLGORDES = tuple(_VOLGORDES)
_CODES = ("status", "soort")


def order(naam: str, *, aflopend: bool = False) -> list[OrderBy]:
    """By this column of the list; what is equal there goes by number."""
    return [_order(name, aflopend) for name in (*_VOLGORDES[naam], "nummer")]


def _order(name: str, aflopend: bool) -> OrderBy:
    bare = name.removeprefix("-")
    by = _place_in(bare) if bare in _CODES else F(bare)
    return by.desc() if aflopend != (bare != name) else by.asc()


def page_of(rows: QuerySet[Melding], volgorde: list[OrderBy], *, pagina: int, maat: int) -> Pagina:
    """One page and the total in one pass over the rows that match; past the end, the last page.

    Only numbers are sorted and counted; whole rows are fetched for this page alone.
    """
    numbers = rows.order_by(*volgorde).values_list("nummer", Window(Count("*")))
    found = list(numbers[(pagina - 1) * maat : pagina * maat])
    if not found and pagina > 1:
        last = max(1, -(-rows.count() // maat))
        return page_of(rows, volgorde, pagina=min(last, pagina - 1), maat=maat)
    places = {nummer: place for place, (nummer, _) in enumerate(found)}
    if not places:
        return Pagina([], 0, 1)
    shown = rows.order_by().filter(nummer__in=places)
    rijen = sorted(shown, key=lambda melding: places[melding.nummer])
    return Pagina(rijen, found[0][1], pagina)


def last_answer_by(actor: Actor) -> Melding | None:
    """The latest answer of this officer among recent meldingen, to fill in who handles."""
    for status in ("B", "G", "K"):
        recent = visible_to(actor).filter(status=status).order_by("-nummer").values("pk")[:_RECENT]
        mine = visible_to(actor).filter(pk__in=recent, behandelaar_naam=actor.naam)
        found = mine.order_by("-terugkoppeling_op").first()
        if found:
            return found
    return None
