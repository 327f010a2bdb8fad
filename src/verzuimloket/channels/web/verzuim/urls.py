"""The addresses about absence, on the side of the school."""

from django.urls import path

from verzuimloket.channels.web.verzuim import melden, raadplegen_urls, stappen, wijzigen

_LEERLING = "verzuim/leerling/<str:instelling>/<uuid:kenmerk>/"

melden_urls = [
    path("verzuim/melden/", melden.zoeken, name="verzuim-melden"),
    path(_LEERLING, melden.leerling, name="verzuim-leerling"),
    path(f"{_LEERLING}beginnen/", melden.beginnen, name="verzuim-beginnen"),
    path("verzuim/melden/<uuid:kenmerk>/stoppen/", melden.stoppen, name="verzuim-stoppen"),
    path("verzuim/melden/<uuid:kenmerk>/opnieuw/", wijzigen.opnieuw, name="verzuim-opnieuw"),
    path("verzuim/melden/<uuid:kenmerk>/<slug:stap>/", stappen.stap, name="verzuim-stap"),
    path("verzuim/<uuid:kenmerk>/verzonden/", melden.verzonden, name="verzuim-verzonden"),
    path("verzuim/<uuid:kenmerk>/wijzigen/", wijzigen.wijzigen, name="melding-wijzigen"),
    path("verzuim/<uuid:kenmerk>/kopieren/", wijzigen.kopieren, name="melding-kopieren"),
]
urlpatterns = [*melden_urls, *raadplegen_urls.urlpatterns]
