"""'Melding intrekken': a school takes a melding back, for good (INT-01 to INT-10)."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import detail
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected, TransitionNotAllowed, Violation
from verzuimloket.mail import opstellen
from verzuimloket.uitvoer.opmaak import datum
from verzuimloket.verzuim import actions, states
from verzuimloket.verzuim.codes import Kant, RedenIntrekken, Status
from verzuimloket.verzuim.inputs import IntrekkingInput
from verzuimloket.verzuim.models import Melding
from verzuimloket.verzuim.rules import intrekgrens

EVENT = "intrekken"


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.MELDER)
def intrekken(request: Verzoek, kenmerk: UUID) -> HttpResponse:
    """Warn, ask for the reason, withdraw. A second click finds it done."""
    found = detail.find(request, kenmerk)
    if request.method != "POST":
        return _page(request, found, Formulier({}, _velden(clock.today())))
    form = Formulier.posted(request.POST, _velden(clock.today()))
    given = IntrekkingInput(form.keuze("reden"), form.tekstvak("toelichting"))
    return _done(request, found) if _withdraw(request, found, given, form) else _page(request, found, form)


def _velden(on: date) -> dict[str, Veld]:
    """The reasons of today that are for schools, each with its term (INT-06 to INT-08)."""
    own = [code for code in codelijst("reden_intrekken") if code.geldig(on) and code.extra["door"] == Kant.SCHOOL]
    keuzes = tuple((code.code, code.naam[:1].upper() + code.naam[1:], _hint(code.code, on)) for code in own)
    return {
        "reden": Veld("Reden intrekken", keuzes=keuzes),
        "toelichting": Veld("Toelichting", "Kiest u Anders? Dan is de toelichting wel nodig.", optional=True, max=4000),
    }


def _hint(reden: str, on: date) -> str:
    hint = f"Kan als de melding begint op of na {datum(intrekgrens(reden, on))}."
    again = " Voer daarna een nieuwe melding op." if reden == RedenIntrekken.FOUTIEF else ""
    return hint + again


def _withdraw(request: Verzoek, found: Melding, given: IntrekkingInput, form: Formulier) -> bool:
    actor: Actor = request.actor
    if form.fouten:
        return False
    try:
        actions.withdraw_melding(found, given, by=actor, at=clock.now())
    except Rejected as rejected:
        form.add(rejected.violations)
    except TransitionNotAllowed as refused:
        if _is_done(found, given):
            return True
        form.add([Violation(refused.code, refused.text)])
    return not form.fouten


def _is_done(found: Melding, given: IntrekkingInput) -> bool:
    """Whether this very withdrawal was stored before: the button was pressed twice."""
    found.refresh_from_db()
    said = (found.reden_intrekken, found.toelichting_intrekken)
    return found.status == Status.INGETROKKEN and said == (given.reden, given.toelichting)


def _done(request: Verzoek, found: Melding) -> HttpResponse:
    detail.tell(request, found, EVENT)
    return redirect("melding", found.kenmerk)


def _page(request: Verzoek, found: Melding, form: Formulier) -> HttpResponse:
    kan = EVENT in states.events_for(found.status, Kant.SCHOOL)
    return show(
        request,
        "verzuim/intrekken.jinja",
        titel=f"Melding {found.nummer} intrekken",
        groep="Verzuim raadplegen",
        melding=found,
        form=form,
        fouten=form.fouten if kan else [*_refusal(found), *form.fouten][:1],
        kan=kan,
        post=opstellen.vooraf(EVENT, found) if kan else [],
    )


def _refusal(found: Melding) -> list[Violation]:
    """Why this melding cannot be withdrawn, in the words of the table of states."""
    try:
        states.next_status(found.status, EVENT, Kant.SCHOOL)
    except TransitionNotAllowed as refused:
        return [Violation(refused.code, refused.text)]
    return []
