"""The addresses on which a municipality handles meldingen."""

from django.urls import path

from verzuimloket.channels.web.gemeente import behandelen, melding, werklijst

urlpatterns = [
    path("gemeente/", werklijst.werklijst, name="werklijst"),
    path("gemeente/<uuid:kenmerk>/", melding.melding, name="gemeente-melding"),
    path("gemeente/<uuid:kenmerk>/historie/", melding.historie, name="gemeente-historie"),
    path("gemeente/<uuid:kenmerk>/historie/<int:volgnummer>/", melding.versie, name="gemeente-versie"),
    path("gemeente/<uuid:kenmerk>/<slug:actie>/", behandelen.behandelen, name="gemeente-actie"),
]
