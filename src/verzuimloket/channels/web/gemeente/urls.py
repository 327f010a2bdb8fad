"""The addresses on which a municipality handles meldingen."""

from django.urls import path

from verzuimloket.channels.web.gemeente import behandelen, gesprek, melding, werklijst
from verzuimloket.channels.web.verzuim import pdf, plicht

urlpatterns = [
    path("gemeente/", werklijst.werklijst, name="werklijst"),
    path("gemeente/<uuid:kenmerk>/", melding.melding, name="gemeente-melding"),
    path("gemeente/<uuid:kenmerk>/plicht/", plicht.gemeente, name="gemeente-plicht"),
    path("gemeente/<uuid:kenmerk>/historie/", melding.historie, name="gemeente-historie"),
    path("gemeente/<uuid:kenmerk>/historie/<int:volgnummer>/", melding.versie, name="gemeente-versie"),
    path("gemeente/pdf/", pdf.gemeente_bundel, name="gemeente-meldingen-pdf"),
    path("gemeente/<uuid:kenmerk>/pdf/", pdf.gemeente, name="gemeente-pdf"),
    path("gemeente/<uuid:kenmerk>/historie/pdf/", pdf.gemeente_historie, name="gemeente-historie-pdf"),
    path("gemeente/<uuid:kenmerk>/historie/<int:volgnummer>/pdf/", pdf.gemeente_versie, name="gemeente-versie-pdf"),
    path("gemeente/<uuid:kenmerk>/gesprek/<slug:actie>/", gesprek.bericht, name="gemeente-bericht"),
    path("gemeente/<uuid:kenmerk>/volgen/", gesprek.volgen, name="gemeente-volgen"),
    path("gemeente/<uuid:kenmerk>/bijlagen/<uuid:bijlage>/", melding.bijlage, name="gemeente-bijlage"),
    path("gemeente/<uuid:kenmerk>/<slug:actie>/", behandelen.behandelen, name="gemeente-actie"),
]
