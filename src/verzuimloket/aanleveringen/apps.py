from django.apps import AppConfig


class AanleveringenConfig(AppConfig):
    name = "verzuimloket.aanleveringen"
