"""The three scripts of django-allauth by which a browser speaks to a passkey, as one: they are small."""

from collections.abc import Callable
from pathlib import Path

from django.contrib.staticfiles.finders import AppDirectoriesFinder

from tresse.ui.statics import BundleFinder

SCRIPTS = ("mfa/js/webauthn-json.js", "mfa/js/webauthn.js", "account/js/onload.js")


class PasskeyFinder(BundleFinder):
    def bundles(self) -> dict[str, Callable[[], str]]:
        return {"passkeys.js": passkeys}


def passkeys() -> str:
    finder = AppDirectoriesFinder()
    return ";\n".join(Path(finder.find(name) or "").read_text() for name in SCRIPTS)
