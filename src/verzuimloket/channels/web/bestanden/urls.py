"""The addresses of the files that somebody asked for."""

from django.urls import path

from verzuimloket.channels.web.bestanden import overzicht

urlpatterns = [
    path("bestanden/", overzicht.bestanden, name="bestanden"),
    path("bestanden/<uuid:kenmerk>/", overzicht.ophalen, name="bestand"),
    path("bestanden/<uuid:kenmerk>/verwijderen/", overzicht.verwijderen, name="bestand-verwijderen"),
]
