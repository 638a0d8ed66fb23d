from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "tresse.communities"
    label = "communities"
