"""Taking up, answering, closing and taking note of a melding (GEM-02 to GEM-05)."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.gemeente.handelingen import HANDELINGEN, Handeling
from verzuimloket.channels.web.gemeente.melding import find
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim import detail
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected, TransitionNotAllowed, Violation
from verzuimloket.mail import opstellen
from verzuimloket.verzuim import queries, states
from verzuimloket.verzuim.codes import REDEN_DOOR_GEMEENTE, Kant
from verzuimloket.verzuim.inputs import TerugkoppelingInput
from verzuimloket.verzuim.models import Melding

WIE = ("behandelaar_naam", "behandelaar_functie", "behandelaar_telefoon", "behandelaar_email")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.BEHANDELAAR)
def behandelen(request: Verzoek, kenmerk: UUID, actie: str) -> HttpResponse:
    """The page of one event: a form, then the action. Sent twice, it is done once."""
    if actie not in HANDELINGEN:
        raise Http404
    handeling, found = HANDELINGEN[actie], find(request, kenmerk)
    velden = _velden(handeling, clock.today())
    if request.method != "POST":
        return _page(request, found, handeling, Formulier(_begin(request, found), velden))
    form = Formulier.posted(request.POST, velden)
    if _act(request, found, handeling, form):
        detail.tell(request, found, handeling.event)
        return redirect("gemeente-melding", found.kenmerk)
    found.refresh_from_db()
    return _page(request, found, handeling, form)


def _velden(handeling: Handeling, on: date) -> dict[str, Veld]:
    """Who answers, what, and with the end of the handling the reason and the remark (GEM-04, GEM-05)."""
    redenen = tuple(
        (code.code, code.naam)
        for code in codelijst("reden_afgesloten")
        if code.geldig(on) and code.extra["door"] == REDEN_DOOR_GEMEENTE
    )
    opmerkingen = tuple(codelijst("opmerking_afsluiten").keuzes(on=on))
    extra = {
        "reden_afgesloten": Veld("Reden van afsluiten", keuzes=redenen),
        "opmerking_afsluiten": Veld("Opmerking bij afsluiten", optional=True, keuzes=opmerkingen),
    }
    return {naam: extra[naam] for naam in handeling.extra} | {
        "organisatie": Veld("Organisatie", max=120),
        "behandelaar_naam": Veld("Naam behandelaar", max=100),
        "behandelaar_functie": Veld("Functie behandelaar", optional=True, max=60),
        "behandelaar_telefoon": Veld("Telefoonnummer behandelaar", optional=True, max=20),
        "behandelaar_email": Veld("E-mailadres behandelaar", optional=True, max=100),
        "toelichting": Veld("Toelichting", "De school leest deze tekst", optional=True, max=4000),
    }


def _begin(request: Verzoek, found: Melding) -> dict[str, str]:
    """Who handles: as this officer filled it in before, or the name of the officer."""
    actor: Actor = request.actor
    before = found if found.behandelaar_naam == actor.naam else queries.last_answer_by(actor)
    who = {naam: getattr(before, naam) for naam in WIE} if before else {"behandelaar_naam": actor.naam}
    return {"organisatie": before.organisatie if before else found.instantie.naam, **who}


def _act(request: Verzoek, found: Melding, handeling: Handeling, form: Formulier) -> bool:
    """Whether it was done. If not, the form says why."""
    actor: Actor = request.actor
    given = _given(form, handeling)
    if form.fouten:
        return False
    try:
        handeling.action(found, given, by=actor, at=clock.now(), versie=_versie(request))
    except Rejected as rejected:
        form.add(rejected.violations)
    except TransitionNotAllowed as refused:
        form.add([Violation(refused.code, refused.text)])
    return not form.fouten


def _given(form: Formulier, handeling: Handeling) -> TerugkoppelingInput:
    """Reason and remark only on the pages that ask for them."""
    more = {naam: form.keuze(naam) for naam in handeling.extra}
    texts = {naam: form.tekst(naam) for naam in ("organisatie", *WIE)}
    return TerugkoppelingInput(**more, **texts, toelichting=form.tekstvak("toelichting"))


def _versie(request: Verzoek) -> int | None:
    """The version of the melding that was on the screen."""
    text = request.POST.get("versie", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _page(request: Verzoek, found: Melding, handeling: Handeling, form: Formulier) -> HttpResponse:
    refused = _refusal(found, handeling)
    return show(
        request,
        "gemeente/handelen.jinja",
        titel=handeling.titel.format(found.nummer),
        groep="Werklijst",
        melding=found,
        handeling=handeling,
        form=form,
        fouten=refused or form.fouten,
        kan=not refused,
        post=[] if refused else opstellen.vooraf(handeling.event, found),
    )


def _refusal(found: Melding, handeling: Handeling) -> list[Violation]:
    """Why the status does not allow this, in the words of the table of states."""
    try:
        states.next_status(found.status, handeling.event, Kant.INSTANTIE)
    except TransitionNotAllowed as refused:
        return [Violation(refused.code, refused.text)]
    return []
