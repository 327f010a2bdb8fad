from django.apps import AppConfig


class RouteringConfig(AppConfig):
    name = "verzuimloket.routering"
