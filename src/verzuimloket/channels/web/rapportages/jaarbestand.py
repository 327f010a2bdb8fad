"""All months of a report year in one file, for who missed one: from the stored lists, so also after three months."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit
from verzuimloket.core.actor import Rol
from verzuimloket.rapportages.queries import lijst
from verzuimloket.rapportages.rapporten import maanden
from verzuimloket.rapportages.rapporten.vorm import Ontvanger
from verzuimloket.uitvoer.opdracht import CSV, MIME, XLSX


@require_POST
@allowed(Rol.RAPPORTAGES)
def maken(request: Verzoek) -> HttpResponse:
    """At once: the lists of one recipient are no more than some ten thousand lines."""
    who = lijst.bereik(request.actor)
    jaren = {str(each.rapportjaar) for each in lijst.published()} if who.codes else set()
    jaar = request.POST.get("jaar", "")
    if jaar not in jaren:
        raise Http404
    formaat = CSV if request.POST.get("formaat") == CSV else XLSX
    content, aantal = maanden.of_year(int(jaar), [Ontvanger(who.soort, code) for code in who.codes], formaat)
    audit.record("rapportage:uitvoeren", f"rapportjaar {jaar}", by=request.actor, aantal=aantal, formaat=formaat)
    naam = f"{jaar}-{int(jaar) + 1}-alle-maanden-{request.actor.organisatie}.{formaat}"
    disposition = content_disposition_header(True, naam)
    return HttpResponse(content, content_type=MIME[formaat], headers={"Content-Disposition": disposition})
