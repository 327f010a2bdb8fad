from django.apps import AppConfig


class VerzuimConfig(AppConfig):
    name = "verzuimloket.verzuim"
