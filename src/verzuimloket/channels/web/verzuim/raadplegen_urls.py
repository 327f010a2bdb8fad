"""The addresses on which a school consults its meldingen, and takes one back."""

from django.urls import path

from verzuimloket.channels.web.verzuim import detail, historie, intrekken, raadplegen

urlpatterns = [
    path("verzuim/", raadplegen.verzuim, name="verzuim"),
    path("verzuim/<uuid:kenmerk>/", detail.melding, name="melding"),
    path("verzuim/<uuid:kenmerk>/intrekken/", intrekken.intrekken, name="melding-intrekken"),
    path("verzuim/<uuid:kenmerk>/historie/", historie.historie, name="melding-historie"),
    path("verzuim/<uuid:kenmerk>/historie/<int:volgnummer>/", historie.versie, name="melding-versie"),
]
