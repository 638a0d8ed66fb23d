from django.apps import AppConfig


class MembershipsConfig(AppConfig):
    name = "tresse.memberships"
    label = "memberships"
