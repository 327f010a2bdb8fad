"""Addresses of the hour counter."""

from django.urls import path

from verzuimloket.channels.web.lesverzuim import leerling, lijsten, overzicht

urlpatterns = [
    path("uren/", overzicht.signalen, name="uren"),
    path("uren/signaal/<uuid:kenmerk>/melden/", overzicht.melden, name="uren-melden"),
    path("uren/regel/<uuid:kenmerk>/weg/", leerling.weg, name="uren-weg"),
    path("uren/controle/<uuid:kenmerk>/", lijsten.controle, name="uren-controle"),
    path("uren/<str:instelling>/", overzicht.uren, name="uren-instelling"),
    path("uren/<str:instelling>/lijst/", lijsten.lijst, name="uren-lijst"),
    path("uren/<str:instelling>/leerling/<uuid:kenmerk>/", leerling.leerling, name="uren-leerling"),
]
