"""One figure as a file, CSV or Excel, with its definition and the moment it tells of (rapportages.md §6 i)."""

from decimal import Decimal
from io import BytesIO

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from verzuimloket.channels.web.rapportages.dashboard import about, asked, built, kruimels, peilmoment
from verzuimloket.channels.web.rapportages.dashboard_figuur import Figuur, Waarde, tekst
from verzuimloket.channels.web.rapportages.dashboard_keuze import Keuze
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Rol
from verzuimloket.uitvoer import tabel
from verzuimloket.uitvoer.opdracht import CSV, MIME, XLSX
from verzuimloket.uitvoer.opmaak import datum_kort
from verzuimloket.uitvoer.opmaak import moment as in_words

Uitleg = list[tuple[str, str]]


@require_safe
@allowed(Rol.RAPPORTAGES, Rol.REGISTERBEHEERDER)
def bestand(request: Verzoek) -> HttpResponse:
    """The figure that the address names, with the numbers of the page."""
    keuze, formaat = asked(request), request.GET.get("formaat", "")
    if keuze is None or formaat not in (CSV, XLSX):
        raise Http404
    figuur = built(keuze).figuur(request.GET.get("figuur", ""))
    target, uitleg = BytesIO(), _uitleg(request, keuze, figuur)
    (_csv if formaat == CSV else _xlsx)(target, figuur, uitleg)
    audit.record("dashboard:uitvoeren", "dashboard", by=request.actor, figuur=figuur.code, **about(keuze))
    naam = f"{keuze.maanden.nu.productiemaand}-dashboard-{figuur.code}.{formaat}"
    headers = {"Content-Disposition": f'attachment; filename="{naam}"'}
    return HttpResponse(target.getvalue(), content_type=MIME[formaat], headers=headers)


def _uitleg(request: Verzoek, keuze: Keuze, figuur: Figuur) -> Uitleg:
    """What must be known to read the numbers."""
    moment = peilmoment(keuze)
    found = [
        ("Figuur", figuur.kop),
        ("Van", ", ".join(label for label, _ in kruimels(request, keuze))),
        ("Rapportagemaand", moment["rapportagemaand"]),
        ("Rapportjaar", moment["rapportjaar"]),
        ("Peildatum startset (t1)", datum_kort(moment["t1"])),
        ("Peildatum lijst (t2)", datum_kort(moment["t2"])),
        ("Bekend in het register vóór", in_words(moment["cutoff"])),
        ("Definitie", figuur.definitie),
        ("Opmerking", figuur.opmerking),
    ]
    return [(label, value) for label, value in found if value]


def _csv(target: BytesIO, figuur: Figuur, uitleg: Uitleg) -> None:
    """Each row carries the explanation: a table that is cut in pieces stays readable."""
    koppen = [*figuur.kolommen, *(label for label, _ in uitleg)]
    tabel.write_csv(target, koppen, ([*map(_plain, rij), *(value for _, value in uitleg)] for rij in figuur.rijen))


def _plain(waarde: Waarde) -> int | str:
    return waarde if isinstance(waarde, int) else tekst(waarde).removesuffix("%")


def _xlsx(target: BytesIO, figuur: Figuur, uitleg: Uitleg) -> None:
    """The numbers, and a sheet that explains them."""
    breedten = [34, *([18] * (len(figuur.kolommen) - 1))]
    rijen = [[_number(waarde) for waarde in rij] for rij in figuur.rijen]
    bladen = (
        tabel.Blad("Cijfers", figuur.kolommen, breedten, rijen),
        tabel.Blad("Uitleg", ("Wat", "Uitleg"), (30, 110), uitleg),
    )
    tabel.write_xlsx(target, bladen, at=clock.now())


def _number(waarde: Waarde) -> int | Decimal | str | None:
    return waarde
