from django.apps import AppConfig


class ValueConfig(AppConfig):
    name = "tresse.value"
    label = "value"
