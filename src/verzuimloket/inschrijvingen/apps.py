from django.apps import AppConfig


class InschrijvingenConfig(AppConfig):
    name = "verzuimloket.inschrijvingen"
