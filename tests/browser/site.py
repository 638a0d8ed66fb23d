"""The product itself, served for the journeys: `tresse serve` on a free port, with its worker, on a folder of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 60  # seconds


@dataclass
class Site:
    """`days` is how far its clock runs ahead: a year is lived in a few minutes."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]
    environment: dict[str, str]
    days: int = 0

    @property
    def today(self) -> date:
        return date.today() + timedelta(days=self.days)

    def moves_on(self, days: int) -> None:
        """So many days later: stopped, and started again with a clock that has moved on."""
        self.stop()
        self.days += days
        self.process = _serve(self.url, self.data, self.environment, self.days)
        _wait_for(self)

    def says(self) -> str:
        """The last lines of its log."""
        return "\n".join((self.data / "serve.log").read_text().splitlines()[-15:])

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def begin(data: Path, *preparation: Sequence[str], **settings: str) -> Site:
    """Prepare a folder with `tresse` commands, then serve it."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "TRESSE_DATA": str(data), "TRESSE_URL": url, "TRESSE_DEVELOPMENT": "1"}
    for name in ("DATABASE_URL", "TRESSE_MAIL_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    environment |= settings
    for command in preparation:
        subprocess.run([sys.executable, "-m", "tresse", *command], cwd=ROOT, env=environment, check=True)
    site = Site(url, data, _serve(url, data, environment), environment)
    _wait_for(site)
    return site


def _serve(url: str, data: Path, environment: dict[str, str], days: int = 0) -> subprocess.Popen[bytes]:
    ahead = ["-m", "tests.browser.ahead", str(days)] if days else ["-m", "tresse"]
    command = [sys.executable, *ahead, "serve", "--port", url.rpartition(":")[2]]
    log = (data / "serve.log").open("ab")
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_for(site: Site) -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and site.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.url}/healthz", timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    site.stop()
    raise RuntimeError(f"the site did not start:\n{site.says()}")
