"""The addresses of RIO and of the postal codes."""

from django.urls import path

from verzuimloket.channels.web.rio import beheren, bekijken, postcodes, zoeken

urlpatterns = [
    path("rio/", zoeken.zoeken, name="rio"),
    path("rio/nieuw/<slug:rio>/", beheren.nieuw, name="rio-nieuw"),
    path("rio/<slug:rio>/<str:code>/", bekijken.details, name="rio-details"),
    path("rio/<slug:rio>/<str:code>/wijzigen/", beheren.wijzigen, name="rio-wijzigen"),
    path("beheer/postcodes/", postcodes.postcodes, name="postcodes"),
    path("beheer/postcodes/opzoeken/", postcodes.opzoeken, name="postcodes-opzoeken"),
    path("beheer/postcodes/nieuw/", postcodes.nieuw, name="postcode-nieuw"),
]
