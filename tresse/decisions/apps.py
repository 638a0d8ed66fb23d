from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "tresse.decisions"
    label = "decisions"
