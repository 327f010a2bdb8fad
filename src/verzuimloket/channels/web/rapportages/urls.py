"""Addresses of the reports."""

from django.urls import path

from verzuimloket.channels.web.rapportages import (
    dashboard,
    dashboard_bestand,
    jaarbestand,
    kalender,
    lijst,
    over,
    regel,
    start,
    vergelijken,
)

app_name = "rapportages"
urlpatterns = [
    path("", start.start, name="start"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/bestand/", dashboard_bestand.bestand, name="dashboard-bestand"),
    path("kalender/", kalender.kalender, name="kalender"),
    path("kalender.ics", kalender.ics, name="kalender-ics"),
    path("geschiedenis/", start.geschiedenis, name="geschiedenis"),
    path("over/", over.over, name="over"),
    path("jaarbestand/", jaarbestand.maken, name="jaarbestand"),
    path("vergelijken/", vergelijken.vergelijken, name="vergelijken"),
    path("waarom/", regel.waarom, name="waarom"),
    path("<uuid:peiling>/", lijst.lijst, name="lijst"),
    path("<uuid:peiling>/leerling/<uuid:persoon>/", regel.regel, name="regel"),
]
