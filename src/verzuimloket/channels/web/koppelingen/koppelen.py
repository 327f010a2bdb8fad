"""An agency knows both numbers of one pupil: koppelen by button (domain rules §13.6)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.koppelingen import paar
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Rol
from verzuimloket.koppelingen import queries, rules
from verzuimloket.koppelingen.codes import Reden
from verzuimloket.koppelingen.inputs import VraagInput
from verzuimloket.personen.models import Persoon

GROEP = "Koppelen"
MOST = 50  # questions on the page
NUMMERS = {
    "bsn": Veld("Bsn", "9 cijfers", max=20),
    "onderwijsnummer": Veld("Onderwijsnummer", "9 cijfers", max=20),
}
_ABOUT_THE_PAIR = frozenset({"BV_K_niet_zeker", "BV_K_twee_bsn", "BV_K_twee_personen"})  # the next page shows these


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHANDELAAR)
def koppelen(request: Verzoek) -> HttpResponse:
    """Two numbers in, two pupils side by side out; and what this agency asked the register."""
    form = Formulier.posted(request.POST, NUMMERS)
    if request.method == "POST":
        found = _look_up(request, form)
        if found:
            return redirect("koppelen-vergelijken", *(persoon.kenmerk for persoon in found))
    return show(
        request,
        "koppelingen/koppelen.jinja",
        titel="Bsn en onderwijsnummer koppelen",
        fouten=form.fouten,
        form=form,
        vragen=list(queries.questions(request.actor)[:MOST]),
        uitkomst=paar.told(request),
    )


def _look_up(request: Verzoek, form: Formulier) -> tuple[Persoon, Persoon] | None:
    """Both pupils; None when the form says why not. Which numbers were tried is not kept."""
    given = VraagInput(form.tekst("bsn"), form.tekst("onderwijsnummer"))
    if form.fouten:
        return None
    actor, on = request.actor, clock.today()
    een = queries.on_number(actor, given.bsn, "bsn")
    ander = queries.on_number(actor, given.onderwijsnummer, "onderwijsnummer")
    audit.record("persoon:zoeken", "koppelen", by=actor, gevonden=sum(each is not None for each in (een, ander)))
    broken: list[Any] = rules.KOPPELEN.broken(given, queries.facts(een, ander, by=actor, on=on), on=on)
    form.add(violation for violation in broken if violation.code not in _ABOUT_THE_PAIR)
    return (een, ander) if een and ander and not form.fouten else None


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHANDELAAR)
def vergelijken(request: Verzoek, een: UUID, ander: UUID) -> HttpResponse:
    """Both pupils with the points; the button merges them."""
    found = paar.find(request, een, ander)
    fouten = paar.merge(request, found, reden=Reden.KNOP) if request.method == "POST" else []
    if request.method == "POST" and not fouten:
        return redirect("koppelen")
    return paar.page(request, found, fouten, terug=reverse("koppelen"), groep=GROEP)
