from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tresse.documents"
    label = "documents"
