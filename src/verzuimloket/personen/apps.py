from django.apps import AppConfig


class PersonenConfig(AppConfig):
    name = "verzuimloket.personen"
