"""The command line: `tresse`, one file per command.

Each command describes its options in `describe(parser)` and does its work in `run(options)`. It prints what
it did; when it could not, it raises `Refused` with one sentence, and the command line exits with 1.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from config.version import VERSION


class Refused(Exception):
    """What was asked cannot be done; the sentence says why and what to do next."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the exit code."""
    options = _parser().parse_args(arguments)
    if options.data:
        os.environ["TRESSE_DATA"] = str(options.data)
    try:
        options.run(options)
    except Refused as refusal:
        print(f"tresse: {refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ntresse: stopped; what was already said to be done is done.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # `tresse doctor | head`
        sys.stderr.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    from tresse.commands import demo, doctor, init, letterbox, reindex, serve, worker  # they ask it for Refused

    parser = argparse.ArgumentParser(prog="tresse", description="Communities of practice, run by their network.")
    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, command in {
        "init": init,
        "demo": demo,
        "serve": serve,
        "worker": worker,
        "letterbox": letterbox,
        "doctor": doctor,
        "reindex": reindex,
    }.items():
        summary = (command.__doc__ or "").partition("\n")[0]
        one = commands.add_parser(name, help=summary, description=command.__doc__)
        one.add_argument("--data", type=Path, metavar="DIR", help="the folder of this network (TRESSE_DATA; var)")
        command.describe(one)
        one.set_defaults(run=command.run)
    return parser
