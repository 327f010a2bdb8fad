from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "verzuimloket.channels.web"
