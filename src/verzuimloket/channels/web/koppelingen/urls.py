"""The addresses on which an agency links two numbers and asks, and the register holder merges and answers."""

from django.urls import path

from verzuimloket.channels.web.koppelingen import koppelen, register, vragen

urlpatterns = [
    path("koppelen/", koppelen.koppelen, name="koppelen"),
    path("koppelen/<uuid:een>/<uuid:ander>/", koppelen.vergelijken, name="koppelen-vergelijken"),
    path("koppelen/vraag/", vragen.stellen, name="koppelvraag-stellen"),
    path("koppelen/vragen/<uuid:kenmerk>/", vragen.vraag, name="koppelvraag"),
    path("beheer/koppelen/", register.kandidaten, name="koppelkandidaten"),
    path("beheer/koppelen/<uuid:een>/<uuid:ander>/", register.vergelijken, name="koppelkandidaat"),
    path("beheer/koppelingen/", register.koppelingen, name="koppelingen"),
    path("beheer/koppelingen/<uuid:kenmerk>/", register.koppeling, name="koppeling"),
    path("beheer/koppelvragen/", vragen.open_vragen, name="koppelvragen"),
    path("beheer/koppelvragen/<uuid:kenmerk>/", vragen.beantwoorden, name="koppelvraag-beantwoorden"),
]
