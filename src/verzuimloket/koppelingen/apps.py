from django.apps import AppConfig


class KoppelingenConfig(AppConfig):
    name = "verzuimloket.koppelingen"
