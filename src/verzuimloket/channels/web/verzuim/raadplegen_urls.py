"""The addresses on which a school consults its meldingen, and takes one back."""

from django.urls import path

from verzuimloket.channels.web.verzuim import bijlagen, detail, gesprek, historie, intrekken, pdf, raadplegen

urlpatterns = [
    path("verzuim/", raadplegen.verzuim, name="verzuim"),
    path("verzuim/<uuid:kenmerk>/", detail.melding, name="melding"),
    path("verzuim/<uuid:kenmerk>/intrekken/", intrekken.intrekken, name="melding-intrekken"),
    path("verzuim/<uuid:kenmerk>/gesprek/<slug:actie>/", gesprek.bericht, name="melding-bericht"),
    path("verzuim/<uuid:kenmerk>/volgen/", gesprek.volgen, name="melding-volgen"),
    path("verzuim/<uuid:kenmerk>/bijlagen/", bijlagen.bij_melding, name="melding-bijlagen"),
    path("verzuim/<uuid:kenmerk>/bijlagen/<uuid:bijlage>/", bijlagen.van_melding, name="melding-bijlage"),
    path(
        "verzuim/<uuid:kenmerk>/bijlagen/<uuid:bijlage>/verwijderen/",
        bijlagen.weg_bij_melding,
        name="melding-bijlage-weg",
    ),
    path("verzuim/<uuid:kenmerk>/historie/", historie.historie, name="melding-historie"),
    path("verzuim/<uuid:kenmerk>/historie/<int:volgnummer>/", historie.versie, name="melding-versie"),
    path("verzuim/pdf/", pdf.bundel, name="meldingen-pdf"),
    path("verzuim/<uuid:kenmerk>/pdf/", pdf.melding, name="melding-pdf"),
    path("verzuim/<uuid:kenmerk>/historie/pdf/", pdf.historie, name="melding-historie-pdf"),
    path("verzuim/<uuid:kenmerk>/historie/<int:volgnummer>/pdf/", pdf.versie, name="melding-versie-pdf"),
]
