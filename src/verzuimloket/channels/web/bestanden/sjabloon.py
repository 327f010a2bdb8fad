"""The template, an example and 'Uitleg per kolom' of the file with enrolments (BST-15)."""

import io

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from verzuimloket.aanleveringen import sjabloon
from verzuimloket.channels.web.bestanden import delen
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Rol

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@require_safe
@allowed(Rol.INSCHRIJVER)
def uitleg(request: Verzoek) -> HttpResponse:
    """Each column: what stands in it, when it must be filled in, an example, the choices."""
    return show(
        request,
        "bestanden/uitleg.jinja",
        titel="Uitleg per kolom",
        groep=delen.GROEP,
        kolommen=sjabloon.KOLOMMEN,
    )


@require_safe
@allowed(Rol.INSCHRIJVER)
def xlsx(request: Verzoek) -> HttpResponse:
    """The template for Excel, with the own codes as a choice."""
    target = io.BytesIO()
    sjabloon.write_xlsx(target, request.actor.instellingen, clock.now())
    return _file(target, XLSX, "inschrijvingen-sjabloon.xlsx")


@require_safe
@allowed(Rol.INSCHRIJVER)
def csv(request: Verzoek) -> HttpResponse:
    """The template as CSV: only the headings."""
    target = io.BytesIO()
    sjabloon.write_csv(target)
    return _file(target, CSV, "inschrijvingen-sjabloon.csv")


@require_safe
@allowed(Rol.INSCHRIJVER)
def voorbeeld(request: Verzoek) -> HttpResponse:
    """A filled-in file about made-up pupils."""
    target = io.BytesIO()
    sjabloon.write_example_csv(target)
    return _file(target, CSV, "inschrijvingen-voorbeeld.csv")


def _file(target: io.BytesIO, mime: str, naam: str) -> HttpResponse:
    response = HttpResponse(target.getvalue(), content_type=mime)
    response["Content-Disposition"] = content_disposition_header(True, naam)
    return response
