"""One registered pupil: what the register knows, what to look at, and what is known of who left (WNS-14)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected
from verzuimloket.inschrijvingen import actions
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.inschrijvingen.queries import elders
from verzuimloket.inschrijvingen.queries import registratie as queries
from verzuimloket.inschrijvingen.queries.registratie import STANDEN
from verzuimloket.uitvoer import registratie_punten as punten
from verzuimloket.uitvoer import wie
from verzuimloket.uitvoer.opmaak import datum, tijdstip

TOON = "toon"


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.INSCHRIJVER)
def leerling(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """The number stays masked until somebody asks for it; that is written down (BST-17)."""
    actor: Actor = request.actor
    row = queries.registration(actor, kenmerk)
    if row is None:
        raise Http404
    form = Formulier.posted(request.POST, _velden())
    if request.method == "POST" and request.POST.get("actie") != TOON:
        return _note(request, row, form)
    toon = request.method == "POST"
    event = "persoon:nummer-tonen" if toon else "persoon:raadplegen"
    audit.record(event, row.persoon, by=actor, bij="registratie")
    return _page(request, row, form, toon=toon)


def _velden() -> dict[str, Veld]:
    keuzes = tuple(codelijst("uitstroom_vervolg").keuzes(on=clock.today()))
    return {"vervolg": Veld("Wat weet u over deze leerling?", keuzes=keuzes)}


def _note(request: Verzoek, row: Inschrijving, form: Formulier) -> HttpResponse:
    """Keep where the pupil went."""
    vervolg = form.keuze("vervolg")
    try:
        if form.fouten:
            raise Rejected([])
        actions.note_departure(row, vervolg, by=request.actor, at=clock.now())
    except Rejected as rejected:
        form.add(rejected.violations)
        return _page(request, row, form, toon=False)
    return redirect(f"{reverse('registratie-leerling', args=[row.kenmerk])}?vastgelegd=ja")


def _page(request: Verzoek, row: Inschrijving, form: Formulier, *, toon: bool) -> HttpResponse:
    on = clock.today()
    codes = punten.points_of(Inschrijving.objects.filter(pk=row.pk), on=on)[row.pk]
    bekend = elders.note_of(row)
    if bekend and not form.antwoorden:
        form = Formulier({"vervolg": bekend.vervolg}, _velden())
    return show(
        request,
        "registratie/leerling.jinja",
        titel=row.persoon.naam,
        groep="Registratieoverzicht",
        fouten=form.fouten,
        form=form,
        rijen=_rows(row, toon=toon),
        toon=toon,
        rij=row,
        punten=[codelijst("controlepunt")[code] for code in codes],
        bekend=bekend,
        vertrokken=bool({punten.ZONDER_VERVOLG, punten.OPGEVOLGD} & set(codes)),
        vastgelegd=request.GET.get("vastgelegd") == "ja",
    )


def _rows(row: Inschrijving, *, toon: bool) -> list[tuple[str, Any]]:
    """All that the register knows of it, as the file tells it."""
    on = clock.today()
    full = queries.complete_rows(Inschrijving.objects.filter(pk=row.pk), on=on).get()
    adres = queries.address_of(full)
    gemeente = codelijst("gemeente").label(adres.gemeentecode) if adres and adres.gemeentecode else ""
    sinds, gewijzigd = queries.moments_of(full)
    return [
        *wie.rijen(row.persoon, adres, toon=toon),
        ("Gemeente", gemeente),
        ("Instelling", str(row.instelling)),
        ("Datum inschrijving", datum(row.begindatum)),
        ("Datum uitschrijving", datum(row.einddatum)),
        ("Stand", STANDEN[queries.state_of(row, on=on)]),
        ("In het register sinds", tijdstip(sinds)),
        ("Laatst gewijzigd", tijdstip(gewijzigd)),
    ]
