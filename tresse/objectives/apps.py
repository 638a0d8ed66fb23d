from django.apps import AppConfig


class ObjectivesConfig(AppConfig):
    name = "tresse.objectives"
    label = "objectives"
