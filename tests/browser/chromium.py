"""Debian's Chromium, and the windows of the people who look through it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        raise RuntimeError("Chromium is not on this machine (Debian's package: chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Window:
    """One person's browser: nothing shared with the others, and every complaint of Chromium remembered."""

    context: BrowserContext
    page: Page
    home: str
    javascript: bool
    complaints: list[str] = field(default_factory=list)
    transferred: list[int] = field(default_factory=list)  # bytes on the wire, one number for each request

    def go(self, address: str) -> Response:
        """Open an address of the site, and say how it answered."""
        answer = self.page.goto(address if address.startswith("http") else self.home + address)
        assert answer is not None
        return answer

    def close(self) -> None:
        self.context.close()


def window(
    browser: Browser,
    home: str,
    *,
    javascript: bool = True,
    width: int = 1280,
    theme: str = "light",
    language: str = "fr-FR",
) -> Window:
    """A new window on a site, at its first visit."""
    context = browser.new_context(
        java_script_enabled=javascript,
        viewport={"width": width, "height": 800},
        color_scheme=theme,  # type: ignore[arg-type]
        locale=language,
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
        service_workers="block",
    )
    context.set_default_timeout(10_000)
    opened = Window(context, context.new_page(), home, javascript)
    _listen(opened)
    return opened


def _listen(opened: Window) -> None:
    def console(message: ConsoleMessage) -> None:
        # Chromium also complains of a page that answers 404 or 422, which journeys do on purpose.
        refused_page = message.text.startswith("Failed to load resource") and "status of 4" in message.text
        if message.type == "error" and not (refused_page and message.location["url"] == opened.page.url):
            opened.complaints.append(f"{opened.page.url}: {message.text}")

    def request(asked: Request) -> None:
        if urlsplit(asked.url).scheme.startswith("http") and not asked.url.startswith(opened.home):
            opened.complaints.append(f"asked another origin: {asked.url}")

    def response(answer: Response) -> None:
        if answer.status >= 500:
            opened.complaints.append(f"{answer.status} {answer.url}")

    opened.page.on("console", console)
    opened.page.on("pageerror", lambda error: opened.complaints.append(f"{opened.page.url}: {error}"))
    opened.page.on("request", request)
    opened.page.on("response", response)
    wire = opened.context.new_cdp_session(opened.page)
    wire.send("Network.enable")

    def finished(event: dict[str, Any]) -> None:
        opened.transferred.append(event["encodedDataLength"])

    wire.on("Network.loadingFinished", finished)
