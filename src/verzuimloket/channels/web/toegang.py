"""Who may enter which page: every view declares it, and a view that does not is closed.

The actor is built anew for every request, so that a role that was withdrawn is gone at once.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from verzuimloket.access import queries as access
from verzuimloket.channels.web import fouten, taal
from verzuimloket.core import clock
from verzuimloket.core.actor import Actor, Kanaal, Rol
from verzuimloket.core.errors import PermissionDenied
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.routering import queries as routering

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Anyone may see this page; it shows nothing of the register."""
    view.toegang = frozenset()  # type: ignore[attr-defined]
    return view


def allowed(*rollen: Rol) -> Callable[[View], View]:
    """Only these roles may enter. The view runs in one transaction, in the actor's scope."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with acting_as(request.actor):  # type: ignore[attr-defined]
                return view(request, *args, **kwargs)

        guarded.toegang = frozenset(rollen)  # type: ignore[attr-defined]
        return guarded

    return declare


class ActorMiddleware:
    """Puts ``request.actor`` (None when not logged in) and ``request.taal``, and stops who may not enter."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        request.taal = taal.onthouden(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            response = fouten.not_allowed(request, response["Allow"])
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")  # Back after log-out shows nothing (B19)
        return response

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        if "\x00" in request.path:
            raise Http404("no database can look for this")
        rollen: frozenset[Rol] | None = getattr(view, "toegang", None)
        actor: Actor | None = request.actor  # type: ignore[attr-defined]
        if rollen is None:
            return fouten.forbidden(request, PermissionDenied("Deze pagina is niet beschikbaar."))
        if not rollen:
            return None
        if actor is None:
            return HttpResponseRedirect(f"{reverse('inloggen')}?{urlencode({'naar': request.get_full_path()})}")
        if not actor.has_role(*rollen):
            return fouten.forbidden(request, PermissionDenied(access.role_needed(rollen)))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, PermissionDenied):
            return fouten.forbidden(request, exception)
        return None


def actor_of(request: HttpRequest) -> Actor | None:
    """The logged-in person in the organisation that he or she chose."""
    pk = request.session.get("gebruiker")
    if pk is None:
        return None
    keuze = access.find_machtigingen(pk, request.session.get("organisatie", ""), on=clock.today())
    if keuze is None:
        return None
    request.keuze = keuze  # type: ignore[attr-defined]
    codes = instellingen.codes_of(keuze.soort_kenmerk, keuze.kenmerk)
    naam = organisatie_naam(keuze.soort_kenmerk, keuze.kenmerk, codes)
    return access.actor(keuze, kanaal=Kanaal.SCHERM, instellingen=codes, organisatie_naam=naam)


def organisatie_naam(soort_kenmerk: str, kenmerk: str, codes: tuple[str, ...]) -> str:
    """How an organisation is called beside its code: in the top bar, in the switcher and in the history."""
    if soort_kenmerk == "instantie":
        return routering.naam_of(kenmerk) or routering.gebied_naam(kenmerk)
    namen = {instelling.naam for instelling in instellingen.instellingen(codes)}
    if len(namen) == 1:
        return namen.pop()
    return f"Bestuur van {len(codes)} instellingen" if codes else "Verzuimloket"
