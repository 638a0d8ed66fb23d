"""Run the worker alone: mail, tasks, the clock. `tresse serve` already runs one.

Start as many as needed, on as many machines as needed, beside `tresse serve --no-worker`.
"""

import argparse

from tresse.commands.ground import require_current_database, settle


def describe(parser: argparse.ArgumentParser) -> None:
    """There is nothing to choose."""


def run(options: argparse.Namespace) -> None:
    settle()
    require_current_database()
    from tresse.core import worker  # app ready

    print("The worker is at work; Ctrl-C stops it.", flush=True)
    worker.run()
    print("The worker has stopped.")
