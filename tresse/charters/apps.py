from django.apps import AppConfig


class ChartersConfig(AppConfig):
    name = "tresse.charters"
    label = "charters"
