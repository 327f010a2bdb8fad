from django.apps import AppConfig


class BestandenConfig(AppConfig):
    name = "verzuimloket.bestanden"
