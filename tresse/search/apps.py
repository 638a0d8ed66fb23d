from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "tresse.search"
    label = "search"
