"""Calendar programs that subscribe to a served feed: Thunderbird's reader, and vdirsyncer with khal."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright._impl._driver import compute_driver_executable

HERE = Path(__file__).parent
Moments = dict[str, tuple[datetime, datetime]]


def thunderbird(address: str, folder: Path) -> dict[str, Any]:
    """The calendar as ical.js reads it, which is Thunderbird's reader. Playwright brings a Node to run it."""
    kept = folder / "calendar.ics"
    with urlopen(address) as answer:
        kept.write_bytes(answer.read())
    node = compute_driver_executable()[0]
    told = subprocess.run([node, HERE / "read.mjs", kept], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def moments(read: dict[str, Any]) -> Moments:
    return {event["title"]: (_utc(event["begins"]), _utc(event["ends"])) for event in read["events"]}


@dataclass(frozen=True)
class Khal:
    """Somebody's terminal: vdirsyncer subscribes to one address and khal shows what it fetched."""

    folder: Path
    address: str

    def subscribe(self) -> None:
        """Write both configurations, and fetch for the first time."""
        (self.folder / "events").mkdir()
        (self.folder / "vdirsyncer").write_text(VDIRSYNCER.format(folder=self.folder, address=self.address))
        (self.folder / "khal").write_text(KHAL.format(folder=self.folder))
        self._run("vdirsyncer", "-c", str(self.folder / "vdirsyncer"), "discover", "tresse")
        self.fetch()

    def fetch(self) -> None:
        self._run("vdirsyncer", "-c", str(self.folder / "vdirsyncer"), "sync")

    def moments(self, since: datetime, until: datetime) -> Moments:
        """Each event by its title, as it is shown by a clock set to universal time."""
        form = "{start-date-long}T{start-time}\t{end-date-long}T{end-time}\t{title}\n"
        said = ["-c", str(self.folder / "khal"), "list", "--once", "--day-format", "", "--format", form]
        shown = self._run("khal", *said, f"{since:%Y-%m-%d}", f"{until:%Y-%m-%d}").splitlines()
        lines = [line.split("\t") for line in shown if "\t" in line]
        return {title: (_utc(begins), _utc(ends)) for begins, ends, title in lines}

    def file_of(self, words: str) -> str:
        """The name of the file vdirsyncer keeps of the event that says these words."""
        return next(path.name for path in (self.folder / "events").iterdir() if words in path.read_text())

    def _run(self, name: str, *arguments: str) -> str:
        program = shutil.which(name)
        if program is None:
            raise RuntimeError(f"{name} is not on this machine (Debian's package: {name}).")
        there = {"HOME": str(self.folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        done = subprocess.run([program, *arguments], env=there, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


def _utc(moment: str) -> datetime:
    return datetime.fromisoformat(moment.removesuffix("Z")).replace(tzinfo=UTC)


VDIRSYNCER = """\
[general]
status_path = "{folder}/status/"

[pair tresse]
a = "here"
b = "there"
collections = null
conflict_resolution = "b wins"

[storage here]
type = "filesystem"
path = "{folder}/events/"
fileext = ".ics"

[storage there]
type = "http"
url = "{address}"
"""

KHAL = """\
[calendars]
[[tresse]]
path = {folder}/events/

[sqlite]
path = {folder}/khal.db

[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
