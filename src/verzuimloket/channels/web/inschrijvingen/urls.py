"""Addresses of the enrolment pages."""

from django.urls import path

from verzuimloket.channels.web.inschrijvingen import inschrijven, overzicht, wijzigen

urlpatterns = [
    path("", overzicht.inschrijvingen, name="inschrijvingen"),
    path("inschrijven/", inschrijven.inschrijven, name="inschrijven"),
    path("landcodes/", inschrijven.landcodes, name="landcodes"),
    path("<uuid:kenmerk>/wijzigen/", wijzigen.inschrijving_wijzigen, name="inschrijving-wijzigen"),
]
