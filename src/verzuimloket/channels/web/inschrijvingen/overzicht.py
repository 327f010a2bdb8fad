"""'Overzicht inschrijvingen' (OVZ-01…10): per institution code a section that folds open."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.inschrijvingen import bewaard
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.inschrijvingen import queries
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.instellingen.models import Instelling

MAAT = 25
VEEL = 5_000  # above this many rows a closed section is filled when it is opened
GEWIJZIGD, ZOEK = "gewijzigd", "zoek"
VELDEN = {"achternaam": Veld("Zoeken op achternaam", "Een deel van de naam is genoeg", max=100)}


@dataclass(frozen=True)
class Sectie:
    """One institution code; ``rijen`` is None when it is filled later."""

    instelling: Instelling
    totaal: int
    pagina: int
    rijen: list[Inschrijving] | None
    open: bool

    @property
    def paginas(self) -> int:
        return _paginas(self.totaal)

    @property
    def eerste(self) -> int:
        return (self.pagina - 1) * MAAT + 1

    @property
    def laatste(self) -> int:
        return min(self.pagina * MAAT, self.totaal)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.INSCHRIJVER, Rol.RAADPLEGER)
def inschrijvingen(request: Verzoek) -> HttpResponse:
    """The list. A search is posted and kept on the server, so that no name stands in an address."""
    if request.method == "POST":
        return _search(request)
    kept = bewaard.look(request, ZOEK) or {}
    return _page(request, Formulier(kept, VELDEN), kept.get("achternaam", ""))


def _search(request: Verzoek) -> HttpResponse:
    """Start a search, or end it by an empty box (OVZ-04, OVZ-09)."""
    form = Formulier.posted(request.POST, VELDEN)
    achternaam = form.tekst("achternaam")
    if form.fouten:
        return _page(request, form, "")
    if achternaam and "wissen" not in request.POST:
        bewaard.put(request, ZOEK, {"achternaam": achternaam})
    else:
        bewaard.drop(request, ZOEK)
    return redirect("inschrijvingen")


def _page(request: Verzoek, form: Formulier, achternaam: str) -> HttpResponse:
    actor: Actor = request.actor
    gewijzigd = bewaard.collect(request, GEWIJZIGD, request.GET.get("uitkomst", ""))
    secties = _secties(actor, achternaam, request.GET.get("instelling", ""), request.GET.get("pagina", ""))
    return show(
        request,
        "inschrijvingen/overzicht.jinja",
        titel="Overzicht inschrijvingen",
        groep="",
        fouten=form.fouten,
        form=form,
        zoekt=bool(achternaam),
        secties=secties,
        totaal=sum(sectie.totaal for sectie in secties),
        wijzigt=actor.has_role(Rol.INSCHRIJVER),
        gewijzigd=gewijzigd,
    )


def _secties(actor: Actor, achternaam: str, gekozen: str, pagina: str) -> list[Sectie]:
    """A section per code of the actor: open when searching, when chosen, or when it is the only one."""
    scholen = {school.code: school for school in instellingen.instellingen(actor.instellingen)}
    rows = queries.overview(actor, achternaam)
    totals = dict.fromkeys(scholen, 0) | queries.count_per_instelling(rows)
    opened = {code for code in scholen if achternaam or len(scholen) == 1 or code == gekozen}
    filled = set(scholen) if sum(totals.values()) <= VEEL else opened
    page = page_number(pagina, totals.get(gekozen, 0))
    found = _rows(rows, {code for code in filled if totals[code]}, gekozen, page)
    return [
        Sectie(
            school,
            totals[code],
            page if code == gekozen else 1,
            found.get(code, []) if code in filled else None,
            code in opened,
        )
        for code, school in scholen.items()
    ]


def _rows(rows: QuerySet[Inschrijving], codes: set[str], gekozen: str, pagina: int) -> dict[str, list[Inschrijving]]:
    """The rows to show per code: one query for the chosen or only code, one for the first pages of the others."""
    single = gekozen if gekozen in codes else next(iter(codes)) if len(codes) == 1 else ""
    found = {single: queries.page_of(rows, single, pagina, MAAT)} if single else {}
    for row in queries.first_pages(rows, codes - {single}, MAAT):
        found.setdefault(row.instelling_id, []).append(row)
    return found


def page_number(text: str, totaal: int) -> int:
    """The page that was asked for, or the nearest that exists."""
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    return min(max(asked, 1), _paginas(totaal))


def _paginas(totaal: int) -> int:
    return max(1, -(-totaal // MAAT))


def address(instelling: str, pagina: int = 1, **more: Any) -> str:
    """The overview with this section open at this page."""
    query = {"instelling": instelling} | ({"pagina": pagina} if pagina > 1 else {}) | more
    return f"{reverse('inschrijvingen')}?{urlencode(query)}"
