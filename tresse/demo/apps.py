from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "tresse.demo"
    label = "demo"
