from django.apps import AppConfig


class LetterboxConfig(AppConfig):
    name = "tresse.letterbox"
    label = "letterbox"
