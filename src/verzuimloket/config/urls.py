"""All addresses of the product, one line per channel; and the pages for when there is none."""

from django.urls import include, path

from verzuimloket.channels.web import fouten

urlpatterns = [path("", include("verzuimloket.channels.web.urls"))]

handler400 = fouten.bad_request
handler403 = fouten.forbidden
handler404 = fouten.not_found
handler500 = fouten.server_error
