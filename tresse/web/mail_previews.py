"""Every mail Tresse can write, as each concept's `emails.py` shows it."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule

Preview = Callable[[], dict[str, Any]]


def previews() -> dict[str, Preview]:
    """The mails by name, each with what makes an example of what it tells."""
    found: dict[str, Preview] = {}
    for app in apps.get_app_configs():
        if app.name.startswith("tresse.") and app.module and module_has_submodule(app.module, "emails"):
            found |= import_module(f"{app.name}.emails").PREVIEWS
    return dict(sorted(found.items()))
