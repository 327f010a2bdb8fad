"""All addresses of the product, one line per channel; and the pages for when there is none."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from verzuimloket.channels.rest import problemen
from verzuimloket.channels.web import fouten

urlpatterns = [
    path("", include("verzuimloket.channels.rest.urls")),
    path("", include("verzuimloket.channels.web.urls")),
]


def _by_address(people: Callable[..., HttpResponse], machines: Callable[..., HttpResponse]) -> object:
    """A page for people; under /api an answer that software can read."""

    def handler(request: HttpRequest, *args: Exception, **kwargs: Exception) -> HttpResponse:
        answer = machines if request.path.startswith("/api/") else people
        return answer(request, *args, **kwargs)

    return handler


handler400 = _by_address(fouten.bad_request, problemen.bad_request)
handler403 = _by_address(fouten.forbidden, problemen.forbidden)
handler404 = _by_address(fouten.not_found, problemen.missing)
handler500 = _by_address(fouten.server_error, problemen.server_error)
