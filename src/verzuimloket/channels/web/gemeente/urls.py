"""The addresses of the municipality."""

from django.urls import path

from verzuimloket.channels.web.gemeente import behandelen

urlpatterns = [
    path("gemeente/<uuid:kenmerk>/", behandelen.melding, name="gemeente-melding"),
    path("gemeente/<uuid:kenmerk>/<slug:actie>/", behandelen.handelen, name="gemeente-actie"),
]
