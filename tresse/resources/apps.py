from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "tresse.resources"
    label = "resources"
