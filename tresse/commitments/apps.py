from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "tresse.commitments"
    label = "commitments"
