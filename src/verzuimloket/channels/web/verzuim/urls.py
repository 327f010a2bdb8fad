"""The addresses about absence, on the side of the school."""

from django.urls import path

from verzuimloket.channels.web.verzuim import (
    bijlagen,
    melden,
    plicht,
    plicht_boom,
    raadplegen_urls,
    samen,
    stappen,
    vervolg,
    wijzigen,
)

_CONCEPT = "verzuim/melden/<uuid:kenmerk>/"
_LEERLING = "verzuim/leerling/<str:instelling>/<uuid:kenmerk>/"

melden_urls = [
    path("verzuim/melden/", melden.zoeken, name="verzuim-melden"),
    path(_LEERLING, melden.leerling, name="verzuim-leerling"),
    path(f"{_LEERLING}plicht/", plicht.leerling, name="verzuim-plicht"),
    path(f"{_LEERLING}beginnen/", melden.beginnen, name="verzuim-beginnen"),
    path("verzuim/melden/<uuid:kenmerk>/stoppen/", melden.stoppen, name="verzuim-stoppen"),
    path("verzuim/melden/<uuid:kenmerk>/overdragen/", samen.overdragen, name="verzuim-overdragen"),
    path("verzuim/melden/<uuid:kenmerk>/opnieuw/", wijzigen.opnieuw, name="verzuim-opnieuw"),
    path(f"{_CONCEPT}bijlagen/", bijlagen.bij_concept, name="concept-bijlagen"),
    path(f"{_CONCEPT}bijlagen/<uuid:bijlage>/", bijlagen.van_concept, name="concept-bijlage"),
    path(f"{_CONCEPT}bijlagen/<uuid:bijlage>/verwijderen/", bijlagen.weg_bij_concept, name="concept-bijlage-weg"),
    path("verzuim/melden/<uuid:kenmerk>/past/", plicht_boom.past, name="verzuim-past"),
    path("verzuim/melden/<uuid:kenmerk>/<slug:stap>/", stappen.stap, name="verzuim-stap"),
    path("verzuim/<uuid:kenmerk>/verzonden/", melden.verzonden, name="verzuim-verzonden"),
    path("verzuim/<uuid:kenmerk>/wijzigen/", wijzigen.wijzigen, name="melding-wijzigen"),
    path("verzuim/<uuid:kenmerk>/kopieren/", wijzigen.kopieren, name="melding-kopieren"),
    path("verzuim/<uuid:kenmerk>/vervolg/", vervolg.beginnen, name="melding-vervolg"),
    path("verzuim/<uuid:kenmerk>/weer-op-school/", vervolg.weer_op_school, name="melding-weer-op-school"),
]
urlpatterns = [*melden_urls, *raadplegen_urls.urlpatterns]
