"""Uw voorkeuren: what a person chooses for himself or herself."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from verzuimloket.access import actions, queries
from verzuimloket.access.inputs import VoorkeurenInput
from verzuimloket.channels.web import taal
from verzuimloket.channels.web.formulier import JA, JA_NEE, NEE, Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst

_TALEN = (("nl", "Nederlands"), ("en", "English"))
VELDEN = {
    "schermtaal": Veld(
        "Taal van het portaal", "In het Engels zijn de pagina's over inschrijven en bestanden", keuzes=_TALEN
    ),
    "taal": Veld(
        "Taal van e-mails",
        "Van de e-mails aan de contactpersoon van de meldingen die u verstuurt",
        keuzes=_TALEN,
    ),
    "nieuwsbrief": Veld("Nieuws over het Verzuimloket per e-mail ontvangen", keuzes=JA_NEE),
}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(*Rol)
def voorkeuren(request: Verzoek) -> HttpResponse:
    """Show what was chosen; keep what is chosen now."""
    actor: Actor = request.actor
    if request.method != "POST":
        now = queries.preferences_of(actor.gebruiker_id)
        kept = {"taal": now.taal, "nieuwsbrief": JA if now.nieuwsbrief else NEE, "schermtaal": now.schermtaal}
        return _page(request, Formulier(kept, VELDEN))
    form = Formulier.posted(request.POST, VELDEN)
    schermtaal = form.keuze("schermtaal") or request.taal
    given = VoorkeurenInput(form.keuze("taal"), bool(form.ja_nee("nieuwsbrief")), schermtaal)
    if not given.taal and not form.fout("taal"):
        form.wrong("VORM_keuze", "Kies de taal van de e-mails.", "taal")
    if form.fouten:
        return _page(request, form)
    actions.save_preferences(given, by=actor)
    request.session[taal.SLEUTEL] = schermtaal
    return redirect(reverse("voorkeuren", query={"bewaard": JA}))


def _page(request: Verzoek, form: Formulier) -> HttpResponse:
    return show(
        request,
        "voorkeuren.jinja",
        titel="Uw voorkeuren",
        form=form,
        fouten=form.fouten,
        bewaard=request.GET.get("bewaard") == JA,
        rollen=[(rol.naam, rol.extra["toelichting"]) for rol in codelijst("rol") if rol.code in request.actor.rollen],
    )
