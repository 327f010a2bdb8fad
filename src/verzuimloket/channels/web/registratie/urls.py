"""Addresses of the registration and its check."""

from django.urls import path

from verzuimloket.channels.web.registratie import bestand, controle, leerling, overzicht

urlpatterns = [
    path("registratie/", overzicht.registratie, name="registratie"),
    path("registratie/controle/", controle.controle, name="registratie-controle"),
    path("registratie/bestand/", bestand.maken, name="registratie-bestand"),
    path("registratie/<uuid:kenmerk>/", leerling.leerling, name="registratie-leerling"),
]
