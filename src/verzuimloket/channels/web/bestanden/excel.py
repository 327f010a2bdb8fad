"""A report as Excel (MND-23): stored as CSV, turned into a workbook for who asks it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from verzuimloket.bestanden import actions, queries
from verzuimloket.channels.web.bestanden import delen
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.rapportages.rapporten import schrijven
from verzuimloket.rapportages.rapporten.excel import MIME


@require_http_methods(["GET", "HEAD"])
@allowed(*delen.OPHALERS)
def excel(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """The same lines as in the CSV, in a sheet. Only of reports."""
    rows = queries.available(request.actor, on=clock.today())
    bestand = rows.filter(kenmerk=kenmerk, soort="SRVRAPP", status="KLAAR").first()
    rapport = schrijven.report_of(bestand.naam) if bestand else None
    if bestand is None or rapport is None:
        raise Http404
    actions.note_fetching(bestand, by=request.actor, at=clock.now())
    content = schrijven.workbook_of(rapport, b"".join(queries.content(bestand, request.actor)))
    response = HttpResponse(content, content_type=MIME)
    response["Content-Disposition"] = content_disposition_header(True, bestand.naam.replace(".csv", ".xlsx"))
    return response
