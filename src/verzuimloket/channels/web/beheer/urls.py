"""The addresses on which an administrator manages people, and a school keeps what is its own."""

from django.urls import path

from verzuimloket.channels.web.beheer import (
    contactpersonen,
    gebruikers,
    inschrijven,
    locaties,
    mentoren,
    nieuws,
    school,
    sleutels,
    vakanties,
)

_CODE = "school/<str:instelling>"

urlpatterns = [
    path("beheer/", gebruikers.beheer, name="beheer"),
    path("beheer/nieuw/", gebruikers.nieuw, name="beheer-nieuw"),
    path("beheer/<int:pk>/", gebruikers.gebruiker, name="beheer-gebruiker"),
    path("beheer/sleutels/", sleutels.sleutels, name="api-sleutels"),
    path("beheer/sleutels/nieuw/", sleutels.nieuw, name="api-sleutel-nieuw"),
    path("beheer/sleutels/<uuid:kenmerk>/", sleutels.intrekken, name="api-sleutel-intrekken"),
    path("beheer/nieuws/", nieuws.nieuws, name="nieuws-beheer"),
    path("beheer/nieuws/nieuw/", nieuws.schrijven, name="nieuws-nieuw"),
    path("beheer/nieuws/<int:pk>/", nieuws.bericht, name="nieuws-bericht"),
    path("beheer/nieuws/<int:pk>/wijzigen/", nieuws.schrijven, name="nieuws-wijzigen"),
    path("school/", school.school, name="school"),
    path(f"{_CODE}/locaties/", locaties.locaties, name="school-locaties"),
    path(f"{_CODE}/locaties/nieuw/", locaties.nieuw, name="school-locatie-nieuw"),
    path(f"{_CODE}/locaties/<str:locatie>/", locaties.locatie, name="school-locatie"),
    path(f"{_CODE}/locaties/<str:locatie>/einde/", locaties.locatie_einde, name="school-locatie-einde"),
    path(f"{_CODE}/contactpersonen/", contactpersonen.contactpersonen, name="school-contactpersonen"),
    path(f"{_CODE}/contactpersonen/nieuw/", contactpersonen.nieuw, name="school-contactpersoon-nieuw"),
    path(f"{_CODE}/contactpersonen/<uuid:kenmerk>/", contactpersonen.contactpersoon, name="school-contactpersoon"),
    path(
        f"{_CODE}/contactpersonen/<uuid:kenmerk>/einde/",
        contactpersonen.contactpersoon_einde,
        name="school-contactpersoon-einde",
    ),
    path(f"{_CODE}/vakanties/", vakanties.vakanties, name="school-vakanties"),
    path(f"{_CODE}/lesuren/", vakanties.lesuren, name="school-lesuren"),
    path(f"{_CODE}/inschrijven/", inschrijven.inschrijven, name="school-inschrijven"),
    path(f"{_CODE}/mentoren/", mentoren.mentoren, name="school-mentoren"),
    path(f"{_CODE}/mentoren/<int:pk>/", mentoren.mentor, name="school-mentor"),
]
