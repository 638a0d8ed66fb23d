from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    name = "tresse.discussions"
    label = "discussions"
