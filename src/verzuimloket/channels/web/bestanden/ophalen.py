"""'Bestanden ophalen': what the register put ready, and what this person asked for (BST-07, BST-10…12)."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from verzuimloket.bestanden import actions, queries
from verzuimloket.channels.web.bestanden import delen, pakket
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Violation

EVERY = 10  # seconds between two looks of the page itself, as long as something is being made
STATUS = (
    ("NIEUW", "Nieuw"),
    ("OPGEHAALD", "Opgehaald"),
    ("VERLOOPT", "Verloopt binnenkort"),
    ("MAKEN", "Wordt gemaakt"),
)


@require_http_methods(["GET", "HEAD"])
@allowed(*delen.OPHALERS)
def bestanden(request: Verzoek) -> HttpResponse:
    """The files that this person may fetch, the newest first."""
    return _page(request)


def _page(request: Verzoek, fouten: tuple[Violation, ...] = ()) -> HttpResponse:
    today, rows = clock.today(), queries.available(request.actor, on=clock.today())
    kinds = _kinds(rows.order_by().values_list("soort", flat=True).distinct())
    soort, status = delen.chosen(request, "soort", kinds), delen.chosen(request, "status", STATUS)
    filters = {"soort": ("Soort", soort, kinds), "status": ("Status", status, STATUS)}
    wanted = queries.with_status(rows.filter(soort=soort) if soort else rows, status, on=today)
    found = delen.blad(request, wanted, {"soort": soort, "status": status})
    busy = any(bestand.bezig for bestand in found.rijen)
    return show(
        request,
        "bestanden/ophalen.jinja",
        titel="Bestanden ophalen",
        groep=delen.GROEP,
        fouten=fouten,
        tabs=delen.tabs(request.actor, "bestanden"),
        blad=found,
        soort=soort,
        stand=status,
        soorten=kinds,
        statussen=STATUS,
        chips=delen.chips(reverse("bestanden"), filters),
        verloopt_op=queries.expires(on=today),
        bezig=busy,
        vernieuw=EVERY if busy and request.GET.get("vernieuwen") != "nee" else 0,
        gelukt=request.GET.get("gelukt") == "ja",
        most=delen.MOST,
        rapportages=request.actor.has_role(Rol.RAPPORTAGES),
    )


def _kinds(found: Iterable[str]) -> list[tuple[str, str]]:
    """(code, name) of the kinds that are there, in the order of the code list."""
    present = set(found)
    return [(code.code, code.naam) for code in codelijst("bestandssoort") if code.code in present]


@require_http_methods(["GET", "HEAD"])
@allowed(*delen.OPHALERS)
def ophalen(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """One file."""
    bestand = queries.available(request.actor, on=clock.today()).filter(kenmerk=kenmerk).first()
    if bestand is None or not bestand.klaar:
        raise Http404
    return pakket.one(bestand, by=request.actor, at=clock.now())


@require_POST
@allowed(*delen.OPHALERS)
def samen(request: Verzoek) -> HttpResponse:
    """The files that were ticked, as a zip."""
    ticked = delen.ticked(request)
    if not ticked or len(ticked) > delen.MOST:
        return _page(request, (delen.not_so_many(len(ticked)),))
    rows = queries.available(request.actor, on=clock.today()).filter(kenmerk__in=ticked, status="KLAAR")
    found = list(rows)
    if len(found) != len(set(ticked)):
        raise Http404
    now = clock.now()
    return pakket.several(found, f"bestanden-{now.date().isoformat()}.zip", by=request.actor, at=now)


@require_POST
@allowed(*delen.OPHALERS)
def verwijderen(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Away with an own file, before its day. What is shared stays for the others."""
    bestand = queries.own(request.actor).filter(kenmerk=kenmerk).first()
    if bestand is None:
        raise Http404
    actions.remove(bestand, by=request.actor)
    return redirect("bestanden")
