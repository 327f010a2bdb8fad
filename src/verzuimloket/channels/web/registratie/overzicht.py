"""The registration itself, live: all pupils that were reported, to search and to filter (BST-08, BST-16)."""

from dataclasses import dataclass
from typing import Any

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
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.inschrijvingen.queries import registratie as queries
from verzuimloket.inschrijvingen.queries.registratie import STANDEN, Filter
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.uitvoer import registratie_punten as punten

MAAT = 25
ZOEK = "registratie"  # under which the search is kept on the server


@dataclass(frozen=True)
class Lijst:
    """What is asked of the list. The name is not in the address: it is kept on the server."""

    filter: Filter
    punt: str
    form: Formulier

    def rows(self, actor: Actor) -> Any:
        """The enrolments that were asked for, within what the actor may see."""
        on = clock.today()
        rows = queries.narrowed(queries.registered(actor), self.filter, on=on)
        return punten.behind(rows, self.punt, on=on) if self.punt else rows

    def adres(self, **other: str) -> str:
        """The address of this list, without its page."""
        query = {"instelling": self.filter.instelling, "stand": self.filter.stand, "punt": self.punt} | other
        kept = {naam: value for naam, value in query.items() if value}
        return f"{reverse('registratie')}?{urlencode(kept)}" if kept else reverse("registratie")

    def blader(self) -> str:
        """The same, up to the number of a page."""
        return f"{self.adres()}{'&' if '?' in self.adres() else '?'}pagina="


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.INSCHRIJVER)
def registratie(request: Verzoek) -> HttpResponse:
    """The list. A search is posted and kept on the server, so that no name stands in an address."""
    if request.method == "POST":
        return _search(request)
    return _page(request, lijst_of(request))


def lijst_of(request: Verzoek) -> Lijst:
    """What the address asks, with the name that was kept."""
    kept = bewaard.look(request, ZOEK) or {}
    asked = {naam: request.GET.get(naam, "") for naam in ("instelling", "stand", "punt")}
    return _lijst(request, Formulier(asked | kept, velden(request.actor)), kept.get("achternaam", ""))


def _lijst(request: Verzoek, form: Formulier, achternaam: str) -> Lijst:
    given = Filter(achternaam, form.keuze("stand"), form.keuze("instelling"))
    return Lijst(given, form.keuze("punt"), form)


def _search(request: Verzoek) -> HttpResponse:
    form = Formulier.posted(request.POST, velden(request.actor))
    achternaam = form.tekst("achternaam")
    lijst = _lijst(request, form, achternaam)
    if form.fouten:
        return _page(request, lijst)
    if achternaam and "wissen" not in request.POST:
        bewaard.put(request, ZOEK, {"achternaam": achternaam})
    else:
        bewaard.drop(request, ZOEK)
    return redirect(reverse("registratie") if "wissen" in request.POST else lijst.adres())


def velden(actor: Actor) -> dict[str, Veld]:
    """What can be asked of the list."""
    scholen = tuple((school.code, str(school)) for school in instellingen.instellingen(actor.instellingen))
    return {
        "achternaam": Veld("Achternaam", "Een deel van de naam is genoeg", optional=True, max=100),
        "instelling": Veld("Instelling", optional=True, keuzes=scholen),
        "stand": Veld("Stand", optional=True, keuzes=tuple(STANDEN.items())),
        "punt": Veld("Controlepunt", optional=True, keuzes=tuple((p.code, p.naam) for p in codelijst("controlepunt"))),
    }


def _page(request: Verzoek, lijst: Lijst) -> HttpResponse:
    actor: Actor = request.actor
    rows = lijst.rows(actor)
    totaal = 0 if lijst.form.fouten else rows.count()
    pagina = page_number(request.GET.get("pagina", ""), totaal)
    audit.record("registratie:raadplegen", "registratie", by=actor, punt=lijst.punt, stand=lijst.filter.stand)
    return show(
        request,
        "registratie/lijst.jinja",
        titel="Registratieoverzicht",
        groep="Inschrijvingen",
        fouten=lijst.form.fouten,
        form=lijst.form,
        lijst=lijst,
        punt=codelijst("controlepunt")[lijst.punt] if lijst.punt else None,
        rijen=_rows(rows, pagina) if totaal else [],
        totaal=totaal,
        pagina=pagina,
        paginas=_paginas(totaal),
        eerste=(pagina - 1) * MAAT + 1,
        laatste=min(pagina * MAAT, totaal),
        meer_scholen=len(actor.instellingen) > 1,
        verzocht=request.GET.get("bestand") == "later",
    )


def _rows(rows: Any, pagina: int) -> list[dict[str, Any]]:
    """One page, by name, with the points of each pupil."""
    on = clock.today()
    found: list[Inschrijving] = list(queries.in_order(rows)[(pagina - 1) * MAAT : pagina * MAAT])
    shown = Inschrijving.objects.filter(pk__in=[row.pk for row in found])
    points = punten.points_of(shown, on=on)
    return [
        {
            "rij": row,
            "persoon": row.persoon,
            "stand": STANDEN[queries.state_of(row, on=on)],
            "punten": [codelijst("controlepunt").label(code) for code in points[row.pk]],
        }
        for row in found
    ]


def page_number(text: str, totaal: int) -> int:
    """The page that was asked for, or the nearest that exists."""
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    return min(max(asked, 1), _paginas(totaal))


def _paginas(totaal: int) -> int:
    return max(1, -(-totaal // MAAT))
