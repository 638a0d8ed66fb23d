from django.apps import AppConfig


class ConfidenceConfig(AppConfig):
    name = "tresse.confidence"
    label = "confidence"
