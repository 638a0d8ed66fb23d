"""Write the search index again from what people wrote, a few things at a time, while they work.

Stopped, it goes on where it was. With --check, only say where the index differs; exits with 1 if it does.
"""

import argparse

from tresse.commands import Refused
from tresse.commands.ground import require_current_database, settle


def describe(parser: argparse.ArgumentParser) -> None:
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--check", action="store_true", help="only say where the index differs from what people wrote")
    way.add_argument("--from-nothing", action="store_true", help="forget what is there first")


def run(options: argparse.Namespace) -> None:
    settle()
    require_current_database()
    if options.check:
        check()
    else:
        write(from_nothing=options.from_nothing)


def check() -> None:
    from tresse.search.reindexing import differences  # app ready

    found = 0
    for difference in differences():
        print(difference)
        found += 1
    if found:
        raise Refused(f"{found} passages differ: `tresse reindex` writes them again.")
    print("The index says what people wrote.")


def write(*, from_nothing: bool) -> None:
    from tresse.search.models import Passage  # app ready
    from tresse.search.reindexing import reindex  # app ready

    done: dict[str, int] = {}
    for progress in reindex(from_nothing=from_nothing):
        done[progress.label] = done.get(progress.label, 0) + progress.things
        print(f"\r{progress.label}: {done[progress.label]}", end="", flush=True)
    print(f"\r{sum(done.values())} things read, {Passage.objects.count()} passages in the index.")
