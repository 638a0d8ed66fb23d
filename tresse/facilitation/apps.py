from django.apps import AppConfig


class FacilitationConfig(AppConfig):
    name = "tresse.facilitation"
    label = "facilitation"
