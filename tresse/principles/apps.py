from django.apps import AppConfig


class PrinciplesConfig(AppConfig):
    name = "tresse.principles"
    label = "principles"
