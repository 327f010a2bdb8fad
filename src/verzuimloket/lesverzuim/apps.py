from django.apps import AppConfig


class LesverzuimConfig(AppConfig):
    name = "verzuimloket.lesverzuim"
