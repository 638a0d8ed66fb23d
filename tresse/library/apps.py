from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "tresse.library"
    label = "library"
