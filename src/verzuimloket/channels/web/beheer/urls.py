"""The addresses on which an administrator manages people."""

from django.urls import path

from verzuimloket.channels.web.beheer import gebruikers

urlpatterns = [
    path("beheer/", gebruikers.beheer, name="beheer"),
    path("beheer/nieuw/", gebruikers.nieuw, name="beheer-nieuw"),
    path("beheer/<int:pk>/", gebruikers.gebruiker, name="beheer-gebruiker"),
]
