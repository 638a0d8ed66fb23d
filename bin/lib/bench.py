"""What bin/bench does: start, measure with wrk, compare with nginx, print a table."""

import argparse
import http.client
import json
import os
import platform
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE_OF_RESULTS = ROOT / "docs" / "performance.md"
MEASURED, SEARCHED = "measured", "searched on {database}"  # what stands between marks of these names in it
TRESSE = [sys.executable, "-m", "tresse"]
# What a browser says; both servers give compressed bytes.
BROWSER = {"Accept-Encoding": "gzip", "Accept-Language": "fr"}
# A cookie that is not the language's: the page is made again for each request.
UNCACHED = {**BROWSER, "Cookie": "nobody=1"}
SCALE = 20_000  # items of `tresse demo --scale`
MOST_MS = {"sqlite": 75, "postgresql": 150}  # for a page of search, in nineteen cases of twenty
HELLO = """
BODY = b"Bonjour"
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(BODY)))])
    return [BODY]
"""
NGINX = """
worker_processes 2; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; events {{}}
http {{
  access_log off; keepalive_requests 1000000; types {{ text/html html; }} gzip_static on;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {folder}/static; }}
}}
"""


@dataclass(frozen=True)
class Load:
    """What wrk saw."""

    rate: float  # requests a second
    p50: float  # milliseconds
    p99: float
    errors: int


@dataclass(frozen=True)
class Row:
    name: str
    one: Load
    sixteen: Load


@dataclass(frozen=True)
class Promise:
    """A target, and what was measured of it."""

    name: str
    target: str
    measured: str
    is_kept: bool


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="tresse-bench-") as folder:
        if options.search:
            texts = measure_search(Path(folder), options.search)
        else:
            texts = measure(Path(folder), options.seconds)
    for name, text in texts.items():
        print(text)
        if options.write:
            _put_down(name, text)


def _put_down(name: str, text: str) -> None:
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, _, rest = PAGE_OF_RESULTS.read_text().partition(begin)
    after = rest.partition(end)[2]
    PAGE_OF_RESULTS.write_text(f"{before}{begin}\n\n{text}\n{end}{after}")
    print(f"Written to {PAGE_OF_RESULTS.relative_to(ROOT)}.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--seconds", type=int, default=5, help="how long each page is asked for (5)")
    parser.add_argument("--search", type=int, metavar="ITEMS", help="measure search alone, among so many items")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    return parser.parse_args()


