from django.apps import AppConfig


class ShowcaseConfig(AppConfig):
    name = "tresse.showcase"
    label = "showcase"
