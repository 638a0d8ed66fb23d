from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tresse.web"
    label = "web"
