"""News by the register holder: write, look at it as readers will, place it (EML-05)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.access import queries as access
from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.channels.web.verzuim.antwoorden import datum_delen
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Rejected, TransitionNotAllowed, Violation
from verzuimloket.mail import actions, opstellen, queries
from verzuimloket.mail.models import Nieuwsbericht

GROEP = "Beheer"
_VELDEN = {
    "titel": Veld("Titel", max=100),
    "tekst": Veld("Nieuws", "Gewone tekst. Een lege regel begint een nieuwe alinea. Noem geen personen", max=4000),
    "vanaf": Veld("Op de startpagina vanaf", "Die dag gaat ook de e-mail uit. Bijvoorbeeld 23 11 2026"),
}


@require_http_methods(["GET", "HEAD"])
@allowed(Rol.REGISTERBEHEERDER)
def nieuws(request: Verzoek) -> HttpResponse:
    """All items, drafts too."""
    return show(request, "beheer/nieuws.jinja", titel="Nieuws", groep=GROEP, alles=list(queries.news()))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.REGISTERBEHEERDER)
def schrijven(request: Verzoek, pk: int = 0) -> HttpResponse:
    """A new item, or other words in a draft."""
    found = get_object_or_404(queries.news(), pk=pk) if pk else None
    if request.method != "POST":
        return _form(request, found, Formulier(_begin(found), _VELDEN))
    form = Formulier.posted(request.POST, _VELDEN)
    written = _write(form, found, by=request.actor)
    return redirect("nieuws-bericht", written.pk) if written else _form(request, found, form)


def _begin(found: Nieuwsbericht | None) -> dict[str, str]:
    if found is None:
        return datum_delen("vanaf", clock.today())
    return {"titel": found.titel, "tekst": found.tekst, **datum_delen("vanaf", found.vanaf)}


def _write(form: Formulier, found: Nieuwsbericht | None, *, by: Actor) -> Nieuwsbericht | None:
    """What was stored. If nothing was, the form says why."""
    titel, tekst, vanaf = form.tekst("titel"), form.tekstvak("tekst"), form.datum("vanaf")
    if form.fouten:
        return None
    try:
        return actions.write_news(titel, tekst, vanaf, by=by, bericht=found)
    except Rejected as rejected:
        form.add(rejected.violations)
    except TransitionNotAllowed as refused:
        form.add([Violation(refused.code, refused.text)])
    return None


def _form(request: Verzoek, found: Nieuwsbericht | None, form: Formulier) -> HttpResponse:
    titel = "Nieuws wijzigen" if found else "Nieuws schrijven"
    return show(request, "beheer/nieuws_schrijven.jinja", titel=titel, groep=GROEP, form=form, fouten=form.fouten)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.REGISTERBEHEERDER)
def bericht(request: Verzoek, pk: int) -> HttpResponse:
    """The item as it will stand on the start page, and the mail; then the button that places it."""
    found = get_object_or_404(queries.news(), pk=pk)
    if request.method == "POST":
        actions.place_news(found, by=request.actor, at=clock.now())
        return redirect("nieuws-bericht", pk)
    return show(
        request,
        "beheer/nieuws_bericht.jinja",
        titel=found.titel,
        groep="Nieuws",
        bericht=found,
        post=[opstellen.nieuws(found)],
        lezers=access.news_readers(after=0).count(),
    )
