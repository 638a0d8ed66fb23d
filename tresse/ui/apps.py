from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tresse.ui"
    label = "ui"
