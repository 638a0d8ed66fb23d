from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "tresse.feeds"
    label = "feeds"
