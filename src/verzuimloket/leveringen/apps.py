from django.apps import AppConfig


class LeveringenConfig(AppConfig):
    name = "verzuimloket.leveringen"
