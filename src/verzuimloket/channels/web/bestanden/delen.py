"""What the pages of Bestandsuitwisseling share: who may come here, the three ways, pages of a list (BST-01)."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from verzuimloket.aanleveringen import queries as aanleveringen
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Violation
from verzuimloket.leveringen.rules import krijgt_leveringen

GROEP = "Bestandsuitwisseling"
SCHOOL = (Rol.INSCHRIJVER, Rol.MELDER, Rol.RAADPLEGER, Rol.BEHEERDER_ONDERWIJS)
OPHALERS = (*SCHOOL, Rol.BEHANDELAAR, Rol.RAPPORTAGES)
VERSTUURDERS = (Rol.INSCHRIJVER, Rol.BEHANDELAAR, Rol.RAPPORTAGES)
PER_PAGE = 50
MOST = 100  # files in one zip

T = TypeVar("T", bound=Model)
Keuzes = Iterable[tuple[str, str]]


def tabs(actor: Actor, present: str) -> list[tuple[str, str, bool]]:
    """The ways of Bestandsuitwisseling that are open to this person."""
    ways = [("Bestand versturen", "bestand-versturen"), ("Overzicht verstuurde bestanden", "bestanden-verstuurd")]
    open_ways = ways if may_send(actor) else []
    shown = [*open_ways[:1], ("Bestanden ophalen", "bestanden"), *open_ways[1:]]
    if asks_deliveries(actor):
        shown.append(("Gegevensleveringen", "leveringen"))
    return [(label, reverse(view), view == present) for label, view in shown]


def may_send(actor: Actor) -> bool:
    """Who sees less than the school sends no files for it; with reports alone there is only a request to send."""
    sends = actor.has_role(Rol.INSCHRIJVER, Rol.BEHANDELAAR) or asks_deliveries(actor)
    return sends and not actor.beperking


def asks_deliveries(actor: Actor) -> bool:
    """Deliveries are for municipalities and regions (domeinregels §14)."""
    return actor.has_role(Rol.RAPPORTAGES) and any(map(krijgt_leveringen, actor.instanties))


class Blad(NamedTuple):
    """One page of rows, and which of how many."""

    rijen: list[Any]
    totaal: int
    pagina: int
    paginas: int
    adres: str

    @property
    def eerste(self) -> int:
        return (self.pagina - 1) * PER_PAGE + 1 if self.rijen else 0

    @property
    def laatste(self) -> int:
        return (self.pagina - 1) * PER_PAGE + len(self.rijen)


def blad(request: Verzoek, rows: QuerySet[T], criteria: Mapping[str, str]) -> Blad:
    """The page that is asked for; beyond the last one: the last."""
    totaal = rows.count()
    pagina, paginas, adres = pages(request, totaal, criteria)
    return Blad(list(rows[(pagina - 1) * PER_PAGE : pagina * PER_PAGE]), totaal, pagina, paginas, adres)


def pages(request: Verzoek, totaal: int, criteria: Mapping[str, str]) -> tuple[int, int, str]:
    """Which page is asked for, of how many, and the address of each page up to its number."""
    paginas = max(1, -(-totaal // PER_PAGE))
    kept = {name: value for name, value in criteria.items() if value}
    return min(number(request.GET.get("pagina", "")), paginas), paginas, "?" + urlencode({**kept, "pagina": ""})


def number(text: str) -> int:
    """A page number as it came; 1 when it is none."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def chosen(request: Verzoek, name: str, choices: Keuzes) -> str:
    """What the filter says, if that is one of the choices."""
    value = request.GET.get(name, "")
    return value if value in dict(choices) else ""


def chips(adres: str, criteria: Mapping[str, tuple[str, str, Keuzes]]) -> list[tuple[str, str, str]]:
    """(label, value, address without it) of each filter in use; ``criteria``: name → label, value, choices."""
    used = {name: value for name, (_, value, _) in criteria.items() if value}
    return [
        (label, dict(choices)[value], adres + _query({each: used[each] for each in used if each != name}))
        for name, (label, value, choices) in criteria.items()
        if value
    ]


def _query(criteria: Mapping[str, str]) -> str:
    return f"?{urlencode(criteria)}" if criteria else ""


def ticked(request: Verzoek) -> list[UUID]:
    """The files that were chosen; what is no kenmerk is left out."""
    found = []
    for text in request.POST.getlist("bestand")[: MOST + 1]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def not_so_many(count: int) -> Violation:
    """What is wrong with how many files were ticked."""
    text = f"Vink hoogstens {MOST} bestanden aan." if count else "Vink de bestanden aan die u wilt downloaden."
    return Violation("VORM_keuze", text, "bestanden")


def waiting(actor: Actor) -> int:
    """Files that were checked and wait for the word to handle them."""
    return aanleveringen.own(actor).filter(stand="GECONTROLEERD").count() if may_send(actor) else 0
