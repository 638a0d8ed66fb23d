from django.apps import AppConfig


class WelcomeConfig(AppConfig):
    name = "tresse.welcome"
    label = "welcome"
