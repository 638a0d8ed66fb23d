from django.apps import AppConfig


class GuestsConfig(AppConfig):
    name = "tresse.guests"
    label = "guests"
