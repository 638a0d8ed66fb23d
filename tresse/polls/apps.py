from django.apps import AppConfig


class PollsConfig(AppConfig):
    name = "tresse.polls"
    label = "polls"
