"""The button at the top of every page: Nederlands or English (WNS-12)."""

from urllib.parse import unquote

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from verzuimloket.access import actions, queries
from verzuimloket.channels.web import taal
from verzuimloket.channels.web.toegang import public
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core.scope import acting_as

_NO_PAGE = {"taal", "uitloggen"}


@public
@require_POST
def kiezen(request: Verzoek) -> HttpResponse:
    """Keep the choice, for this visit and as the preference of who is logged in, and show the same page again."""
    wanted = request.POST.get("taal", "")
    if wanted in taal.TALEN:
        request.session[taal.SLEUTEL] = wanted
        if request.actor:
            with acting_as(request.actor):
                actions.prefer_language(wanted, by=request.actor)
    return HttpResponseRedirect(same_page(request.POST.get("naar", "")))


def begin(request: Verzoek, gebruiker_id: int) -> None:
    """After logging in: what was chosen on the log-in page, or else what this person prefers."""
    chosen = request.taal if request.taal != taal.NEDERLANDS else queries.preferences_of(gebruiker_id).schermtaal
    keep(request, chosen)


def keep(request: Verzoek, chosen: str) -> None:
    """Into the session that now begins. Dutch is what everyone has, and needs no note."""
    if chosen != taal.NEDERLANDS:
        request.session[taal.SLEUTEL] = chosen


def same_page(naar: str) -> str:
    """The page that the button stood on, when it is one of ours."""
    if not naar.startswith("/") or not url_has_allowed_host_and_scheme(naar, allowed_hosts=None):
        return reverse("start")
    try:
        known = resolve(unquote(naar.partition("?")[0])).url_name not in _NO_PAGE
    except Resolver404:
        known = False
    return naar if known else reverse("start")
