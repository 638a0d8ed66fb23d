from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "tresse.networks"
    label = "networks"
