from django.apps import AppConfig


class InstellingenConfig(AppConfig):
    name = "verzuimloket.instellingen"
