from django.apps import AppConfig


class VrijstellingenConfig(AppConfig):
    name = "verzuimloket.vrijstellingen"
