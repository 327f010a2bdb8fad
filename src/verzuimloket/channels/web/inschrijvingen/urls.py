"""Addresses of the enrolment pages."""

from django.urls import path

from verzuimloket.channels.web.inschrijvingen import inschrijven, intrekken, overzicht, signalen, wijzigen

urlpatterns = [
    path("", overzicht.inschrijvingen, name="inschrijvingen"),
    path("inschrijven/", inschrijven.inschrijven, name="inschrijven"),
    path("landcodes/", inschrijven.landcodes, name="landcodes"),
    path("dubbel/", signalen.dubbel, name="inschrijvingen-dubbel"),
    path("elders/", signalen.elders, name="inschrijvingen-elders"),
    path("ingetrokken/", intrekken.ingetrokken, name="inschrijvingen-ingetrokken"),
    path("<uuid:kenmerk>/intrekken/", intrekken.intrekken, name="inschrijving-intrekken"),
    path("<uuid:kenmerk>/wijzigen/", wijzigen.inschrijving_wijzigen, name="inschrijving-wijzigen"),
]
