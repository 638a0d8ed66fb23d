from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "tresse.core"
    label = "core"

    def ready(self) -> None:
        """Every concept declares the kinds of act it records in its own `journal.py`."""
        autodiscover_modules("journal")