def measure(folder: Path, seconds: int) -> dict[str, str]:
    """Everything, in one run, with search among twice the items of the large network."""
    first, restart = _starts(folder / "first")
    scale = folder / "scale"
    _say("making 200 communities and 20,000 items")
    subprocess.run([*TRESSE, "demo", "--scale", "--data", scale], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with _serving(scale) as (port, master):
        time.sleep(3)
        at_rest = _memory(master)
        pages = _pages(scale)
        cookie = _signed_in(port, pages.pop("member"))
        rows = list(_rows(folder, port, pages, cookie, seconds))
        under_load = _memory(master)
    promises = _promises(rows, first, restart, at_rest, under_load) + _writes(scale) + _digests(scale)
    searched = _searching(_plain_environment() | {"TRESSE_DATA": str(scale)}, SCALE)
    return {MEASURED: f"{_report(rows, promises, seconds)}\n{searched[1]}"}


def measure_search(folder: Path, items: int) -> dict[str, str]:
    """Search alone, on SQLite or on the database DATABASE_URL names, which must be empty."""
    environment = _plain_environment() | {"TRESSE_DATA": str(folder)}
    if "DATABASE_URL" in os.environ:
        environment["DATABASE_URL"] = os.environ["DATABASE_URL"]
    _say(f"making 200 communities, then {items:,} items")
    subprocess.run([*TRESSE, "demo", "--scale"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    database, text = _searching(environment, items - SCALE)
    return {SEARCHED.format(database=database): text}


def _searching(environment: dict[str, str], items: int) -> tuple[str, str]:
    """The database it was on, and the table."""
    program = [sys.executable, str(ROOT / "bin" / "lib" / "searching.py")]
    subprocess.run([*program, "seed", str(items)], cwd=ROOT, env=environment, check=True)
    said = json.loads(subprocess.check_output([*program, "measure"], cwd=ROOT, env=environment))
    most = MOST_MS[said["database"]]
    lines = [
        f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}, {said['passages']:,} passages, {said['database']}, one connection, "
        f"p95 under {most} ms wanted.",
        "",
        "| search | reader | p50 ms | p95 ms | processor p95 ms | first time, p95 ms | kept |",
        "|---|---|--:|--:|--:|--:|---|",
        *(
            f"| {row['kind']} | {row['who']} | {row['p50']:.0f} | {row['p95']:.0f} | {row['processor']:.0f} "
            f"| {row['first']:.0f} | {'yes' if row['p95'] < most else 'no'} |"
            for row in said["rows"]
        ),
        "",
    ]
    return said["database"], "\n".join(lines)


def _starts(data: Path) -> tuple[float, float]:
    """Seconds from an empty folder to the first page, and from the order to stop to the next first page."""
    _say("starting in an empty folder")
    begun = time.monotonic()
    with _serving(data) as (_port, _master):
        first = time.monotonic() - begun
        begun = time.monotonic()
    with _serving(data):
        restart = time.monotonic() - begun
    return first, restart


def _rows(folder: Path, port: int, pages: dict[str, str], cookie: str, seconds: int) -> Iterator[Row]:
    signed_in = {**BROWSER, "Cookie": cookie}
    site = f"http://127.0.0.1:{port}"
    with _nginx(folder, _bytes(port, pages["home"])) as nginx:
        yield _row("nginx, the home as a file", f"{nginx}/home.html", BROWSER, seconds)
    with _hello(folder) as hello:
        yield _row("hello world, same server", hello, BROWSER, seconds)
    for name in ("home", "community", "publication"):
        yield _row(f"{name}, visitor", f"{site}{pages[name]}", BROWSER, seconds)
    for name in ("home", "community", "publication"):
        yield _row(f"{name}, visitor, made each time", f"{site}{pages[name]}", UNCACHED, seconds)
    yield _row("session of 20 items, signed in", f"{site}{pages['session']}", signed_in, seconds)


def _row(name: str, url: str, headers: dict[str, str], seconds: int) -> Row:
    _say(name)
    _wrk(url, headers, 16, 1)  # warm
    return Row(name, _wrk(url, headers, 1, seconds), _wrk(url, headers, 16, seconds))


def _wrk(url: str, headers: dict[str, str], connections: int, seconds: int) -> Load:
    said = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *said, url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    assert rate, text
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return Load(float(rate[1]), _latency(text, 50), _latency(text, 99), int(failed[1]) if failed else 0)


def _latency(text: str, percentile: int) -> float:
    found = re.search(rf"^\s+{percentile}%\s+([\d.]+)(us|ms|s)", text, re.MULTILINE)
    assert found, text
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]


@contextmanager
def _serving(data: Path) -> Iterator[tuple[int, int]]:
    """`tresse serve` until the home answers; gives the port and the process."""
    port = _free_port()
    command = [*TRESSE, "serve", "--demo", "--port", str(port), "--data", str(data)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=_plain_environment())
    try:
        _wait_for(port, "/")
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


@contextmanager
def _nginx(folder: Path, compressed: bytes) -> Iterator[str]:
    """The same bytes as files, compressed and not, at the same size."""
    port, static = _free_port(), folder / "static"
    static.mkdir()
    (static / "home.html.gz").write_bytes(compressed)
    (static / "home.html").write_bytes(b"never asked for")
    for path in (folder, static):
        path.chmod(0o755)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    with _running(["nginx", "-c", str(folder / "nginx.conf")], port, "/home.html"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _hello(folder: Path) -> Iterator[str]:
    port = _free_port()
    (folder / "hello.py").write_text(HELLO)
    granian = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4",
        "--http", "1", "--log-level", "error", "--port", str(port), "--working-dir", str(folder), "hello:application",
    ]  # fmt: skip
    with _running(granian, port, "/"):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def _running(command: list[str], port: int, path: str) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, path)
        yield
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int, path: str) -> None:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            if _get(port, path)[0] == 200:
                return
        except OSError:
            time.sleep(0.005)
    raise SystemExit(f"bin/bench: nothing answers on port {port}.")


