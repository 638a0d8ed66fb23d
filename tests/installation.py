"""A Tresse of its own for a test: a folder and a database thrown away afterwards, commands, a server.

For what only a real start can show: the command line, the processes, the pages kept ready, a `kill -9`.
"""

import http.client
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 30


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str]

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Installation:
    folder: Path
    environment: dict[str, str]
    port: int = 0
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def tresse(self, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "tresse", *arguments],
            cwd=ROOT, env=self.environment, input=given or "", text=True, capture_output=True, timeout=300,
        )  # fmt: skip

    def init(self) -> None:
        """Make an empty network."""
        said = self.tresse("init", "--no-input", "--name", "Réseau", "--steward-name", "Sol", "--steward-email",
                           "sol@example.org")  # fmt: skip
        assert said.returncode == 0, said.stderr

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command that goes on."""
        process = subprocess.Popen(
            [sys.executable, "-m", "tresse", *arguments],
            cwd=ROOT, env=self.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def serve(self, *arguments: str) -> subprocess.Popen[str]:
        """Serve, until the first page answers; each time on a port of its own, that nothing took meanwhile."""
        self.port = free_port()
        process = self.start("serve", "--port", str(self.port), *arguments)
        self.wait_for(lambda: process.poll() is not None or self.get("/healthz").status == 200)
        assert process.poll() is None, process.stdout.read() if process.stdout else ""
        return process

    def wait_for(self, condition: Any, seconds: float = PATIENCE) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                if condition():
                    return
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.05)
        raise TimeoutError

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
        """One request; `accept_language="fr"` is a header."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            response = connection.getresponse()
            return Answer(
                response.status,
                {name.lower(): value for name, value in response.getheaders()},
                response.read(),
                [value for name, value in response.getheaders() if name.lower() == "set-cookie"],
            )
        finally:
            connection.close()

    def sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Read or write the database from outside, committed at once. Values stand where `?` does."""
        url = self.environment.get("DATABASE_URL")
        if url:
            with psycopg.connect(url, autocommit=True) as connection:
                cursor = connection.execute(statement.replace("?", "%s"), values)
                return cursor.fetchall() if cursor.description else []
        with closing_sqlite(self.folder / "tresse.sqlite3") as connection:
            return connection.execute(statement, values).fetchall()

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An empty folder and an empty database."""
    with new_installation(tmp_path) as made:
        yield made


@pytest.fixture
def founded(tmp_path: Path, a_founded_one: Installation) -> Iterator[Installation]:
    """An installation with an empty network, as `tresse init` leaves it."""
    with new_installation(tmp_path, like=a_founded_one) as made:
        yield made


@pytest.fixture(scope="session")
def a_founded_one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Made once, and copied by those who change theirs."""
    with new_installation(tmp_path_factory.mktemp("founded")) as made:
        made.init()
        yield made


@contextmanager
def new_installation(folder: Path, like: Installation | None = None) -> Iterator[Installation]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TRESSE_", "DJANGO_", "DATABASE_"))
    }
    environment |= {"TRESSE_DATA": str(folder), "PYTHONUNBUFFERED": "1"}
    with database_of_its_own(like) as url:
        if like:
            shutil.copytree(like.folder, folder, dirs_exist_ok=True)
        made = Installation(folder, environment | ({"DATABASE_URL": url} if url else {}))
        try:
            yield made
        finally:
            made.stop()


@contextmanager
def database_of_its_own(like: Installation | None) -> Iterator[str | None]:
    """On PostgreSQL, a database that is dropped afterwards; on SQLite the file is in the folder."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield None
        return
    name = f"tresse_{uuid.uuid4().hex[:12]}"
    template = like.environment["DATABASE_URL"].rpartition("/")[2] if like else "template1"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield f"{server.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def closing_sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None, timeout=20)
    try:
        yield connection
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
