from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "tresse.meetings"
    label = "meetings"