def _get(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    return response.status, response.read()


def _bytes(port: int, path: str) -> bytes:
    return _get(port, path, BROWSER)[1]


def _pages(data: Path) -> dict[str, str]:
    """The addresses to ask for, and a member who sees the session."""
    program = """
import os; os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
import django; django.setup()
from django.db.models import Count
from tresse.library.models import Publication
from tresse.meetings.models import Meeting
from tresse.memberships.models import Membership
meeting = Meeting.objects.annotate(size=Count("agenda")).order_by("-size", "-pk").first()
member = Membership.objects.inside().filter(community=meeting.community).order_by("pk").first()
publication = Publication.objects.current().order_by("-pk").first()
print("/", meeting.community.get_absolute_url(), publication.get_absolute_url(), meeting.get_absolute_url(),
      member.person_id, meeting.size)
"""
    environment = _plain_environment() | {"TRESSE_DATA": str(data)}
    found = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout.split()
    _say(f"the session has {found.pop()} items")
    return dict(zip(("home", "community", "publication", "session", "member"), found, strict=True))


def _signed_in(port: int, member: str) -> str:
    """The cookie of this member, by the button of the example network."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/cast/")
    response = connection.getresponse()
    form = response.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    csrf = re.search(r"csrftoken=([^;]+)", response.headers["Set-Cookie"])
    assert token
    assert csrf
    sent = f"csrfmiddlewaretoken={token[1]}"
    headers = {"Cookie": f"csrftoken={csrf[1]}", "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", f"/cast/{member}/", sent, headers)
    answer = connection.getresponse()
    answer.read()
    session = re.search(r"sessionid=([^;]+)", " ".join(answer.headers.get_all("Set-Cookie") or []))
    assert session, answer.status
    return f"sessionid={session[1]}"


def _memory(master: int) -> float:
    """Megabytes of the whole group, each shared page counted once (PSS)."""
    return sum(_pss(process) for process in [master, *_children(master)]) / 1024


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for children in tasks for child in children.read_text().split()]


def _pss(process: int) -> int:
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(rollup.partition("\nPss:")[2].split()[0])


def _promises(rows: list[Row], first: float, restart: float, at_rest: float, under_load: float) -> list[Promise]:
    nginx = rows[0].sixteen.rate
    warm = min(row.sixteen.rate for row in rows if row.name.endswith(", visitor")) / nginx
    uncached = min(row.sixteen.rate for row in rows if row.name.endswith("each time"))
    session = next(row for row in rows if row.name.startswith("session"))
    return [
        Promise("warm public pages, of nginx's rate", "≥ 0.10 (0.25)", f"{warm:.2f}", warm >= 0.10),
        Promise("the same, made each time", "≥ 300/s", f"{uncached:,.0f}/s", uncached >= 300),
        Promise("session page, p50 at 1", "< 9 ms", f"{session.one.p50:.1f} ms", session.one.p50 < 9),
        Promise("session page, p99 at 1", "< 20 ms", f"{session.one.p99:.1f} ms", session.one.p99 < 20),
        Promise("session page at 16", "≥ 200/s", f"{session.sixteen.rate:,.0f}/s", session.sixteen.rate >= 200),
        Promise("memory at rest", "< 150 MB", f"{at_rest:.0f} MB", at_rest < 150),
        Promise("memory under load", "", f"{under_load:.0f} MB", True),
        Promise("stop, start, first page", "< 1.5 s", f"{restart:.2f} s", restart < 1.5),
        Promise("empty folder to first page", "< 10 s", f"{first:.1f} s", first < 10),
        Promise("errors", "0", str(sum(row.one.errors + row.sixteen.errors for row in rows)),
                not any(row.one.errors + row.sixteen.errors for row in rows)),
    ]  # fmt: skip


def _writes(data: Path) -> list[Promise]:
    """What the index adds to each kind of write."""
    _say("writing, with the index and without")
    program = [sys.executable, str(ROOT / "bin" / "lib" / "writes.py")]
    environment = _plain_environment() | {"TRESSE_DATA": str(data)}
    measured = json.loads(subprocess.check_output(program, cwd=ROOT, env=environment))
    return [
        Promise(
            f"the index, of writing {name} ({said['processor_ms']:.1f} ms)",
            "≤ 15 %",
            f"{said['processor_added']:.0%}, elapsed {said['elapsed_added']:.0%}",
            said["processor_added"] <= 0.15,
        )
        for name, said in measured.items()
    ]


def _digests(data: Path) -> list[Promise]:
    """The letters of one morning, for ten thousand people more."""
    _say("making the letters of a morning for 10,000 people")
    program = [sys.executable, str(ROOT / "bin" / "lib" / "digests.py")]
    environment = _plain_environment() | {"TRESSE_DATA": str(data)}
    subprocess.run([*program, "seed"], cwd=ROOT, env=environment, check=True)
    said = json.loads(subprocess.check_output([*program, "measure"], cwd=ROOT, env=environment))
    return [
        Promise("letters made in a morning", "≥ 10,000", f"{said['digests']:,}", said["digests"] >= 10_000),
        Promise("making them, peak memory", "< 300 MB", f"{said['megabytes']:.0f} MB", said["megabytes"] < 300),
        Promise("making them, queries that read", "", f"{said['reads']}", True),
        Promise("making them, queries that write", "", f"{said['writes']:,}", True),
        Promise("making them", "", f"{said['seconds']:.1f} s", True),
        Promise("composing one as it leaves", "", f"{said['letter']:.0f} ms", True),
    ]


def _report(rows: list[Row], promises: list[Promise], seconds: int) -> str:
    nginx = rows[0]
    lines = [
        f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}, {seconds} s each, wrk with one thread on the same machine, "
        "compressed bytes, SQLite.",
        "",
        "| page | 1: req/s | p50 ms | p99 ms | 16: req/s | p50 ms | p99 ms | of nginx |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
        *(
            f"| {row.name} | {row.one.rate:,.0f} | {row.one.p50:.2f} | {row.one.p99:.2f} "
            f"| {row.sixteen.rate:,.0f} | {row.sixteen.p50:.2f} | {row.sixteen.p99:.2f} "
            f"| {row.sixteen.rate / nginx.sixteen.rate:.3f} |"
            for row in rows
        ),
        "",
        "| promise | target | measured | kept |",
        "|---|---|--:|---|",
        *(f"| {p.name} | {p.target} | {p.measured} | {'yes' if p.is_kept else 'no'} |" for p in promises),
        "",
    ]
    return "\n".join(lines)


def _machine() -> str:
    model = next(
        (
            line.partition(": ")[2]
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    busy = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({model.strip()}), Python {platform.python_version()}, load {busy:.1f} at the end"
    )


def _plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("TRESSE_", "DATABASE_"))}


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _say(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr)


if __name__ == "__main__":
    if shutil.which("wrk") is None or shutil.which("nginx") is None:
        raise SystemExit("bin/bench: wrk and nginx are needed (Debian: apt-get install wrk nginx-core).")
    main()
