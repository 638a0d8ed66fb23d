from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    name = "tresse.lifecycle"
    label = "lifecycle"
