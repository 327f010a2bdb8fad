"""Error pages: a sentence that says what to do, and nothing about the inside."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from verzuimloket.core.errors import PermissionDenied


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The actor lacks the role. Any other refusal looks the same as a page that is not there."""
    text = exception.text if isinstance(exception, PermissionDenied) else "U mag deze pagina niet bekijken."
    return _page(request, 403, "Geen toegang", text)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The browser, or something that says it is one, sent what cannot be read."""
    if isinstance(exception, RequestDataTooBig):
        text = "U stuurt meer dan wij in één keer aannemen. Ga terug en kies een kleiner bestand."
        return _page(request, 400, "Te groot", text)
    return _page(request, 400, "Niet te lezen", "Wij konden uw verzoek niet lezen. Ga terug en probeer het opnieuw.")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Also for what exists but belongs to another: the answer is the same."""
    text = "Deze pagina bestaat niet, of u mag deze niet bekijken. Controleer het adres of ga terug naar Start."
    return _page(request, 404, "Pagina niet gevonden", text)


def not_allowed(request: HttpRequest, allow: str) -> HttpResponse:
    """The address only takes what a button sends, or only what a link asks."""
    response = _page(request, 405, "Zo kan het niet", "U kunt deze pagina niet zo openen. Ga terug naar Start.")
    response["Allow"] = allow
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """A bug of ours."""
    text = "Er ging iets mis bij ons. Probeer het later opnieuw. Blijft het misgaan? Bel de helpdesk."
    return _page(request, 500, "Er ging iets mis", text)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere."""
    text = "Het formulier is verlopen. Ga terug, laad de pagina opnieuw en verstuur het formulier nog een keer."
    return _page(request, 403, "Het formulier is verlopen", text)


def _page(request: HttpRequest, status: int, titel: str, tekst: str) -> HttpResponse:
    from verzuimloket.channels.web.pagina import show

    # Without the address: what is not there and what belongs to another must give the same page.
    return show(request, "fout.jinja", titel=titel, tekst=tekst, adres="", status=status)
