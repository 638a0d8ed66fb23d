"""The pages load one sheet of style and one script, put together from small files: no build step, two requests.

A part is any `ui/static/ui/css/*.css` or `<concept>/static/<concept>/*.css`, and likewise `.js`. A new file
is a part by being there. Parts follow the order of the applications, then of their names; for styles the
order of what wins is said by `@layer` (`css/0-layers.css`), never by the order of the parts.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class BundleFinder(BaseFinder):
    """Finds `tresse.css` and `tresse.js`, written again whenever a part has changed."""

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in self.bundles():
            return []
        found = str(_written(path, self.bundles()[path]()))
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        for name, text in self.bundles().items():
            yield name, FileSystemStorage(_written(name, text()).parent)

    def bundles(self) -> dict[str, Callable[[], str]]:
        """Each file to serve, and what gives its text."""
        return {"tresse.css": sheet, "tresse.js": script}


class Statics(CompressedManifestStaticFilesStorage):
    """Files named by their content once they are collected; before that, by their plain name."""

    def url(self, name: str | None, force: bool = False) -> str:
        return super().url(name, force) if self.hashed_files else f"{settings.STATIC_URL}{name}"


def parts(suffix: str) -> Iterator[Path]:
    """The small files a bundle is made of, in order."""
    for app in apps.get_app_configs():
        folder = Path(app.path) / "static" / app.label
        if app.name.startswith("tresse."):
            yield from sorted([*folder.glob(f"{suffix}/*.{suffix}"), *folder.glob(f"*.{suffix}")])


def sheet() -> str:
    """Every style, without its comments and the room around its signs: what is quoted stays as it is."""
    written = "".join(re.sub(r"/\*.*?\*/\s*", "", part.read_text(), flags=re.DOTALL) for part in parts("css"))
    return "".join(text if text.startswith('"') else _tight(text) for text in re.split(r'("[^"]*")', written))


def script() -> str:
    """Every script, each within its own braces: what one declares, the others do not see. Lines of comment stay here."""
    return "".join(f"{{\n{_said(part.read_text())}}}\n" for part in parts("js"))


def _tight(style: str) -> str:
    return re.sub(r" ?([{};,>]) ?|(:) ", r"\1\2", re.sub(r"\s+", " ", style))


def _said(script: str) -> str:
    return re.sub(r"^\s*(?://.*)?\n|^[ \t]+", "", script, flags=re.MULTILINE)


def _written(name: str, text: str) -> Path:
    path = Path(settings.DATA_DIR) / "bundle" / name
    if not path.exists() or path.read_text() != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Several workers may start together, and several threads in each: everybody writes their own, the last one stays.
        unfinished = path.with_suffix(f".{secrets.token_hex(8)}")
        unfinished.write_text(text)
        unfinished.replace(path)
    return path
