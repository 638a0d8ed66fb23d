"""`bin/look`: pictures of every page, as each of the cast, for whoever works on a page to look at."""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from tests.browser.chromium import Window, chromium, window
from tests.browser.example_cast import becomes, cast_of_the_example
from tests.browser.site import begin

WIDTHS = (360, 1280)
THEMES = ("light", "dark")


def main() -> None:
    options = _options()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()  # to know addresses by their names
    from tests.browser.walk import walk  # app ready

    with _site(options.at) as url, chromium() as browser:
        for who in _people(browser, url):
            opened = window(browser, url)
            if who != "visitor":
                becomes(opened, who)
            for page in walk(opened):
                if options.name.lower() in f"{who} {page}".lower():
                    for picture in _pictures(opened, options.to / f"{page}" / who.replace(" ", "-")):
                        print(picture, flush=True)
            opened.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/look", description="Pictures of every page, as each of the cast.")
    parser.add_argument("name", nargs="?", default="", help="only the pages or the people whose name holds this")
    parser.add_argument("--to", type=Path, default=Path(tempfile.gettempdir()) / "tresse-look", metavar="DIR")
    parser.add_argument("--at", metavar="URL", help="a site that is already running, instead of one made for this")
    return parser.parse_args()


@contextmanager
def _site(running: str | None) -> Iterator[str]:
    if running:
        yield running.rstrip("/")
        return
    with tempfile.TemporaryDirectory(prefix="tresse-look-") as folder:
        site = begin(Path(folder), ["demo"])
        try:
            yield site.url
        finally:
            site.stop()


def _people(browser, url: str) -> list[str]:
    opened = window(browser, url)
    try:
        return ["visitor", *cast_of_the_example(opened)]
    finally:
        opened.close()


def _pictures(opened: Window, start: Path) -> Iterator[Path]:
    start.parent.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        opened.page.set_viewport_size({"width": width, "height": 800})
        for theme in THEMES:
            opened.page.emulate_media(color_scheme=theme)
            picture = start.with_name(f"{start.name}-{width}-{theme}.png")
            opened.page.screenshot(path=picture, full_page=True)
            yield picture
    opened.page.set_viewport_size({"width": 1280, "height": 800})
    opened.page.emulate_media(color_scheme="light")


if __name__ == "__main__":
    main()
