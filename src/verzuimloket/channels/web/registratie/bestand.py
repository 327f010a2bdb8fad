"""The registration as a file, as it is now: small at once, large as a job (BST-07, BST-08)."""

from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from verzuimloket.channels.web.registratie.overzicht import lijst_of
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.jobs import defer
from verzuimloket.uitvoer import registratie
from verzuimloket.uitvoer.opdracht import CSV, MIME, XLSX

AT_ONCE = 5_000  # rows; for more of them the file of the day is made anew


@require_POST
@allowed(Rol.INSCHRIJVER)
def maken(request: Verzoek) -> HttpResponse:
    """What the list shows, as Excel or CSV. Of a large one: all of the institution, among the files."""
    actor, now, lijst = request.actor, clock.now(), lijst_of(request)
    rows = lijst.rows(actor)
    if rows.count() > AT_ONCE:
        return _later(actor, lijst.filter.instelling, terug=lijst.adres(bestand="later"))
    formaat = CSV if request.POST.get("formaat") == CSV else XLSX
    target = BytesIO()
    registratie.export(rows, target, formaat=formaat, by=actor, at=now)
    naam = registratie.naam(lijst.filter.instelling, now.date(), formaat)
    headers = {"Content-Disposition": f'attachment; filename="{naam}"'}
    return HttpResponse(target.getvalue(), content_type=MIME[formaat], headers=headers)


def _later(actor: Actor, instelling: str, *, terug: str) -> HttpResponse:
    """The register makes the overview of the day again, as it is now."""
    for code in [instelling] if instelling else actor.instellingen:
        defer("registratieoverzicht_maken", instelling=code)
    return redirect(terug)
