"""Whether a second enrolment of a pupil replaces the first, as the habit of an institution (INS-32, eisen.md Q20)."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.beheer import school
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.instellingen import actions

PAGINA = "school-inschrijven"
_TOLD = {
    True: "Een tweede inschrijving vervangt vanaf nu de eerste. Het register meldt het elke keer.",
    False: "Een tweede inschrijving vervangt de eerste niet meer. Het register vraagt het elke keer.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(school.ROL)
def inschrijven(request: Verzoek, instelling: str) -> HttpResponse:
    """How it is now. Switching it on takes two steps: the second page warns for what it means."""
    found = school.find(request, instelling)
    actie = request.POST.get("actie", "")
    if actie in ("bevestigen", "uit"):
        actions.set_tweede_vervangt(found.code, actie == "bevestigen", by=request.actor)
        school.tell(request, _TOLD[actie == "bevestigen"])
        return redirect(PAGINA, found.code)
    bevestigt = actie == "aan"
    return school.page(
        request,
        "beheer/inschrijven.jinja",
        found,
        huidig=PAGINA,
        titel="Weet u zeker dat u dit wilt?" if bevestigt else "Inschrijven",
        fouten=[],
        bevestigt=bevestigt,
    )
