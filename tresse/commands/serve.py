"""Serve the network: pages, worker and letterbox, in one group of processes.

SIGTERM or Ctrl-C finishes the requests and the task at hand, then stops. Migrations that are missing are applied
first. With --demo, an empty folder gets the example network first.
"""

import argparse
import os
import socket
from collections.abc import Callable

from tresse.commands import Refused, demo
from tresse.commands.ground import bring_database_up_to_date, settle


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="the port to listen on (8000)")
    parser.add_argument("--processes", type=_count, default=2, help="how many processes answer (2)")
    parser.add_argument("--no-worker", action="store_true", help="pages only; `tresse worker` runs elsewhere")
    parser.add_argument(
        "--no-letterbox", action="store_true", help="no mail comes in here; `tresse letterbox` runs"
    )
    parser.add_argument("--demo", action="store_true", help="make the example network if there is no network yet")


def run(options: argparse.Namespace) -> None:
    _require_free(options.host, options.port)
    os.environ.setdefault("TRESSE_URL", f"http://{_address(options)}")
    settle()
    applied = bring_database_up_to_date()
    if applied:
        print(f"The database is up to date: {applied} migrations applied.", flush=True)
    _network(make_example=options.demo)
    _collect_static_files()
    from tresse.web.server import Server  # app ready

    print(f"Tresse is at http://{_address(options)} (Ctrl-C stops it).", flush=True)
    Server(options.host, options.port, processes=options.processes, beside=_beside(options)).run()
    print("Tresse has stopped.")


def _beside(options: argparse.Namespace) -> list[Callable[[], None]]:
    """What runs beside the pages: the worker, and whoever takes in mail where it comes in."""
    from tresse.core import worker  # app ready
    from tresse.letterbox import certificate, receiver  # app ready

    takes_mail = not options.no_letterbox and receiver.has_something_to_do()
    if takes_mail:
        for host, port in receiver.listened():
            _require_free(host, port, "Set another TRESSE_SMTP or TRESSE_LMTP.")
        print(f"Mail comes in by {receiver.ways()}.", *certificate.complaints(), sep="\n", flush=True)
    return [*([] if options.no_worker else [worker.run]), *([receiver.run] if takes_mail else [])]


def _network(*, make_example: bool) -> None:
    from django.conf import settings  # app ready

    from tresse.networks.queries import current_network  # app ready

    if current_network() is None and make_example:
        demo.load()
    network = current_network()
    if network is None:
        print("There is no network yet: `tresse init` makes one, `tresse demo` makes the example.", flush=True)
    elif not settings.MAIL_IS_SET and not network.is_example:
        print("No mail server is set (TRESSE_MAIL_URL): mail waits, and nobody can sign in by code.", flush=True)


def _collect_static_files() -> None:
    from tresse.web.static_files import collect_if_changed  # app ready

    collect_if_changed()


def _require_free(host: str, port: int, otherwise: str = "Choose another --port.") -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise Refused(f"{host}:{port} cannot be listened on ({error.strerror}). {otherwise}") from None


def _address(options: argparse.Namespace) -> str:
    host = f"[{options.host}]" if ":" in options.host else options.host
    return f"{host}:{options.port}"


def _port(given: str) -> int:
    port = _count(given)
    if port > 65535:
        raise argparse.ArgumentTypeError("a port is a number up to 65535")
    return port


def _count(given: str) -> int:
    if not given.isdigit() or int(given) < 1:
        raise argparse.ArgumentTypeError("a number from 1 up is needed")
    return int(given)
