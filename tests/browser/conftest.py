"""Journeys in a real Chromium, on the product as it is served."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from playwright.sync_api import Browser

from tests.browser.chromium import Window, chromium, window
from tests.browser.site import Site, begin, free_port

STEWARD = "sol@example.org"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey in a browser."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The example network."""
    site = begin(tmp_path_factory.mktemp("example"), ["demo"])
    yield site
    site.stop()


NEW_NETWORK = ["init", "--no-input", "--name", "Réseau neuf", "--steward-name", "Sol Accompagne"]


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A network that has just begun, with its first steward."""
    site = begin(tmp_path_factory.mktemp("empty"), [*NEW_NETWORK, "--steward-email", STEWARD])
    yield site
    site.stop()


@pytest.fixture
def in_time(tmp_path: Path, post_office: str) -> Iterator[Site]:
    """A network that has just begun, whose days go by when one says so, and whose mail leaves."""
    site = begin(tmp_path, [*NEW_NETWORK, "--steward-email", STEWARD], TRESSE_MAIL_URL=post_office)
    yield site
    site.stop()


@pytest.fixture
def post_office() -> Iterator[str]:
    """A mail server that takes whatever it is given: what is composed as it leaves is then composed."""
    office = Controller(Sink(), hostname="127.0.0.1", port=free_port())
    office.start()
    yield f"smtp://127.0.0.1:{office.port}"
    office.stop()


@pytest.fixture
def open_window(browser: Browser) -> Iterator[Callable[..., Window]]:
    """`open_window(site)` is somebody's browser; at the end, Chromium must have had nothing to complain of."""
    opened: list[Window] = []

    def opening(site: Site, **how: object) -> Window:
        opened.append(window(browser, site.url, **how))  # type: ignore[arg-type]
        return opened[-1]

    yield opening
    complaints = [complaint for one in opened for complaint in one.complaints]
    for one in opened:
        one.close()
    assert complaints == []
