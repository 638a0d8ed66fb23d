from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "tresse.notifications"
    label = "notifications"
